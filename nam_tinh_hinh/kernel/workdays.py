"""Which days people work, and deadlines counted in working days. Pure: days in, days out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

SATURDAY = 5
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
# No deadline is longer than ten years of working days, and nobody is off for a year on end: beyond, it is a mistake.
MOST_DAYS, MOST_OFF = 3660, 366


class CountedDay(NamedTuple):
    """One calendar day of a deadline: its running number among the working days, or None and why it is none."""

    day: date
    number: int | None
    why_off: str


@dataclass(frozen=True)
class WorkCalendar:
    """The working week with its exceptions.

    ``days_off``: days off beside Saturday and Sunday, with their names. ``days_on``: Saturdays and Sundays on which
    one works in return for another day ("làm bù"). Where a day stands in both, one works.
    """

    days_off: Mapping[date, str]
    days_on: Mapping[date, str]

    def is_working(self, day: date) -> bool:
        """Tell whether one works on ``day``."""
        return not self.why_off(day)

    def why_off(self, day: date) -> str:
        """Return why one does not work on ``day``: the holiday's name, "Thứ Bảy" or "Chủ nhật"; "" when one does."""
        if day in self.days_on:
            return ""
        return self.days_off.get(day) or (weekday_words(day) if is_weekend(day) else "")

    def after(self, day: date, days: int) -> date:
        """Return the day that is ``days`` working days after ``day``: the last day of a deadline.

        The day of receipt does not count, one counts from the day after it (Bộ luật Dân sự 2015, Điều 147; so one-stop
        shops count under Nghị định 61/2018); days off do not count. 0 gives the day itself, or the next working day
        where it is off (Điều 148.5). Raises ``ValueError`` for a count below 0 or above ``MOST_DAYS``, and where there
        is no end of days off.
        """
        if not 0 <= days <= MOST_DAYS:
            raise ValueError(f"a deadline of {days} working days")
        reached = day
        for _ in range(days):
            reached = self._working_from(reached, 1)
        return self._working_from(reached, 0)

    def _working_from(self, day: date, first: int) -> date:
        """Return the first working day that is ``first`` or more days after ``day``."""
        if date.max - day > timedelta(days=first + MOST_OFF):
            for ahead in range(first, first + MOST_OFF + 1):
                if self.is_working(day + timedelta(days=ahead)):
                    return day + timedelta(days=ahead)
        raise ValueError(f"no working day within {MOST_OFF} days of {day}")

    def between(self, first: date, last: date) -> int:
        """Return how many working days come after ``first`` up to and including ``last``; 0 when none do."""
        # By whole weeks, not day by day: a list asks this of each of its rows.
        whole_weeks, rest = divmod(max(0, (last - first).days), len(WEEKDAYS))
        weekdays = whole_weeks * SATURDAY + sum(not is_weekend(day) for day in _days(last - timedelta(days=rest), last))
        off = sum(first < day <= last and not self.is_working(day) for day in self.days_off if not is_weekend(day))
        return weekdays - off + sum(first < day <= last for day in self.days_on if is_weekend(day))

    def counted(self, first: date, last: date) -> list[CountedDay]:
        """Return each calendar day after ``first`` up to ``last``, with its number or why it does not count."""
        rows, number = [], 0
        for day in _days(first, last):
            why = self.why_off(day)
            number += not why
            rows.append(CountedDay(day, None if why else number, why))
        return rows


def is_weekend(day: date) -> bool:
    """Tell whether ``day`` is a Saturday or a Sunday."""
    return day.weekday() >= SATURDAY


def weekday_words(day: date) -> str:
    """Return the weekday of ``day`` in words."""
    return WEEKDAYS[day.weekday()]


def _days(first: date, last: date) -> Iterator[date]:
    for ahead in range(1, (last - first).days + 1):
        yield first + timedelta(days=ahead)
