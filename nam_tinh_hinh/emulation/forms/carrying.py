"""The forms of steps 3 and 4: the plan, a helper, an entry of progress, an interim review."""

from collections.abc import Iterable
from typing import Any

from wtforms import HiddenField, IntegerField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional, StopValidation

from nam_tinh_hinh.emulation.queries.carrying import Candidate
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.forms import BaseForm, DayField, Filled, LineField, TextField, ToSend
from nam_tinh_hinh.kernel.merging import Merging

TYPED = "Người khác (ghi tên ở dưới)"


class PercentField(IntegerField):
    """A whole number from 0 to 100, typed with or without the sign."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = str(valuelist[0]).strip().rstrip("%").strip() if valuelist else ""
        if typed and not (typed.isascii() and typed.isdecimal() and len(typed) < 10):
            self.data = None
            raise ValueError("Ghi một số nguyên từ 0 đến 100, ví dụ 60.")
        self.data = int(typed) if typed else None


def _percent_to_send(form: Any, field: IntegerField) -> None:
    """A share is needed to send, and none at all is one: 0 is an answer."""
    if form.sending and field.data is None and not field.errors:
        raise StopValidation("Ghi tiến độ phần trăm, từ 0 đến 100.")


def percent_field(validators: list[Any] | None = None) -> IntegerField:
    """Return a field for a share of the work from 0 to 100."""
    return PercentField(
        "Tiến độ (%)", [*(validators or []), Optional(), NumberRange(0, 100, "Tiến độ từ 0 đến 100 phần trăm.")]
    )


class PlanForm(Merging, BaseForm):
    """Kế hoạch, giải pháp, nguồn lực, chính sách hỗ trợ (seed 003, V step 3)."""

    measures = TextField("Kế hoạch, giải pháp", most=6000)
    resources = TextField("Nguồn lực", most=4000)
    support = TextField("Chính sách hỗ trợ", most=4000)
    version = HiddenField()

    def facts(self) -> dict[str, str]:
        """Return the words as the services take them."""
        return {name: self[name].data or "" for name in ("measures", "resources", "support")}


class HelperForm(BaseForm):
    """Who is assigned to guide: a committee member, or anyone by name."""

    member = SelectField("Thành viên Ban Chỉ đạo", [Optional()])
    name = LineField("Họ và tên", most=200)
    post = LineField("Chức vụ", most=200)
    organisation = LineField("Cơ quan, tổ chức", most=300)
    duty = LineField("Việc được giao", most=500)

    def offer(self, members: Iterable[Candidate]) -> None:
        """Fill the choice of members."""
        self.known = {str(one.user_id): one for one in members}
        listed = [SelectChoice(key, f"{one.name} ({one.post})") for key, one in self.known.items()]
        self.member.choices = [SelectChoice("", TYPED), *listed]

    def validate_name(self, field: LineField) -> None:
        if not field.data and not self.member.data:
            raise ValidationError("Chọn một thành viên Ban Chỉ đạo, hoặc ghi họ tên.")

    def facts(self) -> dict[str, Any]:
        """Return who is assigned, as the services take it; the member chosen goes before a name typed."""
        duty = self.duty.data or ""
        if chosen := self.known.get(self.member.data or ""):
            return {"user_id": chosen.user_id, "name": chosen.name, "post": chosen.post, "duty": duty,
                    "organisation": "Ban Chỉ đạo"}  # fmt: skip
        typed = {name: self[name].data or "" for name in ("name", "post", "organisation")}
        return typed | {"user_id": None, "duty": duty}


class ProgressForm(BaseForm):
    """What was done up to a day."""

    on_day = DayField("Đến ngày", [InputRequired("Ghi ngày.")])
    percent = percent_field()
    words = TextField("Đã làm được gì", [Filled("Ghi đã làm được gì.")], most=4000)

    def validate_on_day(self, field: DayField) -> None:
        if field.data and field.data > clock.today():
            raise ValidationError("Ngày này chưa đến. Ghi ngày hôm nay hoặc ngày đã qua.")


class InterimForm(Merging, BaseForm):
    """A unit's self-review; a draft may lack anything."""

    percent = percent_field([_percent_to_send])
    progress = TextField("Tiến độ", [ToSend("Ghi tiến độ bằng lời.")], most=4000)
    results = TextField("Kết quả", most=4000)
    difficulties = TextField("Khó khăn, vướng mắc", most=4000)
    proposals = TextField("Đề xuất, kiến nghị", most=4000)
    version = HiddenField()

    # Set by the view: the button pressed was the one that sends.
    sending = False

    def facts(self) -> dict[str, Any]:
        """Return the facts as the services take them."""
        texts = {name: self[name].data or "" for name in ("progress", "results", "difficulties", "proposals")}
        return {"percent": self.percent.data, **texts}
