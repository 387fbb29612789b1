"""Forms of sittings: what is said of one, an item's words, and its end."""

from typing import Any

from wtforms import HiddenField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from nam_tinh_hinh.emulation.enums import SittingPurpose
from nam_tinh_hinh.emulation.services.sitting import FACTS
from nam_tinh_hinh.kernel.forms import BaseForm, DayField, Filled, LineField, TextField
from nam_tinh_hinh.people.forms.issuing import IssueForm

DAY = "Ghi ngày họp, ví dụ 05/11/2026."


class SittingForm(BaseForm):
    """When, where and who leads: as the minutes will say it."""

    purpose = RadioField(
        "Họp về việc gì",
        choices=[SelectChoice(one.value, one.label) for one in SittingPurpose],
        default=SittingPurpose.REGISTRATION.value,
    )
    held_on = DayField("Ngày họp", [InputRequired(DAY)])
    begins = LineField("Giờ bắt đầu", most=20)
    place = LineField("Địa điểm", most=200)
    chaired_by = LineField("Người chủ trì", [Filled("Ghi họ tên người chủ trì.")], most=200)
    chaired_by_post = LineField("Chức vụ người chủ trì", most=200)
    recorded_by = LineField("Thư ký", [Filled("Ghi họ tên thư ký phiên họp.")], most=200)
    recorded_by_post = LineField("Chức vụ thư ký", most=200)
    guests = TextField("Khách mời", most=2000)
    version = HiddenField()

    def facts(self) -> dict[str, Any]:
        """Return the facts as the services take them."""
        return {name: self[name].data or ("" if name != "held_on" else None) for name in FACTS}


class ItemForm(BaseForm):
    """What was said about one item, and why it was decided so."""

    discussion = TextField("Ý kiến thảo luận", most=6000)
    reason = TextField("Lý do", most=2000)


class AsideForm(BaseForm):
    """Why a member takes no part in an item."""

    why = LineField("Vì sao", most=300)


class AbsenceForm(BaseForm):
    """Why a member is away; one for each line of the attendance."""

    why = LineField("Lý do vắng", most=300)


class CloseForm(IssueForm):
    """The end of a sitting: its hour, its conclusion, and how its minutes are issued."""

    ends = LineField("Giờ kết thúc", most=20)
    conclusion = TextField("Kết luận", [Filled("Ghi kết luận của phiên họp.")], most=6000)


class NoticeForm(IssueForm):
    """A notice of assignment: its duties, and how it is issued."""

    duties = TextField("Trách nhiệm thực hiện", [Filled("Ghi trách nhiệm thực hiện.")], most=6000)
