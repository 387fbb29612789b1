"""Reads about who stands in for whom (ủy quyền)."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.text import sort_key
from nam_tinh_hinh.people.queries.units import in_force
from nam_tinh_hinh.people.tables import Position, StandIn, User

SHOWN = 20


def _with_people() -> Select[StandIn]:
    position = contains_eager(StandIn.position)
    return (
        select(StandIn)
        .join(StandIn.position)
        .options(position.joinedload(Position.user), position.joinedload(Position.unit), joinedload(StandIn.deputy))
        .order_by(StandIn.valid_to.desc(), StandIn.id.desc())
        .limit(SHOWN)
    )


def lent_by(user_id: int) -> Sequence[StandIn]:
    """Return what a person lent, newest first, with position, unit and deputy."""
    return db.session.scalars(_with_people().where(Position.user_id == user_id)).all()


def lent_to(user_id: int) -> Sequence[StandIn]:
    """Return what was lent to a person, newest first, with position, unit and lender."""
    return db.session.scalars(_with_people().where(StandIn.deputy_id == user_id)).all()


def stand_in(stand_in_id: int, *, lender_id: int) -> StandIn | None:
    """Return one stand-in that ``lender_id`` lent."""
    return db.session.scalar(_with_people().where(StandIn.id == stand_in_id, Position.user_id == lender_id))


def colleagues(unit_id: int, *, of: int, day: date) -> list[User]:
    """Return the people with a position in a unit on ``day``, without ``of`` himself, in Vietnamese order."""
    there = select(Position.user_id).where(Position.unit_id == unit_id, *in_force(Position, day))
    wanted = select(User).where(User.id.in_(there), User.id != of, User.disabled_at.is_(None))
    return sorted(db.session.scalars(wanted), key=lambda user: sort_key(user.name))


def lent_meanwhile(position_id: int, begins: date, ends: date) -> StandIn | None:
    """Return a stand-in for a position that is in force on some day from ``begins`` to ``ends``."""
    meets = (StandIn.valid_from <= ends, StandIn.valid_to >= begins, StandIn.ended_at.is_(None))
    return db.session.scalar(_with_people().where(StandIn.position_id == position_id, *meets))
