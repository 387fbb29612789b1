"""The forms that set a year up: plan and days, quotas, a member of the committee."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, HiddenField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from nam_tinh_hinh.emulation.enums import Duty
from nam_tinh_hinh.emulation.services.committee import Seat
from nam_tinh_hinh.emulation.services.plan import PLAN_FIELDS, Plan
from nam_tinh_hinh.kernel.asked import whole_number
from nam_tinh_hinh.kernel.counts import read_count
from nam_tinh_hinh.kernel.forms import BaseForm, DayField, Filled, LineField
from nam_tinh_hinh.people.forms.picking import PickField

MOST_QUOTA = 999
MOST_UNITS = 5000
AROUND = "Ngày này cách năm {} quá xa. Xem lại năm đã gõ."


class PlanForm(BaseForm):
    """The plan of a year: number, rounds, deadlines and two settings."""

    plan_number = LineField("Số kế hoạch", most=60)
    plan_day = DayField("Ngày ban hành kế hoạch", [Optional()])
    first_opens = DayField("Đợt đầu năm từ ngày", [Optional()])
    first_closes = DayField("Đợt đầu năm đến hết ngày", [Optional()])
    supplement_opens = DayField("Đợt bổ sung từ ngày", [Optional()])
    supplement_closes = DayField("Đợt bổ sung đến hết ngày", [Optional()])
    half_year_report = DayField("Báo cáo kết quả 6 tháng", [InputRequired("Ghi hạn báo cáo 6 tháng.")])
    year_report = DayField("Báo cáo kết quả năm", [InputRequired("Ghi hạn báo cáo năm.")])
    recognition = DayField("Hoàn thành công nhận, khen thưởng", [InputRequired("Ghi hạn hoàn thành công nhận.")])
    counts_supplements = BooleanField("Mô hình đăng ký bổ sung được tính vào chỉ tiêu")
    uses_criteria = BooleanField("Chấm theo bộ tiêu chí khi xét công nhận")
    seen = HiddenField()

    year = 0  # set by the view

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Check each field, then how the days stand to each other."""
        fine = super().validate(extra_validators)
        for name, sentence in self._wrong_days():
            if not self[name].errors:
                self[name].errors = [sentence]
                fine = False
        return fine

    def _wrong_days(self) -> Iterable[tuple[str, str]]:
        for name in PLAN_FIELDS:
            day = self[name].data
            if isinstance(self[name], DayField) and day and abs(day.year - self.year) > 1:
                yield name, AROUND.format(self.year)
        for name in ("first", "supplement"):
            opens, closes = self[f"{name}_opens"].data, self[f"{name}_closes"].data
            if opens and closes and closes < opens:
                yield f"{name}_closes", "Ngày cuối phải bằng hoặc sau ngày mở."
        yield from self._wrong_supplement()
        for earlier, later in (("half_year_report", "year_report"), ("year_report", "recognition")):
            if self[earlier].data and self[later].data and self[later].data < self[earlier].data:
                yield later, f"Hạn này phải sau hạn “{self[earlier].label.text}”."

    def _wrong_supplement(self) -> Iterable[tuple[str, str]]:
        opens, first_closes = self.supplement_opens.data, self.first_closes.data
        if self.supplement_closes.data and not opens:
            yield "supplement_opens", "Ghi ngày mở đợt bổ sung, hoặc xóa cả ngày cuối."
        if opens and first_closes is None:
            yield "first_closes", "Ghi ngày cuối của đợt đầu năm: đợt bổ sung chỉ mở sau khi đợt đầu năm đã đóng."
        if opens and first_closes and opens <= first_closes:
            yield "supplement_opens", f"Đợt bổ sung phải mở sau ngày cuối của đợt đầu năm ({first_closes:%d/%m/%Y})."

    def plan(self) -> Plan:
        """Return what was typed as the services take it."""
        said = {name: self[name].data for name in PLAN_FIELDS}
        return Plan(**said | {"plan_number": self.plan_number.data or ""})


class QuotaForm(BaseForm):
    """One number for each kind of units; the fields are rows, so they are read here by hand."""

    seen = HiddenField()

    def read(self, kinds: Iterable[tuple[int, str]], typed: Mapping[str, str]) -> dict[int, int]:
        """Return {kind: number}; what is wrong goes to ``wrong``, what was typed to ``typed``, both by kind."""
        self.typed: dict[int, str] = {}
        self.wrong: dict[int, str] = {}
        numbers: dict[int, int] = {}
        for kind, _label in kinds:
            self.typed[kind] = typed.get(f"loai-{kind}", "")[:40]
            try:
                numbers[kind] = _quota(self.typed[kind])
            except ValueError as error:
                self.wrong[kind] = str(error)
        return numbers


def _quota(typed: str) -> int:
    number = read_count(typed)
    if number is None:
        raise ValueError("Ghi một số; không giao chỉ tiêu thì ghi 0.")
    if number > MOST_QUOTA:
        raise ValueError(f"Nhiều nhất {MOST_QUOTA} mô hình một đơn vị. Xem lại số đã ghi.")
    return number


class SeatForm(BaseForm):
    """A member of the committee: what he is there and elsewhere, where he stands, whom he follows."""

    duty = SelectField(
        "Nhiệm vụ trong Ban Chỉ đạo", choices=[SelectChoice(one.value, one.label) for one in Duty],
        default=Duty.MEMBER.value,
    )  # fmt: skip
    post = LineField("Chức vụ, đơn vị công tác", most=200)
    position = LineField("Thứ tự trong danh sách", most=10)
    seen = HiddenField()

    def validate_position(self, field: LineField) -> None:
        try:
            self.place = read_count(field.data or "")
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if self.place is not None and self.place > MOST_QUOTA:
            raise ValidationError(f"Thứ tự nhiều nhất là {MOST_QUOTA}.")

    def seat(self, unit_ids: Sequence[int]) -> Seat:
        """Return what was typed as the services take it."""
        return Seat(Duty(self.duty.data), self.post.data or "", self.place, tuple(sorted(set(unit_ids))))


class MemberForm(SeatForm):
    """A new member: the person comes first."""

    person = PickField("Họ và tên", [Filled("Ghi tên người tham gia Ban Chỉ đạo.")], most=700)


def unit_ids(typed: MultiDict[str, str]) -> list[int]:
    """Return the units ticked, each once."""
    numbers = (whole_number(one) for one in typed.getlist("don-vi")[:MOST_UNITS])
    return list(dict.fromkeys(number for number in numbers if number))
