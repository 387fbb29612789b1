"""What is typed when a report is asked for, begun of one's own accord, or given another deadline."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, ValidationError, widgets
from wtforms.fields.choices import SelectChoice

from nam_tinh_hinh.kernel.clock import VIETNAM
from nam_tinh_hinh.kernel.forms import BaseForm, DayField, Filled, LineField, TextField
from nam_tinh_hinh.situation.audience import Audience
from nam_tinh_hinh.situation.forms.guiding import END_OF_DAY, HourField

Options = Sequence[tuple[int, str]]
EXTEND, EXTEND_ALL, EXEMPT = "gia-han", "ca-ky", "mien"
NO_DAY = "Ghi ngày hạn mới."


def _ticks(label: str) -> SelectMultipleField:
    return SelectMultipleField(
        label, coerce=int, option_widget=widgets.CheckboxInput(), widget=widgets.ListWidget(prefix_label=False)
    )


class OwnForm(BaseForm):
    """A unit's own report: what it is called and what it is about."""

    title = LineField("Tên báo cáo", [Filled("Ghi tên báo cáo.")], most=300)
    words = TextField("Về việc gì", most=2000)
    outline = SelectField("Đề cương")

    def offer_outlines(self, choices: Sequence[tuple[str, str]], usual: str) -> None:
        """Fill the list of outlines; ``usual`` is chosen until another one is."""
        self.outline.choices = [SelectChoice(code, label) for code, label in choices]
        if self.outline.data is None and any(code == usual for code, _label in choices):
            self.outline.data = usual


class _DueForm(BaseForm):
    """A deadline as people type it."""

    due_on = DayField("Hạn nộp: ngày")
    due_hour = HourField("Giờ", most=10, default=f"{END_OF_DAY:%H:%M}")

    @property
    def due_at(self) -> datetime | None:
        """The deadline in UTC; the end of office hours when only a day was typed."""
        if self.due_on.data is None:
            return None
        return datetime.combine(self.due_on.data, self.due_hour.hour or END_OF_DAY, VIETNAM).astimezone(UTC)


class AskForm(_DueForm, OwnForm):
    """A request: the report wanted, until when, from whom."""

    words = TextField("Cần báo cáo nội dung gì", [Filled("Ghi nội dung cần báo cáo.")], most=2000)
    all_direct = BooleanField("Mọi đơn vị trực thuộc")
    kind_ids = _ticks("Theo loại đơn vị")
    unit_ids = _ticks("Từng đơn vị")

    def offer(self, kinds: Options, units: Options) -> None:
        """Fill the lists of units."""
        for field, options in ((self.kind_ids, kinds), (self.unit_ids, units)):
            field.choices = [SelectChoice(one, label) for one, label in options]

    @property
    def audience(self) -> Audience:
        """From whom, as ticked."""
        return Audience(
            tuple(self.unit_ids.data or ()), tuple(self.kind_ids.data or ()), bool(self.all_direct.data)
        )  # fmt: skip

    def validate_due_on(self, field: Any) -> None:
        """Whoever is asked is told until when."""
        if field.data is None and not field.errors:
            raise ValidationError("Ghi ngày hạn nộp.")

    def validate_all_direct(self, _field: Any) -> None:
        """Somebody is asked."""
        if self.audience.is_empty:
            raise ValidationError("Chưa chọn đơn vị nào: đánh dấu ít nhất một đơn vị cấp dưới.")


class ExceptionForm(_DueForm):
    """Another deadline, or none, with the reason."""

    what = RadioField("Việc", default=EXTEND)
    due_on = DayField("Hạn mới: ngày")
    reason = TextField("Lý do", [Filled("Ghi lý do.")], most=500)

    def offer(self, waiting: int) -> None:
        """Fill what may be done; ``waiting`` is how many units of the period have not sent."""
        self.what.choices = [SelectChoice(EXTEND, "Gia hạn cho đơn vị này")]
        if waiting > 1:
            self.what.choices.append(SelectChoice(EXTEND_ALL, f"Gia hạn cho cả {waiting} đơn vị chưa nộp trong kỳ"))
        self.what.choices.append(SelectChoice(EXEMPT, "Miễn nộp kỳ này cho đơn vị này"))

    def offer_exemption_only(self) -> None:
        """Of a report without a deadline nothing but the exemption is left."""
        self.what.choices = [SelectChoice(EXEMPT, "Miễn nộp cho đơn vị này")]
        self.what.data = self.what.data or EXEMPT

    def validate_due_on(self, field: Any) -> None:
        """A later deadline is a day."""
        if self.what.data != EXEMPT and field.data is None and not field.errors:
            raise ValidationError(NO_DAY)


class WithdrawForm(BaseForm):
    """Why a request is taken back: whoever was asked reads it."""

    reason = TextField("Lý do", [Filled("Ghi lý do.")], most=500)
