"""The five numbers of a board: owed, sent, in time, and their two shares. Pure: facts in, numbers out (R064).

What a unit is exempt from is not owed. A report that was returned counts as sent once, by its first sending that was
not recalled: what happens to it afterwards neither helps nor harms the unit's punctuality.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import reduce

from nam_tinh_hinh.reporting.enums import Punctuality


class Outcome(StrEnum):
    """How one obligation kept its deadline; OPEN is not judged yet, NONE never will be."""

    IN_TIME = "in_time"
    LATE = "late"
    MISSING = "missing"
    OPEN = "open"
    NONE = "none"


@dataclass(frozen=True)
class Tally:
    """What is counted of some obligations. ``judged`` are those sent, and those past their deadline without it."""

    owed: int = 0
    sent: int = 0
    in_time: int = 0
    judged: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.owed + other.owed, self.sent + other.sent, self.in_time + other.in_time, self.judged + other.judged
        )

    @property
    def missing(self) -> int:
        """How many were not sent, due already or not."""
        return self.owed - self.sent

    @property
    def sent_share(self) -> int | None:
        """How many of a hundred owed ones were sent, rounded down: 100 is said only when nothing is missing."""
        return 100 * self.sent // self.owed if self.owed else None

    @property
    def in_time_share(self) -> int | None:
        """How many of a hundred judged ones were in time, rounded down; one still before its deadline is no blame."""
        return 100 * self.in_time // self.judged if self.judged else None


def outcome(exempted: bool, first: Punctuality | None, due_at: datetime | None, now: datetime) -> Outcome:
    """Return how one obligation kept its deadline; ``first`` is how its first sending that counts did, if there is one.

    Within the time of grace it is late already: grace is leave to send, not another deadline.
    """
    if exempted or (due_at is None and first in (None, Punctuality.NO_DEADLINE)):
        return Outcome.NONE
    if first is None:
        return Outcome.MISSING if due_at and now > due_at else Outcome.OPEN
    return Outcome.IN_TIME if first in (Punctuality.IN_TIME, Punctuality.NO_DEADLINE) else Outcome.LATE


def tally_of(exempted: bool, first: Punctuality | None, due_at: datetime | None, now: datetime) -> Tally:
    """Return one obligation as it counts; arguments as ``outcome``."""
    if exempted:
        return Tally()
    kept = outcome(exempted, first, due_at, now)
    return Tally(1, int(first is not None), int(kept is Outcome.IN_TIME), int(kept not in (Outcome.OPEN, Outcome.NONE)))


def total(tallies: Iterable[Tally]) -> Tally:
    """Return the sum of ``tallies``."""
    return reduce(Tally.__add__, tallies, Tally())


def streak(outcomes: Iterable[Outcome]) -> int:
    """Return how many were in time without a break, the newest first; what is not judged neither counts nor breaks."""
    count = 0
    for one in outcomes:
        if one in (Outcome.LATE, Outcome.MISSING):
            break
        count += one is Outcome.IN_TIME
    return count
