"""The forms of units: one unit, and a list of them."""

from collections.abc import Iterable
from typing import Any

from flask_wtf.file import FileField
from wtforms import HiddenField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import TextArea

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.forms import BaseForm, DayField, Filled, LineField
from nam_tinh_hinh.people.queries.unit_tree import UnitRow
from nam_tinh_hinh.people.services import UnitFacts

NONE_ABOVE = "Không có"
INDENT = "\u2003"


def row_id(value: Any) -> int | None:
    """Return the id chosen in a list, None for its empty choice."""
    return int(value) if value not in (None, "", "None") else None


def unit_choices(units: Iterable[UnitRow], empty: str) -> list[SelectChoice]:
    """Return the units as choices, indented as they stand in the tree, below one that says ``empty``."""
    rows = [SelectChoice(unit.id, INDENT * min(unit.depth, 6) + unit.name) for unit in units]
    return [SelectChoice("", empty), *rows]


class UnitForm(BaseForm):
    """What is written down about a unit."""

    name = LineField("Tên đơn vị", [Filled("Ghi tên đơn vị.")], most=300, widget=TextArea())
    short_name = LineField("Tên viết tắt", most=120)
    symbol = LineField("Ký hiệu", most=30)
    kind_id = SelectField("Loại", [InputRequired("Chọn loại đơn vị.")], coerce=row_id)
    level_id = SelectField("Cấp", [Optional()], coerce=row_id)
    parent_id = SelectField("Trực thuộc (ngành dọc)", [Optional()], coerce=row_id)
    committee_id = SelectField("Cấp ủy cùng cấp", [Optional()], coerce=row_id)
    valid_from = DayField("Có từ ngày", [InputRequired("Ghi ngày bắt đầu.")])
    valid_to = DayField("Đến hết ngày", [Optional()])
    version = HiddenField()

    def offer(self, kinds: Iterable[Any], levels: Iterable[Any], units: Iterable[UnitRow]) -> None:
        """Fill the lists of choices."""
        units = list(units)
        self.kind_id.choices = [SelectChoice("", "Chọn loại"), *(SelectChoice(k.id, k.label) for k in kinds)]
        self.level_id.choices = [SelectChoice("", "Chưa xếp"), *(SelectChoice(k.id, k.label) for k in levels)]
        self.parent_id.choices = unit_choices(units, NONE_ABOVE)
        self.committee_id.choices = unit_choices(units, NONE_ABOVE)

    @property
    def seen_version(self) -> int | None:
        """Return the version of the unit on which the person worked."""
        typed = self.version.data or ""
        return int(typed) if typed.isdecimal() and len(typed) < 10 else None

    def facts(self) -> UnitFacts:
        """Return the facts as the services take them."""
        typed = {name: self[name].data for name in UnitFacts.__dataclass_fields__}
        return UnitFacts(**typed)


class UnitListForm(BaseForm):
    """A list of units from a file or from pasted cells."""

    file = FileField("Tệp Excel (.xlsx) hoặc .csv")
    pasted = TextAreaField("Hoặc dán các ô chép từ Excel")
    day = DayField("Dòng không ghi ngày thì có từ ngày", [Optional()])

    @property
    def begins(self) -> Any:
        """Return the day on which units begin that do not say when."""
        return self.day.data or clock.today()
