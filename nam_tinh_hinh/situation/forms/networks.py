"""Founding a network, naming it, taking a member in."""

from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from nam_tinh_hinh.kernel.forms import BaseForm, Filled, LineField
from nam_tinh_hinh.people.forms.picking import Options, PickField


class NetworkForm(BaseForm):
    """A network's name and who leads it."""

    name = LineField("Tên mạng lưới", [Filled("Ghi tên mạng lưới.")], most=200)
    unit_id = SelectField("Trưởng nhóm", coerce=int)

    def offer(self, units: Options) -> None:
        """Fill the list of units that may lead."""
        self.unit_id.choices = [SelectChoice(one, label) for one, label in units]


class MemberForm(BaseForm):
    """One unit or one person, named by typing."""

    member = PickField("Đơn vị hoặc cán bộ", [Filled("Ghi tên đơn vị hoặc cán bộ.")], most=700)
