"""How the time of a petition stands, by the working-day clock. Pure: facts and a calendar in, words out.

No plan of the sector gives terms; the commune sets them (``thresholds``), the days are counted by its calendar.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.workdays import WorkCalendar
from nam_tinh_hinh.situation.enums import Outcome, PetitionStage, Standing

# A deadline is a moment: the end of office hours of its last working day.
CLOSING_HOUR = time(17, 0)


def closing_of(day: date) -> datetime:
    """Return the end of office hours of ``day``, as a moment in UTC."""
    return datetime.combine(day, CLOSING_HOUR, clock.VIETNAM).astimezone(UTC)


def due_day(due_at: datetime) -> date:
    """Return the last day of a deadline that ends at ``due_at``."""
    return clock.local(due_at).date()


@dataclass(frozen=True)
class Yardstick:
    """By what one moment's standings are judged, in Python and in SQL alike.

    What was due before ``very_late_from`` is very overdue; ``calendar`` reaches far enough to both sides of ``now``.
    """

    now: datetime
    very_late_from: datetime
    calendar: WorkCalendar

    @property
    def today(self) -> date:
        """The day of ``now`` in Vietnam."""
        return clock.local(self.now).date()

    def soon(self, days: int) -> datetime:
        """Return the moment before which falls due what is due within ``days`` working days."""
        return closing_of(self.calendar.after(self.today, days))


def yardstick(now: datetime, calendar: WorkCalendar, very_late: int) -> Yardstick:
    """Return the yardstick of ``now``; late by more than ``very_late`` working days is very overdue."""
    day, left = clock.local(now).date(), very_late + 1
    while left:
        left -= calendar.is_working(day)
        day -= timedelta(days=1)
    # What was due on ``day`` or before has very_late + 1 working days behind it.
    return Yardstick(now, datetime.combine(day + timedelta(days=1), time(), clock.VIETNAM).astimezone(UTC), calendar)


def standing_of(petition: Any, yard: Yardstick) -> Standing:
    """Return how the time of a petition stands: an answer is judged by its day, what still waits by the clock.

    A pause stops the clock: what is paused is not overdue.
    """
    if petition.answered_on is not None:
        return Standing.IN_TIME if petition.answered_on <= due_day(petition.due_at) else Standing.LATE
    if petition.paused_on is not None:
        return Standing.PAUSED
    if not is_late(petition, yard.now):
        return Standing.WAITING
    return Standing.VERY_OVERDUE if petition.due_at < yard.very_late_from else Standing.OVERDUE


def is_late(petition: Any, now: datetime) -> bool:
    """Tell whether an answer is waited for beyond its term at ``now``: the plain question, without working days."""
    return petition.answered_on is None and petition.paused_on is None and petition.due_at < now


def time_words(petition: Any, yard: Yardstick) -> str:
    """Return how much time is left, or how late it is, in working days; nothing once it is answered."""
    standing, last = standing_of(petition, yard), due_day(petition.due_at)
    if standing in (Standing.IN_TIME, Standing.LATE):
        return ""
    if standing is Standing.PAUSED:
        return f"tạm dừng từ {clock.day_text(petition.paused_on)}"
    if standing is Standing.WAITING:
        left = yard.calendar.between(yard.today, last)
        return f"còn {left} ngày làm việc" if left else "hạn cuối là hôm nay"
    return f"quá hạn {yard.calendar.between(last, yard.today)} ngày làm việc"


def moved_due(due_on: date, paused_on: date, resumed_on: date, calendar: WorkCalendar) -> date:
    """Return the last day of a deadline after a pause: later by the working days that the pause lasted."""
    return calendar.after(due_on, calendar.between(paused_on, resumed_on))


@dataclass(frozen=True)
class Pause:
    """A pause of the clock: the days after ``first`` up to ``last`` do not count."""

    first: date
    last: date
    reason: str


@dataclass(frozen=True)
class TermDay:
    """One calendar day of a petition's term: its number among those that count, or why it does not count."""

    day: date
    number: int | None
    why: str


def term_days(calendar: WorkCalendar, first: date, last: date, pauses: Iterable[Pause]) -> list[TermDay]:
    """Return each day after ``first`` up to ``last``, counted as the deadline counts it."""
    stops, rows, number = list(pauses), list[TermDay](), 0
    for one in calendar.counted(first, last):
        stopped = any(stop.first < one.day <= stop.last for stop in stops)
        why = one.why_off or ("Tạm dừng tính hạn" if stopped else "")
        number += not why
        rows.append(TermDay(one.day, None if why else number, why))
    return rows


def shown_outcome(petition: Any) -> Outcome:
    """Return the outcome as reports count it: what still waits is in progress, or forwarded upward."""
    if petition.outcome is not None:
        return Outcome(petition.outcome)
    return Outcome.FORWARDED if petition.stage is PetitionStage.FORWARDED else Outcome.IN_PROGRESS
