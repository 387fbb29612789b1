"""Reads about people, the positions they hold and lend, and sign-ins."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import contains_eager, joinedload

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.actor import Actor, Hat, wearing
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.queries import settings
from nam_tinh_hinh.people.queries.units import in_force
from nam_tinh_hinh.people.tables import Position, SignIn, StandIn, Unit, User


def token_hash(token: str) -> str:
    """Return what the server keeps of a sign-in's secret: its SHA-256 in hex."""
    return hashlib.sha256(token.encode()).hexdigest()


def sign_in_by_token(token: str) -> SignIn | None:
    """Return the complete sign-in whose secret is ``token``, with its user; one that awaits a code is not found."""
    return _sign_in(token, awaits_code=False)


def half_sign_in(token: str) -> SignIn | None:
    """Return the sign-in that has proven its password and awaits the code of the second factor."""
    return _sign_in(token, awaits_code=True)


def _sign_in(token: str, *, awaits_code: bool) -> SignIn | None:
    wanted = select(SignIn).options(joinedload(SignIn.user))
    return db.session.scalar(wanted.filter_by(token_hash=token_hash(token), ended_at=None, awaits_code=awaits_code))


def open_sign_ins(user_id: int, *, seen_after: datetime, started_after: datetime) -> Sequence[SignIn]:
    """Return the complete sign-ins of a person that are still good, last used first."""
    wanted = select(SignIn).filter_by(user_id=user_id, ended_at=None, awaits_code=False)
    alive = wanted.where(SignIn.seen_at > seen_after, SignIn.started_at > started_after)
    return db.session.scalars(alive.order_by(SignIn.seen_at.desc(), SignIn.id.desc())).all()


def signed_in_from(username: str, address: str, *, since: datetime) -> bool:
    """Tell whether the account called ``username`` was signed in to from ``address`` after ``since``."""
    rows = select(SignIn.id).join(SignIn.user).where(
        User.username == username.strip().casefold(), SignIn.address == address, SignIn.started_at > since,
        SignIn.awaits_code.is_(False),
    )  # fmt: skip
    return db.session.scalar(rows.limit(1)) is not None


def user_by_name(username: str) -> User | None:
    """Return the account called ``username`` (letter case does not matter)."""
    return db.session.scalar(select(User).filter_by(username=username.strip().casefold()))


def hats_of(user_id: int, day: date) -> tuple[Hat, ...]:
    """Return the positions ``user_id`` holds on ``day``, oldest appointment first, then those lent to him.

    A lent position counts only in a unit he belongs to himself: it never widens where he has an interest.
    """
    lent = _lent_to(user_id, day)
    asked = select(Position.id).where(Position.user_id == user_id).union(select(StandIn.position_id).where(*lent))
    query = (
        select(Position, StandIn.id)
        .join(Position.unit)
        .join(Position.user)
        .outerjoin(StandIn, and_(StandIn.position_id == Position.id, *lent))
        .options(contains_eager(Position.unit), contains_eager(Position.user))
        .where(Position.id.in_(asked), *in_force(Position, day), *in_force(Unit, day))
    )
    rows = db.session.execute(query.order_by(StandIn.id, Position.id)).all()
    own = sorted({one for one, _id in rows if one.user_id == user_id}, key=lambda one: one.id)
    unit_ids = {one.unit_id for one in own}
    theirs = [one for one, _id in rows if one.user_id != user_id and _may_lend(one, unit_ids)]
    return (*map(_hat, own), *(_hat(one, one.user.name) for one in theirs))


def _lent_to(user_id: int, day: date) -> tuple[ColumnElement[bool], ...]:
    return (
        StandIn.deputy_id == user_id, StandIn.valid_from <= day, StandIn.valid_to >= day, StandIn.ended_at.is_(None),
    )  # fmt: skip


def _may_lend(position: Position, unit_ids: Collection[int]) -> bool:
    return position.role is Role.LEADER and position.unit_id in unit_ids and position.user.disabled_at is None


def _hat(position: Position, lender: str = "") -> Hat:
    return Hat(position.id, position.unit_id, position.unit.name, position.role, position.title, lender)


def actor_of(sign_in: SignIn, token: str) -> Actor:
    """Return the person of a sign-in, wearing the hat chosen there."""
    user = sign_in.user
    hats = hats_of(user.id, clock.today())
    return Actor(
        user_id=user.id, username=user.username, name=user.name, sign_in_id=sign_in.id, token=token,
        must_change=user.must_change, hat=wearing(hats, sign_in.position_id), hats=hats,
        must_enrol=_must_enrol(user, hats),
    )  # fmt: skip


def _must_enrol(user: User, hats: Iterable[Hat]) -> bool:
    is_admin = any(hat.role is Role.ADMIN for hat in hats)
    return is_admin and not user.has_second_factor and settings.second_factor_for_admins()
