"""What is written down about a regime, as forms type it and the history keeps it, and what is wrong with it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, time
from typing import Any, NamedTuple

from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.periods import Cadence
from nam_tinh_hinh.reporting.calendar import Rule, faults
from nam_tinh_hinh.reporting.enums import DueRule, HolidayRule, Receiver, RegimeKind
from nam_tinh_hinh.reporting.tables import Regime

# What a plan fixes: one that came with the program keeps it, so that its clause still says what the row says.
FIXED = frozenset({"label", "plan", "clause", "kind", "cadence", "due_rule", "due_number", "months_after", "due_time"})
MOST_REMIND_DAYS, MOST_REMIND_HOURS = 60, 72
NAMELESS = "Ghi tên chế độ báo cáo."


class Owner(NamedTuple):
    """Who owes: one named unit, or all of a kind, of a level, or of a kind at a level."""

    unit_id: int | None = None
    kind_id: int | None = None
    level_id: int | None = None


@dataclass(frozen=True)
class RegimeFacts:
    """All that is typed about one regime."""

    label: str
    kind: RegimeKind
    outline_code: str
    plan: str = ""
    clause: str = ""
    cadence: Cadence | None = None
    due_rule: DueRule | None = None
    due_number: int = 1
    months_after: int = 0
    due_time: time | None = None
    holiday_rule: HolidayRule = HolidayRule.SAME
    grace_minutes: int = 0
    opens_days: int = 0
    remind_days: int = 1
    remind_hours: int = 2
    receiver: Receiver = Receiver.SUPERIOR
    receiver_unit_id: int | None = None
    copies_committee: bool = False
    copies: str = ""
    owners: frozenset[Owner] = frozenset()
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def rule(self) -> Rule | None:
        """The due rule as the calendar takes it; None while it lacks something, and for one without a cadence."""
        if self.cadence is None or self.due_rule is None or self.due_time is None:
            return None
        return Rule(
            cadence=self.cadence, due=self.due_rule, number=self.due_number, months_after=self.months_after,
            time=self.due_time, holiday=self.holiday_rule, opens_days=self.opens_days,
            grace_minutes=self.grace_minutes,
        )  # fmt: skip


COLUMNS = tuple(one.name for one in fields(RegimeFacts) if one.name != "owners")


def facts_of(row: Regime) -> RegimeFacts:
    """Return what a row says."""
    owners = frozenset(Owner(one.unit_id, one.kind_id, one.level_id) for one in row.owners)
    return RegimeFacts(**{name: getattr(row, name) for name in COLUMNS}, owners=owners)


def packed(facts: RegimeFacts) -> dict[str, Any]:
    """Return the facts as the history can hold them."""
    said = {name: getattr(facts, name) for name in COLUMNS}
    plain = {name: value.isoformat() if isinstance(value, date | time) else value for name, value in said.items()}
    return plain | {"owners": sorted([list(owner) for owner in facts.owners], key=str)}


def unpacked(kept: dict[str, Any]) -> RegimeFacts:
    """Return the facts that ``packed`` made; what a later column lacks there has its usual value."""
    known = {name: value for name, value in kept.items() if name in COLUMNS}
    readers: dict[str, Any] = {
        "kind": RegimeKind, "cadence": Cadence, "due_rule": DueRule, "holiday_rule": HolidayRule,
        "receiver": Receiver, "due_time": time.fromisoformat, "valid_from": date.fromisoformat,
        "valid_to": date.fromisoformat,
    }  # fmt: skip
    read = {name: readers[name](value) if value and name in readers else value for name, value in known.items()}
    return RegimeFacts(**read, owners=frozenset(Owner(*owner) for owner in kept.get("owners", ())))


def problems(facts: RegimeFacts) -> list[tuple[str, str]]:
    """Return what is wrong with ``facts``: the field's name and a sentence for whoever filled it in."""
    return [*_of_name(facts), *_of_calendar(facts), *_of_reminders(facts), *_of_people(facts), *_of_days(facts)]


def _of_name(facts: RegimeFacts) -> Iterator[tuple[str, str]]:
    if not facts.label:
        yield "label", NAMELESS
    if not facts.outline_code:
        yield "outline_code", "Chọn đề cương."


def _of_calendar(facts: RegimeFacts) -> Iterator[tuple[str, str]]:
    if facts.kind is RegimeKind.AD_HOC:
        if facts.cadence:
            yield "cadence", "Báo cáo đột xuất không có kỳ: chọn “Không theo kỳ”."
        return
    if facts.cadence is None:
        yield "cadence", "Chọn kỳ báo cáo: tuần, tháng, quý, sáu tháng hoặc năm."
        return
    if facts.due_rule is None:
        yield "due_rule", "Chọn cách tính ngày đến hạn."
    if facts.due_time is None:
        yield "due_time", "Ghi giờ nộp, ví dụ 14:00."
    for name, sentence in faults(facts.rule) if facts.rule else ():
        yield {"due": "due_rule", "number": "due_number"}.get(name, name), sentence


def _of_reminders(facts: RegimeFacts) -> Iterator[tuple[str, str]]:
    for name, most in (("remind_days", MOST_REMIND_DAYS), ("remind_hours", MOST_REMIND_HOURS)):
        if not 0 <= getattr(facts, name) <= most:
            yield name, f"Ghi một số từ 0 đến {most}."


def _of_people(facts: RegimeFacts) -> Iterator[tuple[str, str]]:
    if facts.receiver is Receiver.UNIT and facts.receiver_unit_id is None:
        yield "receiver_unit_id", "Chọn đơn vị nhận báo cáo."
    if facts.valid_from and facts.kind is not RegimeKind.AD_HOC and not facts.owners:
        yield "owners", "Chọn ai phải nộp: đánh dấu loại đơn vị, cấp, hoặc từng đơn vị."


def _of_days(facts: RegimeFacts) -> Iterator[tuple[str, str]]:
    if facts.valid_to is None:
        return
    if facts.valid_from is None:
        yield "valid_to", "Chế độ chưa áp dụng thì chưa có ngày cuối: để trống, hoặc ghi cả ngày bắt đầu."
    elif facts.valid_to < facts.valid_from:
        yield "valid_to", f"Ngày cuối phải bằng hoặc sau ngày bắt đầu ({day_text(facts.valid_from)})."
