"""Numbers of the overview put together: sums, shares, days of waiting, what is usual. Pure: values in, values out."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from operator import add
from typing import NamedTuple, TypeVar

from nam_tinh_hinh.kernel.expected import WEEKS_BEFORE, Expected, Standing, expected, standing
from nam_tinh_hinh.kernel.workdays import WorkCalendar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(frozen=True)
class Tally:
    """What is counted of some observations: how many, with how many voices, and how their answers stand.

    ``followed`` are those somebody follows to an answer, ``answered`` those of them with an outcome, ``overdue`` those
    of the ``waiting`` whose day has passed.
    """

    items: int = 0
    voices: int = 0
    urgent: int = 0
    followed: int = 0
    answered: int = 0
    waiting: int = 0
    overdue: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*map(add, vars(self).values(), vars(other).values()))

    @property
    def share(self) -> int | None:
        """How many of a hundred followed ones are answered, rounded down to the whole; None where none is followed.

        Down, so that 100 is said only when nothing waits.
        """
        return 100 * self.answered // self.followed if self.followed else None


class Spell(NamedTuple):
    """So many petitions were received on one day and answered on another."""

    received: date
    answered: date
    number: int


class Waits:
    """Counts the working days of spells: the calendar is gone through once for all that lie within its days."""

    def __init__(self, first: date, last: date, calendar: WorkCalendar) -> None:
        days = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
        self._first, self._worked = first, list(accumulate(calendar.is_working(day) for day in days))

    def of(self, spells: Iterable[Spell]) -> Counter[int]:
        """Return {working days from receipt to answer: how often}; the day of receipt does not count."""
        found: Counter[int] = Counter()
        for one in spells:
            found[max(0, self._until(one.answered) - self._until(one.received))] += one.number
        return found

    def _until(self, day: date) -> int:
        return self._worked[(day - self._first).days]


def row_of(node: int, parents: Mapping[int, int | None], top: int | None) -> int:
    """Return the node right below ``top`` under which ``node`` counts: itself or one above it; ``top`` for itself.

    Without a ``top`` it is the highest above it. A circle of parents, which no form makes, ends where it began.
    """
    seen = {node}
    while node != top and (above := parents.get(node)) is not None and above != top and above not in seen:
        node = above
        seen.add(node)
    return node


def summed(values: Mapping[K, V], row: Callable[[K], K], add: Callable[[V, V], V]) -> dict[K, V]:
    """Return ``values`` added up by the ``row`` under which each counts."""
    found: dict[K, V] = {}
    for key, value in values.items():
        place = row(key)
        found[place] = add(found[place], value) if place in found else value
    return found


def added(one: Sequence[int], other: Sequence[int]) -> list[int]:
    """Return two rows of weekly counts added up week by week."""
    return [a + b for a, b in zip(one, other, strict=True)]


@dataclass(frozen=True)
class Compared:
    """A week's count beside what the eight weeks before made usual; ``usual`` None where they are not known."""

    count: int
    usual: Expected | None
    is_over: bool = True

    @property
    def standing(self) -> Standing | None:
        """Where it stands to the usual; a week that is not over yet is never said to lie below."""
        found = standing(self.count, self.usual) if self.usual else None
        return None if found is Standing.BELOW and not self.is_over else found

    @property
    def is_above(self) -> bool:
        return self.standing is Standing.ABOVE


def compared(counts: Sequence[int], *, unknown: int, is_over: bool) -> Iterator[Compared]:
    """Yield each week after the first eight of ``counts`` beside its eight weeks before.

    ``unknown`` is how many of the first weeks lie before anything was written down: they say nothing of what is usual.
    ``is_over`` tells whether the last week is.
    """
    for nth in range(WEEKS_BEFORE, len(counts)):
        usual = expected(counts[nth - WEEKS_BEFORE : nth]) if nth - WEEKS_BEFORE >= unknown else None
        yield Compared(counts[nth], usual, is_over or nth < len(counts) - 1)
