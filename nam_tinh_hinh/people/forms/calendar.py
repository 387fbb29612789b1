"""One day of the year's list."""

from wtforms import BooleanField
from wtforms.validators import InputRequired

from nam_tinh_hinh.kernel.forms import BaseForm, DayField, Filled, LineField
from nam_tinh_hinh.people.services.calendar import DayFacts


class HolidayForm(BaseForm):
    """Which day, what it is called, and whether one works on it in return for another."""

    day = DayField("Ngày", [InputRequired("Ghi ngày.")])
    label = LineField("Tên", [Filled("Ghi tên ngày nghỉ, hoặc làm bù cho ngày nào.")], most=120)
    is_working = BooleanField("Ngày làm bù")

    def facts(self) -> DayFacts:
        """Return what was typed as the services take it."""
        return DayFacts(self.day.data, self.label.data, bool(self.is_working.data))
