"""The forms of a focal point's desk and of urgent word."""

from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import IntegerField, RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from nam_tinh_hinh.kernel.forms import BaseForm, TextField
from nam_tinh_hinh.situation.enums import ObservationKind, Severity
from nam_tinh_hinh.situation.tables import Observation

CHOOSE, NO_GROUP = "Chọn cấp trên nhận", "Chưa rõ nhóm"
MOST_VOICES = 100_000
Choices = Iterable[tuple[int, str]]


def _row_id(value: Any) -> int | None:
    return int(value) if value not in (None, "", "None") else None


class ReasonForm(BaseForm):
    """Why an action is taken: who wrote the observation will read it."""

    reason = TextField("Lý do", most=2000)


class PassUpForm(ReasonForm):
    """To whom above, and why it is beyond this level's powers."""

    to_unit = SelectField("Chuyển lên", [InputRequired("Chọn cấp trên nhận.")], coerce=_row_id)

    def offer(self, superiors: Choices) -> None:
        """Fill the choice of superiors."""
        self.to_unit.choices = [SelectChoice("", CHOOSE), *(SelectChoice(*one) for one in superiors)]


class CorrectForm(BaseForm):
    """How an observation is sorted; its words are not the desk's to change."""

    kind = RadioField("Loại", choices=[SelectChoice(one.value, one.label) for one in ObservationKind])
    severity = RadioField("Mức độ", choices=[SelectChoice(one.value, one.label) for one in Severity])
    topic_id = SelectField("Lĩnh vực", coerce=_row_id)
    area_id = SelectField("Địa bàn", coerce=_row_id)
    group_id = SelectField("Nhóm đối tượng", [Optional()], coerce=_row_id)
    voices = IntegerField(
        "Số lượt ý kiến",
        [
            InputRequired("Ghi số lượt ý kiến, ít nhất là 1."),
            NumberRange(1, MOST_VOICES, "Ghi số lượt ý kiến từ 1 đến 100.000."),
        ],
    )

    def offer(self, topics: Choices, areas: Choices, groups: Choices) -> None:
        """Fill the choices of topics, areas and groups of people."""
        self.topic_id.choices = [SelectChoice(*one) for one in topics]
        self.area_id.choices = [SelectChoice(*one) for one in areas]
        self.group_id.choices = [SelectChoice("", NO_GROUP), *(SelectChoice(*one) for one in groups)]

    def show(self, row: Observation) -> None:
        """Put into the fields what the row says now."""
        for name in ("topic_id", "area_id", "group_id", "voices"):
            self[name].data = getattr(row, name)
        self.kind.data, self.severity.data = row.kind.value, row.severity.value

    def facts(self) -> dict[str, Any]:
        """Return what was chosen as ``services.correct`` takes it."""
        chosen = {name: self[name].data for name in ("topic_id", "area_id", "group_id", "voices")}
        return chosen | {"kind": ObservationKind(self.kind.data), "severity": Severity(self.severity.data)}


class AlertForm(BaseForm):
    """To which superiors urgent word goes."""

    to_units = SelectMultipleField(
        "Báo tin đến", coerce=int, widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )

    def offer(self, superiors: Choices) -> None:
        """Fill the choice of superiors."""
        self.to_units.choices = [SelectChoice(*one) for one in superiors]

    @property
    def chosen(self) -> Sequence[int]:
        return self.to_units.data or ()
