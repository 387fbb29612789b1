"""The form on which one observation is written down; the fields in the order of the notebook."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wtforms import HiddenField, IntegerField, RadioField, SelectField, SelectMultipleField, ValidationError, widgets
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional, StopValidation

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.forms import BaseForm, DayField, Filled, LineField, TextField
from nam_tinh_hinh.kernel.merging import Merging
from nam_tinh_hinh.situation.enums import ObservationKind, Regularity, Severity
from nam_tinh_hinh.situation.queries.alerts import Superior
from nam_tinh_hinh.situation.queries.entry import Places
from nam_tinh_hinh.situation.queries.reference import TopicLine
from nam_tinh_hinh.situation.services import FACTS
from nam_tinh_hinh.situation.services.entry import MOST_VOICES
from nam_tinh_hinh.situation.tables import Channel, Observation, PeopleGroup

MOST_SPEAKERS = 10_000


def _row_id(value: Any) -> int | None:
    return int(value) if value not in (None, "", "None") else None


class ChosenField(SelectField):
    """One row out of groups of rows; choosing none is refused in words of its own."""

    def __init__(self, label: str, sentence: str, **kw: Any) -> None:
        super().__init__(label, coerce=_row_id, **kw)
        self.sentence, self.flags.required = sentence, True

    def pre_validate(self, form: Any) -> None:
        if self.data is None and not self.errors:
            raise StopValidation(f"{self.sentence}.")
        super().pre_validate(form)

    def group(self, groups: Mapping[str, Iterable[tuple[int, str]]]) -> None:
        """Offer ``groups`` of (id, words) under their names, after a line that chooses nothing yet."""
        blank = SelectChoice("", f"– {self.sentence} –")
        self.choices = [blank, *(SelectChoice(*row, optgroup=name) for name, rows in groups.items() for row in rows)]


class ReasonForm(BaseForm):
    """Why an action is taken; others will read it, so it is looked at like every other text."""

    reason = TextField("Lý do", most=2000)


class OccasionForm(BaseForm):
    """The name of a meeting and how many spoke there."""

    title = LineField("Tên cuộc", most=300)
    speakers = IntegerField(
        "Số người phát biểu",
        [Optional(), NumberRange(0, MOST_SPEAKERS, message=f"Ghi số người phát biểu, từ 0 đến {MOST_SPEAKERS}.")],
    )


class EntryForm(Merging, BaseForm):
    """One matter at one place, by one channel; nothing here asks who said it."""

    channel_id = ChosenField("Kênh", "Chọn kênh")
    area_id = ChosenField("Địa bàn", "Chọn địa bàn")
    topic_id = ChosenField("Lĩnh vực", "Chọn lĩnh vực")
    kind = RadioField(
        "Loại",
        choices=[SelectChoice(k.value, k.label) for k in ObservationKind],
        default=ObservationKind.FEEDBACK.value,
    )
    content = TextField("Nội dung", [Filled("Ghi nội dung nắm được.")], most=4000)
    voices = IntegerField(
        "Số lượt ý kiến",
        [
            InputRequired("Ghi số lượt ý kiến, ít nhất là 1."),
            NumberRange(1, MOST_VOICES, message=f"Ghi số lượt ý kiến, từ 1 đến {MOST_VOICES}."),
        ],
        default=1,
    )
    severity = RadioField(
        "Mức độ", choices=[SelectChoice(s.value, s.label) for s in Severity], default=Severity.NORMAL.value
    )
    superiors = SelectMultipleField(
        "Báo thẳng cấp trên", coerce=int, option_widget=widgets.CheckboxInput(),
        widget=widgets.ListWidget(prefix_label=False),
    )  # fmt: skip
    group_id = SelectField("Nhóm đối tượng", [Optional()], coerce=_row_id)
    source = LineField("Nguồn", most=300)
    on_day = DayField("Ngày", [InputRequired("Ghi ngày nắm được.")], default=clock.today)
    version = HiddenField()

    def offer_sorting(
        self, channels: Iterable[Channel], places: Places, topics: Sequence[TopicLine], groups: Iterable[PeopleGroup]
    ) -> None:
        """Fill what an item is sorted by."""
        shown = list(channels)
        self.channel_id.group({r.label: [(c.id, c.label) for c in shown if c.regularity is r] for r in Regularity})
        self.area_id.group({"Địa bàn tôi phụ trách": places.mine, "Địa bàn khác": places.others})
        self.topic_id.group(_by_main_topic(topics))
        self.group_id.choices = [SelectChoice("", "Không rõ"), *(SelectChoice(row.id, row.label) for row in groups)]

    def offer_superiors(self, superiors: Sequence[Superior], *, ticked: bool) -> None:
        """Fill to whom urgent word may go straight; the direct superior is ticked beforehand on a fresh page."""
        direct = " (cấp trên trực tiếp)"
        self.superiors.choices = [SelectChoice(s.id, s.name + (direct if s.is_direct else "")) for s in superiors]
        if ticked:
            self.superiors.data = [s.id for s in superiors if s.is_direct]

    def keep_to_occasion(self) -> None:
        """Leave out what the meeting says for all its items."""
        del self.channel_id
        del self.on_day

    def validate_on_day(self, field: DayField) -> None:
        if field.data and field.data > clock.today():
            raise ValidationError("Ngày này chưa đến. Ghi ngày nghe được nội dung.")

    @property
    def urgent_to(self) -> list[int]:
        """To whom urgent word goes straight: nobody unless it is urgent."""
        return list(self.superiors.data or ()) if self.severity.data == Severity.URGENT else []

    def facts(self) -> dict[str, Any]:
        """Return what was typed as the services take it."""
        typed = {name: self[name].data for name in FACTS if name in self}
        return typed | {
            "source": typed["source"] or "", "kind": ObservationKind(typed["kind"]),
            "severity": Severity(typed["severity"]),
        }  # fmt: skip

    def differences(self, row: Observation) -> list[tuple[str, str, Any]]:
        """Return what the server has differently, in words."""
        words = {
            "channel_id": row.channel.label, "area_id": row.area.name, "topic_id": row.topic.label,
            "group_id": row.group.label if row.group else "Không rõ",
        }  # fmt: skip
        return [(name, label, words.get(name, value)) for name, label, value in super().differences(row)]


def _by_main_topic(topics: Sequence[TopicLine]) -> dict[str, list[tuple[int, str]]]:
    """Return the topics under their main ones; a main topic itself stands for all of it that fits none below."""
    mains = {topic.id: topic.label for topic in topics if topic.parent_id is None}
    with_more = {topic.parent_id for topic in topics}
    groups: dict[str, list[tuple[int, str]]] = {label: [] for label in mains.values()}
    for topic in topics:
        words = f"{topic.label} (chung)" if topic.id in with_more else topic.label
        groups[mains[topic.parent_id or topic.id]].append((topic.id, words))
    return groups
