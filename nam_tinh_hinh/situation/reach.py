"""How far a person's sight and hand go in this room: plain data that the rules judge and the queries turn into SQL."""

from collections.abc import Collection
from dataclasses import dataclass

from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.enums import Role


@dataclass(frozen=True)
class Reach:
    """A signed-in person with the units his hat opens to him.

    ``speaks``: units in whose name he writes and receives. ``desks``: units whose focal point he is (đầu mối, seed 004
    IV.1). ``tops``: units from which downward he reads what was gathered. ``own``: his unit and those merged or split
    into it. All of them hold ended units too, so that the heir reads and handles what those left; what is written anew
    is written for ``unit_id``.
    """

    actor: Actor
    speaks: frozenset[int] = frozenset()
    desks: frozenset[int] = frozenset()
    tops: frozenset[int] = frozenset()
    own: frozenset[int] = frozenset()

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


def reach(actor: Actor, serves_id: int | None, before: Collection[int] = ()) -> Reach:
    """Return how far ``actor`` reaches.

    ``serves_id`` is the unit above that his unit works for, as a Party committee's office does and its steering
    committee; None for every other unit. The office's focal points are the Party committee's. ``before``: the units
    whose heir his is.
    """
    if actor.unit_id is None:
        return Reach(actor)
    own, served = {actor.unit_id, *before}, {serves_id} if serves_id else set()
    writes, focal, reads = actor.role in WRITERS, actor.role in FOCAL, actor.role in READERS
    hands = own | served if focal else own
    return Reach(
        actor,
        speaks=frozenset(hands if writes else ()),
        desks=frozenset(hands if focal else ()),
        tops=frozenset(served or own if reads else ()),
        own=frozenset(own),
    )
