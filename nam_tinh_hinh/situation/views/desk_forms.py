"""The forms of the queue with their choices."""

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.people.queries.areas import area_labels
from nam_tinh_hinh.situation import queries
from nam_tinh_hinh.situation.forms.desk import CorrectForm, PassUpForm
from nam_tinh_hinh.situation.queries.alerts import superiors
from nam_tinh_hinh.situation.tables import Observation
from nam_tinh_hinh.situation.views.base import person


def correct_form(item: Observation, *, fresh: bool = False) -> CorrectForm:
    """Return the form "Sửa phân loại"; ``fresh`` shows the row, else what was sent."""
    form = CorrectForm(formdata=None) if fresh else CorrectForm()
    areas = area_labels(clock.today())
    if item.area_id not in dict(areas):  # ended since
        areas.append((item.area_id, item.area.name))
    topics = queries.topics(person().desks, also=item.topic_id)
    if item.topic_id not in {one.id for one in topics}:  # another unit's own
        topics.append(queries.TopicLine(item.topic_id, item.topic.code, item.topic.label, item.topic.parent_id))
    groups = [(one.id, one.label) for one in queries.groups(also=item.group_id)]
    form.offer([(one.id, one.full_label) for one in topics], areas, groups)
    if fresh:
        form.show(item)
    return form


def pass_up_form(item: Observation, *, fresh: bool = False) -> PassUpForm:
    """Return the form "Chuyển cấp trên": to the superiors of the unit that has the observation."""
    form = PassUpForm(formdata=None) if fresh else PassUpForm()
    form.offer([(one.id, one.name) for one in superiors(item.holder_id)])
    return form
