"""Reads about units."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, or_, select

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.people.tables import Area, Position, Posting, Unit

Dated = type[Unit] | type[Position] | type[Area] | type[Posting]


def in_force(kind: Dated, day: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return the two conditions under which a row with valid_from/valid_to holds on ``day`` (both ends included)."""
    return kind.valid_from <= day, or_(kind.valid_to.is_(None), kind.valid_to >= day)


def subtree_ids(unit_id: int) -> Select[int]:
    """Return a query for the ids of a unit and of every unit below it, at any depth."""
    tree = select(Unit.id).where(Unit.id == unit_id).cte("subtree", recursive=True)
    tree = tree.union(select(Unit.id).where(Unit.parent_id == tree.c.id))
    return select(tree.c.id)


def units_in_force(day: date) -> Sequence[Unit]:
    """Return the units that exist on ``day``, in the order they were entered."""
    return db.session.scalars(select(Unit).where(*in_force(Unit, day)).order_by(Unit.id)).all()


def twin_of(name: str, parent_id: int | None, day: date, *, besides: Collection[int] = ()) -> str | None:
    """Return the name of a unit called the same under the same superior on ``day``; ``besides`` do not count."""
    beside = select(Unit.name).where(Unit.parent_id == parent_id, Unit.id.not_in(besides), *in_force(Unit, day))
    return next((other for other in db.session.scalars(beside) if fold(other) == fold(name)), None)
