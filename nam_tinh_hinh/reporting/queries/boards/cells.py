"""One obligation as a board shows it: read as plain columns, so that a year of forty units is one quick statement."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, select

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import local
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.periods import Cadence, period_of
from nam_tinh_hinh.reporting import reminding, rules, standing, tallies
from nam_tinh_hinh.reporting.enums import PeriodKind, Punctuality, Stage, Standing
from nam_tinh_hinh.reporting.queries.reports import NOT_RECALLED, UNFINISHED, visible_to
from nam_tinh_hinh.reporting.tables import Obligation, Period, Regime, Report, Sending
from nam_tinh_hinh.situation.reach import Reach


def named(regime: str, due_time: time | None) -> str:
    """Return a regime's name with the hour of its deadline, for where two of one name stand together."""
    return f"{regime} (hạn {due_time.hour} giờ {due_time.minute:02})" if due_time else regime


@dataclass(frozen=True)
class Column:
    """One period of one regime."""

    id: int
    regime_id: int
    regime: str
    cadence: Cadence | None
    kind: PeriodKind
    title: str
    first: date
    last: date
    due_at: datetime | None
    opened_at: datetime
    asked_by_id: int | None

    @property
    def label(self) -> str:
        """The period in a few letters: "T47 16/11", "Th.11", "Quý IV", "Yêu cầu 18/11"."""
        if self.kind is not PeriodKind.SCHEDULED or self.cadence is None:
            return f"Yêu cầu {local(self.opened_at):%d/%m}"
        if self.cadence is Cadence.WEEK:
            return f"T{self.first.isocalendar().week} {self.first:%d/%m}"
        if self.cadence is Cadence.MONTH:
            return f"Th.{self.first.month}"
        said = period_of(self.cadence, self.first).label.removesuffix(f" năm {self.first.year}")
        return said[:1].upper() + said[1:]

    @property
    def regime_words(self) -> str:
        """The regime with its hour."""
        return named(self.regime, local(self.due_at).time() if self.due_at else None)

    @property
    def order(self) -> tuple[Any, ...]:
        """Regimes one after the other, each with its newest period first."""
        return (self.regime, self.regime_id, -self.first.toordinal(), -self.id)


@dataclass(frozen=True)
class Cell:
    """One obligation with its report's state at ``now``; ``sent_at``, ``first``: its first sending that counts."""

    id: int
    report_id: int
    unit_id: int
    unit_name: str
    receiver_id: int | None
    due_at: datetime | None
    grace_until: datetime | None
    exempted: bool
    why: str
    stage: Stage
    rounds: int
    accepted_at: datetime | None
    sent_at: datetime | None
    first: Punctuality | None
    reminded_at: datetime | None
    reminders: int
    due_soon: timedelta
    period: Column
    now: datetime

    @cached_property
    def standing(self) -> Standing:
        """What it is now."""
        accepted = self.stage is Stage.ACCEPTED
        moments = (self.due_at, self.grace_until, self.exempted, self.sent_at, accepted, self.now)
        return standing.standing(*moments, due_soon=self.due_soon)

    @property
    def outcome(self) -> tallies.Outcome:
        """How it kept its deadline."""
        return tallies.outcome(self.exempted, self.first, self.due_at, self.now)

    @cached_property
    def tally(self) -> tallies.Tally:
        """How it counts."""
        return tallies.tally_of(self.exempted, self.first, self.due_at, self.now)

    @property
    def is_missing(self) -> bool:
        """Whether it is owed and nothing that counts was sent."""
        return not self.exempted and self.first is None

    @property
    def is_late(self) -> bool:
        """Whether it was sent after its deadline."""
        return not self.exempted and self.first in (Punctuality.LATE, Punctuality.IN_GRACE)

    @property
    def is_being_mended(self) -> bool:
        """Whether the receiver sent it back and waits for it again."""
        return self.first is not None and self.stage not in (Stage.SENT, Stage.ACCEPTED)

    @property
    def late_words(self) -> str:
        """By how much its first sending was late; nothing for one in time."""
        return reminding.late_words(self.sent_at, self.due_at) if self.sent_at else ""

    @property
    def note(self) -> str:
        """What the word of its standing does not say: "trễ 35 phút", "đang sửa"."""
        late = (self.late_words or "trễ") if self.is_late else ""
        return "; ".join(part for part in (late, "đang sửa" if self.is_being_mended else "") if part)

    def may_be_reminded_by(self, person: Reach) -> bool:
        """Whether there is something to remind the unit of, and ``person`` is the one to do it."""
        return self.is_missing and rules.may_remind(person.actor) and rules.reminds(person, self)


def is_missing() -> ColumnElement[bool]:
    """Return the condition that an obligation (joined to its Report) is owed and nothing that counts was sent.

    Nothing is accepted that was not sent, so it is looked for among the few that are not accepted.
    """
    sent = exists(select(Sending.id).where(Sending.report_id == Report.id, NOT_RECALLED).correlate(Report))
    return and_(UNFINISHED, Obligation.exempted_at.is_(None), ~sent)


def owed_to(person: Reach) -> Select[Any]:
    """Return the query for all obligations of which ``person`` may know, joined to period and regime.

    What a unit reports of its own accord was owed by nobody.
    """
    return some_owed_to(person).join(Period.regime)


def some_owed_to(person: Reach) -> Select[Any]:
    """Return the same joined to the period alone."""
    return visible_to(person).join(Obligation.period).where(Period.kind != PeriodKind.OWN)


def cells(query: Select[Any]) -> Iterator[Cell]:
    """Yield the obligations of a query made by ``owed_to``, in one statement."""
    first = select(func.min(Sending.round)).where(Sending.report_id == Report.id, NOT_RECALLED).correlate(Report)
    sent = and_(Sending.report_id == Report.id, Sending.round == first.scalar_subquery())
    columns = (*_COLUMNS, *_PERIOD)
    rows = db.session.execute(query.outerjoin(Sending, sent).with_only_columns(*columns))
    now, known = clock.now(), dict[int, Column]()
    for row in rows:
        told = tuple(row[len(_COLUMNS) :])
        column = known.setdefault(told[0], Column(*told))
        *facts, exempted_at, days = row[: len(_COLUMNS)]
        yield Cell(*facts[:7], exempted_at is not None, *facts[7:], timedelta(days=days), column, now)


_COLUMNS = (
    Obligation.id, Report.id, Obligation.unit_id, Obligation.unit_name, Obligation.receiver_id,
    Obligation.due_at, Obligation.grace_until, Obligation.exception_reason, Report.stage, Report.rounds,
    Report.accepted_at, Sending.sent_at, Sending.punctuality, Obligation.reminded_at, Obligation.reminders,
    Obligation.exempted_at, Regime.remind_days,
)  # fmt: skip
_PERIOD = (
    Period.id, Period.regime_id, Regime.label, Regime.cadence, Period.kind, Period.title, Period.first, Period.last,
    Period.due_at, Period.opened_at, Period.asked_by_id,
)  # fmt: skip
