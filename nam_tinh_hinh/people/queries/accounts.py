"""Reads about units, people, positions and sign-ins."""

import hashlib
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.actor import Actor, Hat, wearing
from nam_tinh_hinh.people.queries.units import in_force
from nam_tinh_hinh.people.tables import Position, SignIn, Unit, User


def token_hash(token: str) -> str:
    """Return what the server keeps of a sign-in's secret: its SHA-256 in hex."""
    return hashlib.sha256(token.encode()).hexdigest()


def sign_in_by_token(token: str) -> SignIn | None:
    """Return the sign-in whose secret is ``token``, with its user."""
    return db.session.scalar(
        select(SignIn).options(joinedload(SignIn.user)).filter_by(token_hash=token_hash(token), ended_at=None)
    )


def user_by_name(username: str) -> User | None:
    """Return the account called ``username`` (letter case does not matter)."""
    return db.session.scalar(select(User).filter_by(username=username.strip().casefold()))


def hats_of(user_id: int, day: date) -> tuple[Hat, ...]:
    """Return the positions ``user_id`` holds on ``day``, oldest appointment first."""
    positions = db.session.scalars(
        select(Position)
        .join(Position.unit)
        .options(contains_eager(Position.unit))
        .where(Position.user_id == user_id, *in_force(Position, day), *in_force(Unit, day))
        .order_by(Position.id)
    )
    return tuple(Hat(p.id, p.unit_id, p.unit.name, p.role, p.title) for p in positions)


def actor_of(sign_in: SignIn, token: str) -> Actor:
    """Return the person of a sign-in, wearing the hat chosen there."""
    user = sign_in.user
    hats = hats_of(user.id, clock.today())
    return Actor(
        user_id=user.id, username=user.username, name=user.name, sign_in_id=sign_in.id, token=token,
        must_change=user.must_change, hat=wearing(hats, sign_in.position_id), hats=hats,
    )  # fmt: skip
