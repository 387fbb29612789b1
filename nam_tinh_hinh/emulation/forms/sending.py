"""The few fields of an issue page: the day on the paper and its layout; the number comes from the register."""

from collections.abc import Mapping

from wtforms import HiddenField, RadioField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.forms import BaseForm, DayField


class SendForm(BaseForm):
    """Day and layout of a list that goes out; ``seen`` marks what was read of it."""

    day = DayField("Ngày ký", [InputRequired("Ghi ngày ký.")], default=clock.today)
    layout = RadioField("Thể thức")
    seen = HiddenField()

    def offer(self, layouts: Mapping[str, str]) -> None:
        """Fill the choices of layouts, the first one preset."""
        self.layout.choices = [SelectChoice(code, words) for code, words in layouts.items()]
        self.layout.data = self.layout.data or next(iter(layouts))

    def validate_day(self, field: DayField) -> None:
        if field.data and field.data > clock.today():
            raise ValidationError("Ngày ký không được sau ngày hôm nay.")
