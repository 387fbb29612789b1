"""An area, and a table of many."""

from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, IntegerField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import TextInput

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.counts import read_count
from nam_tinh_hinh.kernel.forms import BaseForm, DayField, Filled, LineField
from nam_tinh_hinh.people.forms.picking import Options, PickField
from nam_tinh_hinh.people.forms.units import row_id
from nam_tinh_hinh.people.tables import Area, AreaKind

FACTS = ("kind_id", "name", "valid_from", "valid_to", "households", "population", "is_pilot")


class CountField(IntegerField):
    """A whole number from 0, typed with or without the dots of thousands."""

    widget = TextInput()

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = None
        self.data = read_count(str(valuelist[0]) if valuelist else "")


class AreaForm(BaseForm):
    """One area. A last day closes it; it stays in the lists of the days it was there."""

    name = LineField("Tên địa bàn", [Filled("Ghi tên địa bàn.")], most=200)
    kind_id = SelectField("Loại", [InputRequired("Chọn loại địa bàn.")], coerce=row_id)
    parent_name = PickField("Thuộc", most=420)
    valid_from = DayField("Có từ ngày", [InputRequired("Ghi ngày bắt đầu.")], default=clock.today)
    valid_to = DayField("Ngày kết thúc", [Optional()])
    households = CountField("Số hộ", [Optional()])
    population = CountField("Số nhân khẩu", [Optional()])
    is_pilot = BooleanField("Nơi thí điểm")
    seen = HiddenField()

    def offer(self, kinds: list[AreaKind], parents: Options, area: Area | None) -> None:
        """Fill the choices of kind and of the area above."""
        self.kind_id.choices = [SelectChoice("", "Chọn loại"), *(SelectChoice(kind.id, kind.label) for kind in kinds)]
        self.parent_name.offer(parents, area.parent_id if area else None)

    def facts(self) -> dict[str, Any]:
        """Return the facts as the services take them."""
        return {name: self[name].data for name in FACTS} | {"parent_id": self.parent_name.picked}


class AreaTableForm(BaseForm):
    """Cells pasted from a spreadsheet, or its file."""

    cells = TextAreaField("Các ô chép từ Excel")
    file = FileField("Hoặc chọn tệp Excel (.xlsx) hay .csv")
