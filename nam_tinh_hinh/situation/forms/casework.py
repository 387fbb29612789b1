"""The forms of case files: the case itself, an entry, a review, a reason."""

from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField, RadioField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.forms import BaseForm, DayField, Filled, LineField, TextField
from nam_tinh_hinh.people.forms.picking import Options, PickField
from nam_tinh_hinh.situation.enums import CaseEntryKind
from nam_tinh_hinh.situation.queries.reference import TopicLine
from nam_tinh_hinh.situation.services.case_entries import WRITTEN
from nam_tinh_hinh.situation.services.casework import PAST
from nam_tinh_hinh.situation.tables import CaseFile


def from_today(_form: Any, field: DayField) -> None:
    """Refuse a day of review that has passed."""
    if field.data and field.data < clock.today():
        raise ValidationError(PAST)


class CaseForm(BaseForm):
    """A case as its focal point describes it; one that is there already is not asked for the day of its review."""

    title = LineField("Tên vụ việc", [Filled("Ghi tên vụ việc.")], most=300)
    summary = TextField("Tóm tắt", most=4000)
    topic_id = SelectField("Lĩnh vực", [InputRequired("Chọn lĩnh vực.")], coerce=int)
    area_name = PickField("Địa bàn", most=420)
    unit_name = PickField("Đơn vị chịu trách nhiệm", [Filled("Ghi đơn vị chịu trách nhiệm.")], most=400)
    review_on = DayField("Ngày xem lại", [InputRequired("Ghi ngày xem lại."), from_today])
    version = HiddenField()

    def offer(self, topics: Sequence[TopicLine], areas: Options, units: Options) -> None:
        """Set what may be chosen."""
        self.topic_id.choices = [SelectChoice(one.id, one.full_label) for one in topics]
        self.area_name.offer(areas)
        self.unit_name.offer(units)

    def show(self, case: CaseFile) -> None:
        """Show a case as it is, unless something was typed."""
        if self.is_submitted():
            return
        self.title.data, self.summary.data, self.topic_id.data = case.title, case.summary, case.topic_id
        self.area_name.offer(self.area_name.options, case.area_id)
        self.unit_name.offer(self.unit_name.options, case.responsible_unit_id)
        self.version.data = str(case.version)

    def facts(self) -> dict[str, Any]:
        """Return what was typed, as the services take it."""
        return {
            "title": self.title.data, "summary": self.summary.data, "topic_id": self.topic_id.data,
            "area_id": self.area_name.picked, "responsible_unit_id": self.unit_name.picked,
        }  # fmt: skip


class EntryForm(BaseForm):
    """One line of the timeline."""

    kind = RadioField(
        "Mục", choices=[SelectChoice(one.value, one.label) for one in WRITTEN], default=CaseEntryKind.EVENT.value
    )
    on_day = DayField("Ngày", [InputRequired("Ghi ngày.")])
    words = TextField("Nội dung", [Filled("Ghi nội dung của mục này.")], most=4000)

    def validate_on_day(self, field: DayField) -> None:
        if field.data and field.data > clock.today():
            raise ValidationError("Ngày không được sau hôm nay. Việc sắp tới ghi ở mục “Dự báo”.")


class ReviewForm(BaseForm):
    """A review: what was found, and when one looks again."""

    found = TextField("Rà soát thấy gì", [Filled("Ghi kết quả rà soát.")], most=4000)
    next_on = DayField("Ngày xem lại tiếp theo", [InputRequired("Ghi ngày xem lại tiếp theo."), from_today])
    version = HiddenField()


class ActForm(BaseForm):
    """What an action of the workflow asks for: a reason, and the day of the next review when a case is reopened."""

    reason = TextField("Lý do", most=2000)
    review_on = DayField("Ngày xem lại", [Optional(), from_today])
    version = HiddenField()


class DismissForm(BaseForm):
    """Why no case is made of what was suggested."""

    reason = TextField("Lý do không lập", [Filled("Ghi lý do không lập vụ việc.")], most=1000)
