"""Forms about the numbers of papers."""

from datetime import date
from typing import TypedDict

from wtforms import IntegerField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from nam_tinh_hinh.kernel.forms import BaseForm, DayField, LineField
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.people.enums import Renewal


class WayOfNumbering(TypedDict):
    """What ``services.issuing.set_numbering`` takes."""

    renewal: Renewal
    term_label: str
    term_from: date | None
    term_to: date | None


class NumberingForm(BaseForm):
    """When a unit's numbers begin anew."""

    renewal = RadioField("Số văn bản", choices=[SelectChoice(one.value, one.label) for one in Renewal])
    term_label = LineField("Tên nhiệm kỳ", most=60)
    term_from = DayField("Nhiệm kỳ từ ngày", [Optional()])
    term_to = DayField("Đến ngày", [Optional()])

    def way(self) -> WayOfNumbering:
        """Return what was chosen as the services take it."""
        return {
            "renewal": Renewal(self.renewal.data),
            "term_label": self.term_label.data or "",
            "term_from": self.term_from.data,
            "term_to": self.term_to.data,
        }


class NextNumberForm(BaseForm):
    """From which number one kind of paper goes on."""

    kind = SelectField("Loại văn bản", choices=[SelectChoice(one.value, one.label) for one in PaperKind])
    number = IntegerField("Số tiếp theo", [InputRequired("Ghi số tiếp theo.")])
    reason = LineField("Lý do", most=300)
