"""What is typed when guidance is written, answered and discussed."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any

from wtforms import BooleanField, HiddenField, RadioField, SelectField, SelectMultipleField, ValidationError, widgets
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.asked import whole_number
from nam_tinh_hinh.kernel.clock import VIETNAM, local
from nam_tinh_hinh.kernel.forms import BaseForm, DayField, LineField, TextField, ToSend
from nam_tinh_hinh.situation.audience import Audience, read
from nam_tinh_hinh.situation.enums import Ask
from nam_tinh_hinh.situation.tables import Guidance

Options = Sequence[tuple[int, str]]
ASKS = {
    Ask.INFORM: "nơi nhận đọc và bấm “Đã nhận”.",
    Ask.CARRY_OUT: "nơi nhận làm theo, xong thì bấm “Đã làm”.",
    Ask.REPORT: "nơi nhận viết báo cáo lại, kèm tệp nếu cần.",
    Ask.OPINION: "nơi nhận viết ý kiến gửi lại.",
}
ASK_CHOICES = [SelectChoice(one.value, f"{one.label}: {said}") for one, said in ASKS.items()]
NOBODY, SOME, EVERYONE = "khong", "mot-so", "tat-ca"
OFFICERS = [
    SelectChoice(NOBODY, "Không gửi"), SelectChoice(EVERYONE, "Mọi địa bàn"),
    SelectChoice(SOME, "Những địa bàn đánh dấu dưới đây"),
]  # fmt: skip
END_OF_DAY = time(17, 0)
HOUR = re.compile(r"(\d{1,2})(?:[:hg.](\d{2})?)?", re.IGNORECASE)
NEEDS_DUE = "“{}” cần có hạn: ghi ngày và giờ."


class HourField(LineField):
    """An hour as people type it: 17:00, 17h, 17h30; ``hour`` is what was meant."""

    def pre_validate(self, _form: Any) -> None:
        """Refuse what is no hour of the day."""
        if self.data and self.hour is None:
            raise ValidationError(f"“{self.data[:20]}” không phải là giờ. Ghi ví dụ 17:00 hoặc 17h30.")

    @property
    def hour(self) -> time | None:
        found = HOUR.fullmatch((self.data or "").replace(" ", ""))
        hours, minutes = (int(part or 0) for part in found.groups()) if found else (99, 0)
        return time(hours, minutes) if hours < 24 and minutes < 60 else None


def _ticks(label: str) -> SelectMultipleField:
    return SelectMultipleField(
        label, coerce=int, option_widget=widgets.CheckboxInput(), widget=widgets.ListWidget(prefix_label=False)
    )


class GuidanceForm(BaseForm):
    """One guidance: what is asked, of whom, until when. A draft may lack anything."""

    sending = False

    unit_id = SelectField("Gửi với tư cách", coerce=int)
    ask = RadioField("Yêu cầu", choices=ASK_CHOICES, default="inform")
    title = LineField("Tiêu đề", [ToSend("Ghi tiêu đề.")], most=300)
    content = TextField("Nội dung", [ToSend("Ghi nội dung.")], most=20000)
    due_on = DayField("Hạn: ngày")
    due_hour = HourField("Giờ", most=10, default=f"{END_OF_DAY:%H:%M}")
    network_id = SelectField("Mạng lưới", [Optional()], coerce=lambda value: whole_number(str(value)))
    all_direct = BooleanField("Mọi đơn vị trực thuộc")
    kind_ids = _ticks("Theo loại đơn vị")
    unit_ids = _ticks("Từng đơn vị")
    officers = RadioField("Cán bộ phụ trách địa bàn", choices=OFFICERS, default=NOBODY)
    area_ids = _ticks("Địa bàn")
    case_id = HiddenField()
    version = HiddenField()

    def offer(self, senders: Options, networks: Options, kinds: Options, units: Options, areas: Options) -> None:
        """Fill the lists of choices."""
        lists = (
            (self.unit_id, senders), (self.network_id, networks), (self.kind_ids, kinds), (self.unit_ids, units),
            (self.area_ids, areas),
        )  # fmt: skip
        for field, options in lists:
            field.choices = [SelectChoice(one, label) for one, label in options]
        self.network_id.choices.insert(0, SelectChoice("", "Không gửi vào mạng lưới"))

    def show(self, row: Guidance) -> None:
        """Fill the fields from a draft."""
        chosen = read(row.audience)
        self.unit_id.data, self.ask.data, self.title.data = row.unit_id, row.ask.value, row.title
        self.content.data, self.network_id.data = row.content, chosen.network_id
        if row.due_at:
            self.due_on.data, self.due_hour.data = local(row.due_at).date(), f"{local(row.due_at):%H:%M}"
        self.all_direct.data, self.kind_ids.data = chosen.all_direct, list(chosen.kind_ids)
        self.unit_ids.data, self.area_ids.data = list(chosen.unit_ids), list(chosen.area_ids)
        self.officers.data = EVERYONE if chosen.all_areas else SOME if chosen.area_ids else NOBODY
        self.case_id.data, self.version.data = str(row.case_id or ""), str(row.version)

    @property
    def due_at(self) -> datetime | None:
        """The deadline in UTC; the end of office hours when only a day was typed."""
        if self.due_on.data is None:
            return None
        return datetime.combine(self.due_on.data, self.due_hour.hour or END_OF_DAY, VIETNAM).astimezone(UTC)

    @property
    def audience(self) -> Audience:
        """Whom it is for, as ticked."""
        if self.network_id.data:
            return Audience(network_id=self.network_id.data)
        return Audience(
            tuple(self.unit_ids.data or ()), tuple(self.kind_ids.data or ()), bool(self.all_direct.data),
            tuple(self.area_ids.data or ()) if self.officers.data == SOME else (), self.officers.data == EVERYONE,
        )  # fmt: skip

    def facts(self) -> dict[str, Any]:
        """Return what was typed, as ``services.guiding`` takes it; the case is for the caller to look up."""
        return {
            "unit_id": self.unit_id.data, "network_id": self.network_id.data, "ask": Ask(self.ask.data),
            "title": self.title.data or "", "content": self.content.data or "", "due_at": self.due_at,
            "audience": self.audience.stored(),
        }  # fmt: skip

    @property
    def seen_version(self) -> int | None:
        return whole_number(self.version.data)

    def validate_due_on(self, field: Any) -> None:
        """A deadline to be met lies ahead; what must be done has one."""
        if not self.sending or field.errors:
            return
        if field.data is None and self.ask.data and Ask(self.ask.data).needs_doing:
            raise ValidationError(NEEDS_DUE.format(Ask(self.ask.data).label))
        if self.due_at and self.due_at <= clock.now():
            raise ValidationError("Hạn phải ở sau lúc này.")

    def validate_network_id(self, field: Any) -> None:
        """Into a network, or to units and officers: not both at once."""
        others = self.all_direct.data or self.kind_ids.data or self.unit_ids.data or self.officers.data != NOBODY
        if field.data and others:
            raise ValidationError("Đã chọn mạng lưới thì bỏ đánh dấu đơn vị, cán bộ; hoặc chọn lại “Không gửi”.")

    def validate_all_direct(self, _field: Any) -> None:
        """Somebody is to get it."""
        if self.sending and self.audience.is_empty:
            raise ValidationError("Chưa chọn nơi nhận: đánh dấu đơn vị, cán bộ, hoặc chọn một mạng lưới.")


class WordsForm(BaseForm):
    """What a receiver reports, or one side writes to the other."""

    words = TextField("Nội dung", most=10000)


class ReasonForm(BaseForm):
    """Why a guidance is taken back: its receivers read it."""

    reason = TextField("Lý do", most=1000)
