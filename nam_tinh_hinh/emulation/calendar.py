"""When interim reviews are due. Pure: days in, days out."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

EVERY_MONTHS = 3
OPENS_BEFORE = timedelta(days=15)


class Due(NamedTuple):
    """One interim review: after how many months, from which day it can be written, and its last day."""

    months: int
    opens_on: date
    due_on: date


def months_later(day: date, months: int) -> date:
    """Return the same day ``months`` later, or the month's last day where it has none (31/8 + 6 months: 28/2)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def interim_reviews(starts_on: date, ends_on: date, assigned_on: date) -> Iterator[Due]:
    """Yield the interim reviews of an exemplar, every three months while it runs (seed 003, V step 4; deadline D6).

    They count from its first day, or from the notice of assignment where that came later: before it nothing is carried
    out. One that would fall on the last day or after it is not asked for; the result report takes its place. What is
    assigned on its last day or later has none.
    """
    begun, number = max(starts_on, assigned_on), 1
    while (due_on := months_later(begun, number * EVERY_MONTHS)) < ends_on:
        yield Due(number * EVERY_MONTHS, due_on - OPENS_BEFORE, due_on)
        number += 1
