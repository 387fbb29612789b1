"""Putting officers in charge, ending it, handing everything over."""

from wtforms import SelectMultipleField, widgets
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.forms import BaseForm, DayField, Filled
from nam_tinh_hinh.people.forms.picking import Options, PickField

LONGEST = 700  # a name, an account, a post and a unit


class AssignForm(BaseForm):
    """One officer, several areas, one time."""

    officer = PickField("Cán bộ", [Filled("Ghi tên cán bộ.")], most=LONGEST)
    areas = SelectMultipleField(
        "Địa bàn",
        [InputRequired("Đánh dấu ít nhất một địa bàn.")],
        coerce=int,
        option_widget=widgets.CheckboxInput(),
        widget=widgets.ListWidget(prefix_label=False),
    )
    valid_from = DayField("Từ ngày", [InputRequired("Ghi ngày bắt đầu.")], default=clock.today)
    valid_to = DayField("Đến ngày", [Optional()])

    def offer(self, officers: Options, areas: Options) -> None:
        """Fill the choices of officers and areas."""
        self.officer.offer(officers)
        self.areas.choices = [SelectChoice(one, label) for one, label in areas]


class EndForm(BaseForm):
    """The last day of a posting."""

    on_day = DayField("Ngày cuối cùng", [InputRequired("Ghi ngày cuối cùng.")], default=clock.today)


class HandOverForm(BaseForm):
    """Everything of one officer to another, from a day on."""

    giver = PickField("Người giao", [Filled("Ghi tên người giao.")], most=LONGEST)
    taker = PickField("Người nhận", [Filled("Ghi tên người nhận.")], most=LONGEST)
    from_day = DayField("Người nhận phụ trách từ ngày", [InputRequired("Ghi ngày bàn giao.")], default=clock.today)

    def offer(self, officers: Options) -> None:
        """Fill the choices of both."""
        self.giver.offer(officers)
        self.taker.offer(officers)
