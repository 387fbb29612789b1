"""Regimes as their pages show them: who owes today, what comes next, where two disagree. Statements do not grow."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workdays import WorkCalendar
from nam_tinh_hinh.people.queries import in_force, work_calendar, years_without_holidays
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.reporting.calendar import Rule, Slot, coming
from nam_tinh_hinh.reporting.disagreeing import Disagreement, InForce, disagreements
from nam_tinh_hinh.reporting.queries.regimes import rule_of
from nam_tinh_hinh.reporting.regime_words import Group, group_of
from nam_tinh_hinh.reporting.tables import Outline, Period, Regime, RegimeOwner

BEHIND, AHEAD = timedelta(days=800), timedelta(days=8 * 366)
"""How far the days off are read: five years of a yearly report that falls due up to a year after."""


@dataclass(frozen=True)
class RegimeLine:
    """One regime with what is known of it today."""

    regime: Regime
    rule: Rule | None
    group: Group
    units: Sequence[Unit]
    coming: Sequence[Slot]
    outline: Outline | None

    @property
    def next(self) -> Slot | None:
        """The period that falls due next; None where nothing is applied, or it has no calendar."""
        return self.coming[0] if self.coming else None


def _whole() -> Select[tuple[Regime]]:
    owners = selectinload(Regime.owners).options(
        joinedload(RegimeOwner.unit), joinedload(RegimeOwner.kind), joinedload(RegimeOwner.level)
    )
    return select(Regime).options(owners, joinedload(Regime.receiver_unit)).order_by(Regime.id)


def regime(regime_id: int) -> Regime | None:
    """Return one regime with who owes."""
    return db.session.scalar(_whole().where(Regime.id == regime_id))


def regime_lines(today: date) -> list[RegimeLine]:
    """Return all regimes with who owes today and when the next period falls due; five statements."""
    rows, units = db.session.scalars(_whole()).all(), units_on(today)
    outlines, work = newest_outlines(), calendar_around(today)
    return [_line(row, units, outlines, work, today, 1) for row in rows]


def regime_line(row: Regime, today: date, count: int) -> RegimeLine:
    """Return one regime with its next ``count`` periods: those it would have, where it is not applied."""
    line = _line(row, units_on(today), newest_outlines(), calendar_around(today), today, count)
    if line.group is Group.KNOWN and line.rule:
        slots = coming(line.rule, clock.now(), count, calendar_around(today))
        return RegimeLine(row, line.rule, line.group, line.units, slots, line.outline)
    return line


def _line(
    row: Regime, units: Sequence[Unit], outlines: Mapping[str, Outline], work: WorkCalendar, today: date, count: int
) -> RegimeLine:
    rule, group = rule_of(row), group_of(row, today)
    slots = _within(row, coming(rule, _from(row, today), count, work)) if rule and group is Group.IN_FORCE else []
    return RegimeLine(row, rule, group, owing(row, units), slots, outlines.get(row.outline_code))


def _from(row: Regime, today: date) -> datetime:
    """Return the moment after which deadlines are looked for: now, or the day on which the regime begins."""
    if row.valid_from and row.valid_from > today:
        return datetime.combine(row.valid_from, datetime.min.time(), clock.VIETNAM)
    return clock.now()


def _within(row: Regime, slots: Iterable[Slot]) -> list[Slot]:
    """Leave out what will not open any more: a period belongs to a regime that is valid on its opening day."""
    return [one for one in slots if row.valid_to is None or clock.local(one.opens_at).date() <= row.valid_to]


def calendar_around(today: date) -> WorkCalendar:
    """Return the working days that the next periods of any regime need."""
    return work_calendar(today - BEHIND, today + AHEAD)


def years_unknown(slots: Sequence[Slot]) -> list[int]:
    """Return the years in which ``slots`` fall due and of which no day off is on record: their dates may change."""
    return years_without_holidays(slots[0].due_at.date(), slots[-1].due_at.date()) if slots else []


def units_on(day: date) -> Sequence[Unit]:
    """Return the units of a day, in the order in which ``owners_of`` gives them."""
    return db.session.scalars(select(Unit).where(*in_force(Unit, day)).order_by(Unit.id)).all()


def owing(row: Regime, units: Sequence[Unit]) -> list[Unit]:
    """Return which of ``units`` owe a report: as ``owners_of``, for many regimes at once."""
    named = {owner.unit_id for owner in row.owners}
    kinds = {(owner.kind_id, owner.level_id) for owner in row.owners if owner.unit_id is None}
    return [one for one in units if one.id != row.receiver_unit_id and (one.id in named or _fits(kinds, one))]


def _fits(kinds: Collection[tuple[int | None, int | None]], unit: Unit) -> bool:
    return any(kind in (None, unit.kind_id) and level in (None, unit.level_id) for kind, level in kinds)


def newest_outlines() -> dict[str, Outline]:
    """Return the newest edition of every outline by its code, without headings."""
    return {row.code: row for row in db.session.scalars(select(Outline).order_by(Outline.id, Outline.edition))}


def in_conflict(lines: Iterable[RegimeLine], today: date) -> list[Disagreement]:
    """Return where those applied ask the same units for the same by different deadlines."""
    return disagreements([_compared(line) for line in lines], today=today)


def conflict_if_applied(lines: Iterable[RegimeLine], regime_id: int, today: date) -> list[Disagreement]:
    """Return where one regime disagrees with those applied; one not applied yet, where it would."""
    found = disagreements([_compared(line) for line in lines], if_applied=[regime_id], today=today)
    return [one for one in found if regime_id in (one.first.id, one.second.id)]


def _compared(line: RegimeLine) -> InForce:
    row = line.regime
    return InForce(
        id=row.id, plan=row.plan, label=row.label, clause=row.clause, kind=row.kind, rule=line.rule,
        owner_ids=frozenset(unit.id for unit in line.units), valid_from=row.valid_from, valid_to=row.valid_to,
    )  # fmt: skip


def periods_of(regime_id: int) -> int:
    """Return how many periods of a regime were opened."""
    return db.session.scalar(select(func.count()).select_from(Period).where(Period.regime_id == regime_id)) or 0


def opened_since(regime_id: int, moment: datetime) -> int:
    """Return how many periods of a regime opened at ``moment`` or later."""
    query = select(func.count()).select_from(Period).where(Period.regime_id == regime_id, Period.opened_at >= moment)
    return db.session.scalar(query) or 0
