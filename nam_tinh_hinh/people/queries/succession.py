"""Reads about who came after whom, so that old totals can be given by old or by present unit."""

from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, union_all

from nam_tinh_hinh.kernel.db import asked_once, db
from nam_tinh_hinh.people.tables import Moved, Succession, Unit


def _chosen_heirs() -> Select[Any]:
    """(predecessor, heir): of several successors the one named first."""
    first = select(func.min(Succession.id)).group_by(Succession.predecessor_id)
    return select(Succession.predecessor_id, Succession.successor_id).where(Succession.id.in_(first))


def present_unit_ids(unit_ids: Iterable[int]) -> dict[int, int]:
    """Return for each unit the one its old totals are counted with today: itself, or the last of its heirs."""
    heirs = asked_once("heirs", _heirs)
    return {unit_id: _last(heirs, unit_id) for unit_id in unit_ids}


def _heirs() -> dict[int, int]:
    return {row.predecessor_id: row.successor_id for row in db.session.execute(_chosen_heirs())}


def _last(heirs: dict[int, int], unit_id: int) -> int:
    seen = {unit_id}
    while (heir := heirs.get(unit_id)) is not None and heir not in seen:
        seen.add(heir)
        unit_id = heir
    return unit_id


@lru_cache(maxsize=4096)  # the query, not its answer: writing it takes longer than asking it
def lineage_ids(unit_id: int) -> Select[int]:
    """Return a query for the ids counted with a unit: its own, and those of all whose last chosen heir it is."""
    heirs = _chosen_heirs().subquery()
    # Without a name of its own, so that one statement may ask twice: what may be seen, and what is looked for.
    line = select(Unit.id).where(Unit.id == unit_id).cte(recursive=True)
    line = line.union(select(heirs.c.predecessor_id).where(heirs.c.successor_id == line.c.id))
    return select(line.c.id)


@lru_cache(maxsize=4096)
def reach_ids(unit_id: int) -> Select[int]:
    """Return a query for the ids a unit answers for: its own, all below it, and all it or they came after."""
    below = select(Unit.parent_id.label("of"), Unit.id.label("id")).where(Unit.parent_id.is_not(None))
    before = select(Succession.successor_id.label("of"), Succession.predecessor_id.label("id"))
    links = union_all(below, before).subquery()
    reach = select(Unit.id).where(Unit.id == unit_id).cte(recursive=True)
    reach = reach.union(select(links.c.id).where(links.c.of == reach.c.id))
    return select(reach.c.id)


def later_ids(unit_ids: Collection[int]) -> set[int]:
    """Return the units together with all that came after them: an old name finds the present unit."""
    pairs = db.session.execute(select(Succession.predecessor_id, Succession.successor_id)).all()
    found, new = set(unit_ids), set(unit_ids)
    while new:
        new = {successor for predecessor, successor in pairs if predecessor in new} - found
        found |= new
    return found


def any_succession() -> bool:
    """Tell whether units have ever been merged or split here."""
    return db.session.scalar(select(Succession.id).limit(1)) is not None


def origin(kind: str, row_id: Any, unit_id: Any) -> ColumnElement[int]:
    """Return a column: the unit that had a row of ``kind`` first, whatever reorganisations took it elsewhere since."""
    first = (
        select(Moved.from_unit_id).where(Moved.kind == kind, Moved.row_id == row_id).order_by(Moved.id).limit(1)
    ).scalar_subquery()
    return func.coalesce(first, unit_id)
