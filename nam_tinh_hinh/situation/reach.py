"""How far a person's sight and hand go in this room: plain data that the rules judge and the queries turn into SQL."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.enums import Role

# Fewer than one unit in so many are few.
FEW = 8


@dataclass(frozen=True)
class Reach:
    """A signed-in person with the units his hat opens to him.

    ``speaks``: units in whose name he writes and receives. ``desks``: units whose focal point he is (đầu mối, seed 004
    IV.1). ``tops``: units from which downward he reads what was gathered; ``below``: these and all below them, None
    where they are too many to be named. ``own``: his unit and those merged or split into it. All of them hold ended
    units too, so that the heir reads and handles what those left; what is written anew is written for ``unit_id``.
    ``areas``: those he is in charge of today, with all inside them. ``of_units``: how many units there are.
    """

    actor: Actor
    speaks: frozenset[int] = frozenset()
    desks: frozenset[int] = frozenset()
    tops: frozenset[int] = frozenset()
    own: frozenset[int] = frozenset()
    below: frozenset[int] | None = frozenset()
    areas: frozenset[int] = frozenset()
    of_units: int = 0

    @property
    def is_one_of_many(self) -> bool:
        """Whether the units he reads from are few among all: a commune's person where a province's data is."""
        return self.below is not None and len(self.below | self.own) * FEW < self.of_units

    @property
    def user_id(self) -> int | None:
        return self.actor.user_id

    @property
    def name(self) -> str:
        return self.actor.name

    @property
    def unit_name(self) -> str:
        return self.actor.unit_name

    @property
    def unit_id(self) -> int | None:
        return self.actor.unit_id

    @property
    def role(self) -> Role | None:
        return self.actor.role

    @property
    def house_id(self) -> int | None:
        """The unit in whose name he keeps cases and draws papers: the one his office works for, else his own."""
        return min(self.tops - self.own, default=self.unit_id)


WRITERS = frozenset({Role.CLERK, Role.LEADER, Role.COMPILER, Role.STANDING, Role.CHAIR})
FOCAL = frozenset({Role.LEADER, Role.COMPILER})
# Those who read what the whole commune gathered when their unit serves its Party committee.
READERS = FOCAL | {Role.STANDING, Role.CHAIR, Role.VIEWER}


def reach(
    actor: Actor, serves_id: int | None, before: Collection[int] = (), *, areas: Collection[int] = (),
    parents: Mapping[int, int | None] | None = None, of_units: int = 0,
) -> Reach:  # fmt: skip
    """Return how far ``actor`` reaches.

    ``serves_id`` is the unit above that his unit works for, as a Party committee's office does and its steering
    committee; None for every other unit. The office's focal points are the Party committee's. ``before``: the units
    whose heir his is. ``parents``: of each unit in their trees the one above it, None where they are too many.
    """
    if actor.unit_id is None:
        return Reach(actor)
    own, served = {actor.unit_id, *before}, {serves_id} if serves_id else set()
    writes, focal = actor.role in WRITERS, actor.role in FOCAL
    hands = own | served if focal else own
    tops = frozenset(served or own if actor.role in READERS else ())
    return Reach(
        actor,
        speaks=frozenset(hands if writes else ()),
        desks=frozenset(hands if focal else ()),
        tops=tops,
        own=frozenset(own),
        below=None if parents is None else _below(tops, parents),
        areas=frozenset(areas),
        of_units=of_units,
    )


def _below(tops: frozenset[int], parents: Mapping[int, int | None]) -> frozenset[int]:
    found, more = frozenset[int](), tops
    while more:
        found |= more
        more = frozenset(unit for unit, above in parents.items() if above in more) - found
    return found
