"""Reads of urgent word: to whom it may go, what waits to be seen, who has seen it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import joinedload

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import asked_once, db
from nam_tinh_hinh.people.queries import in_force
from nam_tinh_hinh.people.tables import Unit, UnitLevel
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import Alert, Observation


@dataclass(frozen=True)
class Superior:
    """A unit to which urgent word may go; ``is_direct`` marks the direct superior, who always gets a copy."""

    id: int
    name: str
    is_direct: bool = False


def superiors(unit_id: int) -> list[Superior]:
    """Return to whom a unit may report: its direct superior, its Party committee, then the units beside it.

    "trực tiếp với tổ chức, đơn vị cấp trên trực tiếp liên quan đến thông tin đó" (seed 004, IV.2): the police or the
    people's committee of the same commune may be the one concerned; what stands lower than the superior is none. Two
    statements whatever the number of units.
    """
    unit = db.session.get_one(Unit, unit_id, options=[joinedload(Unit.parent).joinedload(Unit.level)])
    above = [one for one in (unit.parent_id, unit.committee_id) if one]
    beside = (Unit.parent_id.in_(above) | Unit.committee_id.in_(above)) & _as_high_as(unit.parent)
    query = select(Unit.id, Unit.name).outerjoin(Unit.level)
    rows = db.session.execute(
        query.where(Unit.id.in_(above) | beside, Unit.id != unit_id, *in_force(Unit, clock.today()))
    ).all()
    order = {one: place for place, one in enumerate(above)}
    found = [Superior(row.id, row.name, row.id == unit.parent_id) for row in rows]
    return sorted(found, key=lambda one: (order.get(one.id, len(order)), one.id))


def _as_high_as(superior: Unit | None) -> ColumnElement[bool]:
    """The condition that a unit's level is the superior's or higher; levels unknown are let through."""
    if superior is None or superior.level is None:
        return true()
    return or_(Unit.level_id.is_(None), UnitLevel.position <= superior.level.position)


def unseen_ones(person: Reach) -> Select[Any]:
    """Return the query for the urgent word sent to those the person speaks for which nobody there has seen."""
    return select(Alert).where(Alert.to_unit_id.in_(person.speaks), Alert.seen_at.is_(None))


def unseen(person: Reach) -> Sequence[Alert]:
    """Return it with what was observed, oldest first."""
    query = unseen_ones(person).options(joinedload(Alert.observation).joinedload(Observation.unit))
    return db.session.scalars(query.order_by(Alert.sent_at, Alert.id)).all()


def count_unseen(person: Reach) -> int:
    """Return how many there are."""
    return db.session.scalar(unseen_ones(person).with_only_columns(func.count(), maintain_column_froms=True)) or 0


def alerts_of(observation_id: int) -> Sequence[Alert]:
    """Return to whom one observation went as urgent word, and when each saw it; asked once a page."""
    query = select(Alert).options(joinedload(Alert.to_unit)).where(Alert.observation_id == observation_id)
    ordered = query.order_by(Alert.is_copy, Alert.id)
    return asked_once(("alerts_of", observation_id), lambda: db.session.scalars(ordered).all())


def told_by(unit_ids: Collection[int], since: datetime) -> Sequence[tuple[int, str, datetime]]:
    """Return the urgent word that units gave ``since``, as (unit id, words, when first): one statement."""
    query = select(Observation.unit_id, Observation.content, func.min(Alert.sent_at)).join(Alert.observation)
    query = query.where(Observation.unit_id.in_(unit_ids), Alert.sent_at >= since)
    return [tuple(row) for row in db.session.execute(query.group_by(Observation.id).order_by(Observation.id))]
