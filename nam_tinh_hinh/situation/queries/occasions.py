"""Reads of meetings: one of them, and what was written down from it."""

from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paging import Page, page_of
from nam_tinh_hinh.situation.queries.observing import visible_to
from nam_tinh_hinh.situation.reach import WRITERS, Reach
from nam_tinh_hinh.situation.tables import Observation, Occasion


def occasion(person: Reach, occasion_id: int | None) -> Occasion | None:
    """Return a meeting that ``person`` or his unit keeps, or from which he may see an item."""
    if person.unit_id is None or occasion_id is None:
        return None
    mine = [Occasion.recorded_by_id == person.user_id]
    mine += [Occasion.unit_id == person.unit_id] if person.role in WRITERS else []
    mine += [_items(person, occasion_id).exists()]
    query = select(Occasion).where(Occasion.id == occasion_id, or_(*mine))
    names = (Occasion.channel, Occasion.area, Occasion.unit)
    return db.session.scalar(query.options(*(joinedload(name) for name in names)))


def _items(person: Reach, occasion_id: int) -> Select[Any]:
    return visible_to(person).where(Observation.occasion_id == occasion_id)


def items(person: Reach, occasion_id: int, number: int) -> Page[Observation]:
    """Return one page of the items of a meeting that ``person`` may see, in the order they were written down."""
    names = (Observation.topic, Observation.area)
    query = _items(person, occasion_id).options(*(joinedload(name) for name in names)).order_by(Observation.id)
    return page_of(query, number, Observation.id)


def count(person: Reach, occasion_id: int) -> int:
    """Return how many items of a meeting ``person`` may see: what others may not, is not even counted for them."""
    ids = _items(person, occasion_id).with_only_columns(Observation.id).subquery()
    return db.session.scalar(select(func.count()).select_from(ids)) or 0
