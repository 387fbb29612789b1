"""Who is how far from his quota. Pure: stages and numbers in, numbers out (seed 003, IV)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from nam_tinh_hinh.emulation.enums import RELEASED, UNSENT, RoundKind, Stage

# Sent by the unit, and neither declined nor taken out of its list.
REGISTERED = frozenset(Stage) - UNSENT - {Stage.DECLINED, Stage.WITHDRAWN}
# Agreed, as far as it was made known, and everything after.
AGREED = RELEASED - {Stage.DECLINED}


class Sent(NamedTuple):
    """How many exemplars of one unit stand in one stage, by the round they were sent in (None: not sent)."""

    stage: Stage
    round: RoundKind | None
    number: int


@dataclass(frozen=True)
class Tally:
    """What a unit has to register and what it has."""

    required: int = 0
    registered: int = 0
    agreed: int = 0

    @property
    def missing(self) -> int:
        """How many are missing to the quota; nobody registers too much."""
        return max(0, self.required - self.registered)


@dataclass(frozen=True)
class Total:
    """The numbers above a board: what is missing adds up unit by unit, so nobody's surplus fills another's gap."""

    units: int
    required: int
    registered: int
    agreed: int
    missing: int
    lacking: int


def tally(required: int, sent: Iterable[Sent], *, counts_supplements: bool) -> Tally:
    """Return what a unit has of the ``required`` number.

    Supplements fill a quota only where the year's setting says so: the plan is silent on it.
    """
    counted = [one for one in sent if counts_supplements or one.round is not RoundKind.SUPPLEMENT]
    return Tally(required, _number(counted, REGISTERED), _number(counted, AGREED))


def _number(sent: Iterable[Sent], stages: Collection[Stage]) -> int:
    return sum(one.number for one in sent if one.stage in stages)


def total(tallies: Collection[Tally]) -> Total:
    """Return the sums of many units, with how many of them still miss something."""
    return Total(
        units=len(tallies),
        required=sum(one.required for one in tallies),
        registered=sum(one.registered for one in tallies),
        agreed=sum(one.agreed for one in tallies),
        missing=sum(one.missing for one in tallies),
        lacking=sum(one.missing > 0 for one in tallies),
    )
