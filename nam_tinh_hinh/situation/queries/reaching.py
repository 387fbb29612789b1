"""How far a person reaches: units above and below, areas he is in charge of."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Select, select

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import asked_once, db
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.queries import in_force, lineage_ids
from nam_tinh_hinh.people.tables import Area, Posting, Unit, UnitKind
from nam_tinh_hinh.situation.reach import Reach, reach

# Kinds of units that work for the unit above them: a Party committee's offices, and its steering committee.
SERVING_KINDS = ("party_office", "steering_committee")


def reach_of(actor: Actor) -> Reach:
    """Return how far ``actor`` reaches under the hat he wears: one statement, and none when a page asks again."""
    return asked_once(("reach", actor.user_id, actor.hat), lambda: _reach_of(actor))


def _reach_of(actor: Actor) -> Reach:
    serves = (
        select(Unit.parent_id)
        .join(UnitKind, Unit.kind_id == UnitKind.id)
        .where(Unit.id == actor.unit_id, UnitKind.code.in_(SERVING_KINDS))
    )
    if actor.unit_id is None:
        return reach(actor, None)
    line = lineage_ids(actor.unit_id).subquery()
    rows = db.session.execute(select(line.c.id, serves.scalar_subquery().label("serves"))).all()
    return reach(actor, rows[0].serves, [row.id for row in rows])


def below(unit_ids: Collection[int]) -> Select[Any]:
    """Return a query for the ids of these units and of all units below them, at any depth."""
    # Without a name of its own, so that one statement may ask twice: what may be seen, and what is in cases.
    tree = select(Unit.id).where(Unit.id.in_(unit_ids)).cte(recursive=True)
    tree = tree.union(select(Unit.id).where(Unit.parent_id == tree.c.id))
    return select(tree.c.id)


def postings_of(user_id: int | None, day: date | None = None) -> Select[Any]:
    """Return a query for the ids of the areas that a person is in charge of on ``day`` (today)."""
    return select(Posting.area_id).where(Posting.user_id == user_id, *in_force(Posting, day or clock.today()))


def areas_of(user_id: int | None, day: date | None = None) -> Select[Any]:
    """Return a query for the ids of those areas and of all areas inside them."""
    tree = select(Area.id).where(Area.id.in_(postings_of(user_id, day))).cte("areas", recursive=True)
    tree = tree.union(select(Area.id).where(Area.parent_id == tree.c.id))
    return select(tree.c.id)
