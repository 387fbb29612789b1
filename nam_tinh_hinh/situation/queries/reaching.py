"""How far a person reaches: units above and below, areas he is in charge of."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, cast, func, literal, null, select, union, union_all

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import asked_once, db
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.queries import in_force, lineage_ids
from nam_tinh_hinh.people.tables import Area, Posting, Unit, UnitKind
from nam_tinh_hinh.situation.reach import READERS, Reach, reach

# Kinds of units that work for the unit above them: a Party committee's offices, and its steering committee.
SERVING_KINDS = ("party_office", "steering_committee")
# A commune has some dozens of units; a province's are asked for where they are needed.
MOST_NAMED = 500


def reach_of(actor: Actor) -> Reach:
    """Return how far ``actor`` reaches under the hat he wears: one statement, and none when a page asks again."""
    return asked_once(("reach", actor.user_id, actor.hat, clock.today()), lambda: _reach_of(actor))


def _reach_of(actor: Actor) -> Reach:
    if actor.unit_id is None:
        return reach(actor, None)
    found: dict[str, dict[int, int | None]] = defaultdict(dict)
    for what, one, above in db.session.execute(union_all(*_asked(actor))):
        found[what][one] = above
    units = found["unit"] if len(found["unit"]) <= MOST_NAMED else None
    return reach(
        actor, next(iter(found["serves"]), None), found["own"], areas=found["area"], parents=units,
        of_units=next(iter(found["all"])),
    )  # fmt: skip


def _asked(actor: Actor) -> Iterator[Select[Any]]:
    """Yield the parts of the statement: (what it is, id, id of the unit above)."""
    own, areas = lineage_ids(actor.unit_id or 0), areas_of(actor.user_id).subquery()
    serves = (
        select(Unit.parent_id)
        .join(UnitKind, Unit.kind_id == UnitKind.id)
        .where(Unit.id == actor.unit_id, UnitKind.code.in_(SERVING_KINDS), Unit.parent_id.is_not(None))
    )
    for what, ids in (("own", own.subquery()), ("serves", serves.subquery()), ("area", areas)):
        yield select(literal(what), ids.c[0], cast(null(), Integer))
    yield select(literal("all"), func.count(), cast(null(), Integer)).select_from(Unit)
    if actor.role in READERS:
        tops = union(own, serves)
        tree = select(Unit.id, Unit.parent_id).where(Unit.id.in_(tops)).cte(recursive=True)
        tree = tree.union(select(Unit.id, Unit.parent_id).where(Unit.parent_id == tree.c.id))
        some = select(tree.c.id, tree.c.parent_id).limit(MOST_NAMED + 1).subquery()
        yield select(literal("unit"), some.c.id, some.c.parent_id)


def inside(person: Reach, column: Any) -> ColumnElement[bool]:
    """Return whether ``column`` names one of the units from which ``person`` reads, or one below them.

    Named one by one, for a planner knows by their number how few rows they have; only where they are very many, asked.
    """
    return column.in_(below(person.tops) if person.below is None else sorted(person.below))  # type: ignore[no-any-return]


def below(unit_ids: Collection[int]) -> Select[Any]:
    """Return a query for the ids of these units and of all units below them, at any depth."""
    # Without a name of its own, so that one statement may ask twice: what may be seen, and what is in cases.
    tree = select(Unit.id).where(Unit.id.in_(unit_ids)).cte(recursive=True)
    tree = tree.union(select(Unit.id).where(Unit.parent_id == tree.c.id))
    return select(tree.c.id)


def areas_of(user_id: int | None) -> Select[Any]:
    """Return a query for the ids of the areas that a person is in charge of today, and of all inside them."""
    his = select(Posting.area_id).where(Posting.user_id == user_id, *in_force(Posting, clock.today()))
    tree = select(Area.id).where(Area.id.in_(his)).cte("areas", recursive=True)
    tree = tree.union(select(Area.id).where(Area.parent_id == tree.c.id))
    return select(tree.c.id)
