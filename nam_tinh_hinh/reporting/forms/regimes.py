"""The form of a regime: what is reported, when, by whom, to whom."""

from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Any

from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    ValidationError,
    widgets,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from nam_tinh_hinh.kernel.asked import whole_number
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.forms import BaseForm, DayField, Filled, LineField, TextField
from nam_tinh_hinh.kernel.periods import Cadence
from nam_tinh_hinh.kernel.workdays import WEEKDAYS
from nam_tinh_hinh.reporting.enums import DueRule, HolidayRule, Receiver, RegimeKind
from nam_tinh_hinh.reporting.regime_facts import COLUMNS, FIXED, NAMELESS, Owner, RegimeFacts, facts_of
from nam_tinh_hinh.reporting.regime_words import owners_words
from nam_tinh_hinh.reporting.tables import Regime
from nam_tinh_hinh.situation.forms.guiding import HourField

NO_CADENCE = "Không theo kỳ (đột xuất)"
NUMBERS = ("months_after", "grace_minutes", "opens_days", "remind_days", "remind_hours")
Options = Sequence[tuple[Any, str]]


def _choices(kind: Iterable[Any]) -> list[SelectChoice]:
    return [SelectChoice(one.value, one.label) for one in kind]


def _count(label: str, default: int) -> IntegerField:
    return IntegerField(label, [InputRequired("Ghi một số, ví dụ 0.")], default=default)


def _ticks(label: str, coerce: Any) -> SelectMultipleField:
    return SelectMultipleField(
        label, coerce=coerce, option_widget=widgets.CheckboxInput(), widget=widgets.ListWidget(prefix_label=False)
    )


def _row_id(value: Any) -> int:
    # The ticked ones are looked up before they are judged, and the database takes no number beyond its own.
    found = whole_number(str(value))
    if found is None:
        raise ValueError
    return found


class DayForm(BaseForm):
    """From which day a regime is applied, or no longer."""

    day = DayField("Từ ngày", [InputRequired("Ghi ngày, ví dụ 01/12/2026.")])
    version = HiddenField()


class RegimeForm(BaseForm):
    """Everything about one regime; of a shipped one, what its plan fixes is left out (``keep_to_plan``)."""

    label = LineField("Tên chế độ", [Filled(NAMELESS)], most=200)
    plan = LineField("Theo kế hoạch, văn bản", most=120)
    clause = LineField("Mục, điều", most=200)
    kind = RadioField("Loại báo cáo", choices=_choices(RegimeKind), default=RegimeKind.PERIODIC.value)
    cadence = SelectField("Kỳ báo cáo", choices=[SelectChoice("", NO_CADENCE), *_choices(Cadence)], default="thang")
    due_rule = SelectField("Đến hạn vào", choices=_choices(DueRule), default=DueRule.DAY_OF_MONTH.value)
    weekday = SelectField(
        "Thứ", coerce=int, choices=[SelectChoice(n, word) for n, word in enumerate(WEEKDAYS)], default=3
    )
    due_number = IntegerField("Ngày (hoặc ngày làm việc thứ)", [Optional()], default=15)
    months_after = _count("Lùi sau kỳ", 0)
    due_time = HourField("Giờ", most=10, default="17:00")
    holiday_rule = RadioField("Khi trùng ngày nghỉ", choices=_choices(HolidayRule), default=HolidayRule.BEFORE.value)
    grace_minutes = _count("Gia hạn (phút)", 0)
    opens_days = _count("Mở trước hạn (ngày)", 5)
    remind_days = _count("Nhắc trước (ngày)", 1)
    remind_hours = _count("Nhắc trước (giờ)", 2)
    receiver = RadioField("Gửi tới", choices=_choices(Receiver), default=Receiver.SUPERIOR.value)
    receiver_unit_id = SelectField("Đơn vị nhận", [Optional()], coerce=lambda value: whole_number(str(value)))
    copies_committee = BooleanField("Cấp ủy cùng cấp cùng đọc")
    copies = TextField("Sao gửi nơi khác", most=1000)
    outline_code = SelectField("Đề cương")
    sorts = _ticks("Theo loại, theo cấp", str)
    unit_ids = _ticks("Từng đơn vị", _row_id)
    valid_from = DayField("Áp dụng từ ngày", [Optional()])
    valid_to = DayField("Đến hết ngày", [Optional()])
    version = HiddenField()

    base: RegimeFacts | None = None

    def offer(self, outlines: Options, receivers: Options, sorts: Options, units: Options) -> None:
        """Fill the lists of choices."""
        for field, options in (
            (self.outline_code, outlines), (self.receiver_unit_id, receivers), (self.sorts, sorts),
            (self.unit_ids, units),
        ):  # fmt: skip
            field.choices = [SelectChoice(one, label) for one, label in options]
        self.receiver_unit_id.choices.insert(0, SelectChoice("", "Chọn đơn vị"))

    def show(self, facts: RegimeFacts) -> None:
        """Fill the fields from what is written down."""
        for name in COLUMNS:
            self.put(name, facts)
        self.put("owners", facts)

    def put(self, name: str, facts: RegimeFacts) -> None:
        """Put one fact into its field, in whatever way it is typed there."""
        if name == "owners":
            self.sorts.data = [sort_value(owner) for owner in facts.owners if owner.unit_id is None]
            self.unit_ids.data = [owner.unit_id for owner in facts.owners if owner.unit_id is not None]
        elif name in self:
            value = getattr(facts, name)
            self[name].data = f"{value:%H:%M}" if isinstance(value, time) else value if value is not None else ""
            self[name].raw_data = None
            if isinstance(value, date) or name.startswith("valid_"):
                self[name].data = value
            if name == "due_number" and facts.due_rule is DueRule.WEEKDAY:
                self.weekday.data = facts.due_number

    def keep_to_plan(self, facts: RegimeFacts) -> None:
        """Leave out what the plan of a shipped regime fixes."""
        self.base = facts
        for name in (*FIXED, "weekday"):
            del self[name]

    def validate_outline_code(self, field: SelectField) -> None:
        if not field.data:
            raise ValidationError("Chọn đề cương.")

    def typed(self) -> dict[str, Any]:
        """Return what was typed, by the names of ``RegimeFacts``."""
        found = {name: self[name].data for name in COLUMNS if name in self}
        found |= {name: found[name] or 0 for name in NUMBERS if name in found}
        for name, kind in (("kind", RegimeKind), ("due_rule", DueRule), ("holiday_rule", HolidayRule),
                           ("receiver", Receiver), ("cadence", Cadence)):  # fmt: skip
            if name in found:
                found[name] = kind(found[name]) if found[name] in set(kind) else None
        if "due_time" in self:
            found |= {"due_time": self.due_time.hour, "due_number": self._number(found["due_rule"])}
        return found | {"owners": self.owners()}

    def _number(self, due: DueRule | None) -> int:
        return int(self.weekday.data or 0) if due is DueRule.WEEKDAY else self.due_number.data or 0

    def owners(self) -> frozenset[Owner]:
        """Return who was ticked."""
        sorts = (read_sort(value) for value in self.sorts.data or ())
        return frozenset([*(one for one in sorts if one), *(Owner(unit_id=one) for one in self.unit_ids.data or ())])

    def facts(self) -> RegimeFacts:
        """Return everything as the services take it; what the plan fixes comes from the plan."""
        fixed = {name: getattr(self.base, name) for name in FIXED} if self.base else {}
        said = fixed | self.typed()
        if said["kind"] is RegimeKind.AD_HOC:
            said |= {"due_rule": None, "due_time": None, "due_number": 1, "months_after": 0}
        if said["receiver"] is not Receiver.UNIT:
            said["receiver_unit_id"] = None
        return RegimeFacts(**said)

    def show_problems(self, found: Iterable[tuple[str, str]]) -> list[str]:
        """Put each sentence at its field; return those whose field the form has not."""
        loose = []
        for name, sentence in found:
            at = "sorts" if name == "owners" else name
            if at == "due_number" and "weekday" in self and self.due_rule.data == DueRule.WEEKDAY:
                at = "weekday"
            if at in self:
                self[at].errors = [*self[at].errors, sentence]
            else:
                loose.append(sentence)
        return loose

    def take(self, facts: RegimeFacts, names: Iterable[str]) -> None:
        """Take the server's words for ``names``, chosen in a conflict."""
        for name in names:
            if name in self.typed():
                self.put(name, facts)

    def differences(self, row: Regime) -> list[tuple[str, str, str]]:
        """Return (name, label, the server's words) where what was typed differs from the row."""
        there = facts_of(row)
        names = [name for name, typed in self.typed().items() if getattr(there, name) != typed]
        return [(name, self._label(name), self._shown(name, row)) for name in names]

    def _label(self, name: str) -> str:
        return "Ai phải nộp" if name == "owners" else str(self[name].label.text)

    def _shown(self, name: str, row: Regime) -> str:
        if name == "owners":
            return "; ".join(owners_words(row))
        value = getattr(row, name)
        if name in ("outline_code", "receiver_unit_id"):
            return next((one.label for one in self[name].choices if one.value == value), "")
        if name == "due_number" and row.due_rule is DueRule.WEEKDAY:
            return WEEKDAYS[value]
        return shown(value)

    @property
    def seen_version(self) -> int | None:
        return whole_number(str(self.version.data or ""))


def sort_value(owner: Owner) -> str:
    """Return a kind, a level or both as a tick carries it: "k5", "l2", "k5l2"."""
    return (f"k{owner.kind_id}" if owner.kind_id else "") + (f"l{owner.level_id}" if owner.level_id else "")


def read_sort(value: str) -> Owner | None:
    """Return what ``sort_value`` wrote, None for anything else."""
    kind, _, level = value.removeprefix("k").partition("l") if value.startswith("k") else ("", "", value[1:])
    found = Owner(kind_id=whole_number(kind), level_id=whole_number(level))
    return found if value and sort_value(found) == value else None


def shown(value: Any) -> str:
    """Return one fact as the choice between two versions of it says it; "" for none."""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(getattr(value, "label", "" if value is None else value))
