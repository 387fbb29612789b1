"""Inspections as rules: which exemplars fit a purpose, who reads and who records, and the order of visiting. Pure."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.enums import PENDING, Purpose, Stage, TeamDuty
from nam_tinh_hinh.people.actor import Actor

# Seed 003, V: step 2 looks at what is registered, step 4 at what is carried out, step 5 at the year's results.
FITTING: Mapping[Purpose, frozenset[Stage]] = {
    Purpose.REGISTRATION: frozenset({Stage.SUBMITTED, Stage.AGREED}) | PENDING,
    Purpose.INTERIM: frozenset({Stage.UNDERWAY}),
    Purpose.FINAL: frozenset({Stage.UNDERWAY, Stage.REPORTED, Stage.RECOGNISE_PENDING, Stage.REFUSE_PENDING}),
}
# How the decision names a team's people: the head first, the secretary last.
RANK = {TeamDuty.HEAD: 0, TeamDuty.MEMBER: 1, TeamDuty.SECRETARY: 2}


class InTeam(Protocol):
    """What these rules need to know of a member."""

    user_id: int | None


class Team(Protocol):
    """What these rules need to know of a team."""

    @property
    def members(self) -> Sequence[InTeam]: ...


def belongs(actor: Actor, team: Team) -> bool:
    """Someone whom the team names, whatever hat he wears."""
    return actor.user_id is not None and any(one.user_id == actor.user_id for one in team.members)


def records(actor: Actor, team: Team, exemplar: rules.OfUnit) -> bool:
    """The committee's side and the team itself write down a visit, never one at their own unit."""
    return (rules.serves_committee(actor) or belongs(actor, team)) and not rules.is_involved(actor, exemplar)


def reads(actor: Actor, team: Team, exemplar: rules.OfUnit) -> bool:
    """Who reads what was found before the minutes are issued: those at work on it, and no one of the unit."""
    return (rules.oversees(actor) or belongs(actor, team)) and not rules.is_involved(actor, exemplar)


def moved(order: Sequence[int], one: int, steps: int) -> list[int]:
    """Return ``order`` with ``one`` that many places further (negative: earlier), at most to an end."""
    rest = [other for other in order if other != one]
    place = min(max(order.index(one) + steps, 0), len(rest))
    return [*rest[:place], one, *rest[place:]]


def renumbered(order: Sequence[int], typed: Mapping[int, int]) -> list[int]:
    """Return ``order`` by the numbers typed for each (from 1); one without a number stays where it stands.

    What is moved takes the place typed: up, it goes before the one that stands there; down, after it.
    """
    stands = {one: place for place, one in enumerate(order, start=1)}
    steps = {one: typed.get(one, stands[one]) - stands[one] for one in order}
    way = {one: (steps[one] > 0) - (steps[one] < 0) for one in order}
    return sorted(order, key=lambda one: (stands[one] + steps[one], way[one], stands[one]))
