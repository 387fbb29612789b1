"""Reads for whoever administers accounts: lists, last uses, positions, and who is left to administer."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.enums import Toned
from nam_tinh_hinh.kernel.paging import PER_PAGE
from nam_tinh_hinh.kernel.search import MOST, every_word
from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.queries.units import in_force
from nam_tinh_hinh.people.tables import Position, SignIn, Unit, User


class Standing(Toned):
    """How an account stands; its value is the word in the address."""

    ACTIVE = "hoat-dong", "Đang hoạt động", "good"
    LOCKED = "khoa", "Đã khóa", "ended"
    IDLE = "lau-khong-dung", "Lâu không dùng", "attention"
    UNPLACED = "chua-giao", "Chưa có vị trí", "attention"


@dataclass(frozen=True)
class Filters:
    """What the list of accounts is narrowed to; every value comes from the address and goes back into it."""

    words: str = ""
    standing: Standing | None = None
    unit_words: str = ""
    role: Role | None = None

    def as_args(self) -> dict[str, str]:
        """Return the address arguments of these filters, in Vietnamese, empty ones left out."""
        said = {"tu-khoa": self.words, "tinh-trang": self.standing, "don-vi": self.unit_words, "vai-tro": self.role}
        return {name: str(value) for name, value in said.items() if value}


@dataclass(frozen=True)
class UserRow:
    """One line of the list: the account, when it was last used, and its positions of today."""

    user: User
    seen_at: datetime | None
    positions: Sequence[Position]


def filtered(filters: Filters, *, day: date, now: datetime, idle_days: int) -> Select[User]:
    """Return the query behind the list, by name without diacritics; positions count as of ``day``."""
    query = select(User)
    query = query.where(*every_word(filters.words, User.folded_name, User.username))
    if filters.standing:
        query = query.where(*_stands(filters.standing, day, now - timedelta(days=idle_days)))
    if filters.role or filters.unit_words:
        query = query.where(_placed(day, *_place(filters)))
    return query.order_by(User.folded_name, User.id)


def _stands(standing: Standing, day: date, unused_since: datetime) -> tuple[ColumnElement[bool], ...]:
    if standing is Standing.LOCKED:
        return (User.disabled_at.is_not(None),)
    open_ones = User.disabled_at.is_(None)
    if standing is Standing.IDLE:
        used = exists().where(SignIn.user_id == User.id, SignIn.seen_at >= unused_since, ~SignIn.awaits_code)
        return open_ones, User.created_at < unused_since, ~used
    return (open_ones, ~_placed(day)) if standing is Standing.UNPLACED else (open_ones,)


def _placed(day: date, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    joined = exists().where(Position.user_id == User.id, Unit.id == Position.unit_id)
    return joined.where(*in_force(Position, day), *in_force(Unit, day), *more)


def _place(filters: Filters) -> list[ColumnElement[bool]]:
    wanted = every_word(filters.unit_words, Unit.folded_name)
    return wanted + ([Position.role == filters.role] if filters.role else [])


def page_of(query: Select[User], page: int, *, day: date) -> tuple[list[UserRow], int]:
    """Return the lines of one page (50 a page, from 1) and how many accounts there are in all: four statements."""
    total = count(query)
    users = db.session.scalars(query.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all()
    ids = [user.id for user in users]
    seen, placed = last_seen(ids), _positions_of(ids, day)
    return [UserRow(user, seen.get(user.id), placed.get(user.id, [])) for user in users], total


def count(query: Select[User]) -> int:
    """Return how many accounts a query finds."""
    bare = query.order_by(None).with_only_columns(User.id).subquery()
    return db.session.scalar(select(func.count()).select_from(bare)) or 0


def last_seen(user_ids: Iterable[int]) -> Mapping[int, datetime]:
    """Return when each of the people last used the program; who never did is left out."""
    used = select(SignIn.user_id, func.max(SignIn.seen_at)).where(SignIn.user_id.in_(user_ids), ~SignIn.awaits_code)
    return dict(db.session.execute(used.group_by(SignIn.user_id)).all())


def _positions_of(user_ids: Sequence[int], day: date) -> Mapping[int, list[Position]]:
    query = select(Position).join(Position.unit).options(contains_eager(Position.unit))
    query = query.where(Position.user_id.in_(user_ids), *in_force(Position, day), *in_force(Unit, day))
    found: defaultdict[int, list[Position]] = defaultdict(list)
    for position in db.session.scalars(query.order_by(Position.id)):
        found[position.user_id].append(position)
    return found


def positions(user_id: int) -> Sequence[Position]:
    """Return every position a person holds, held or will hold, the newest first, with its unit."""
    query = select(Position).options(joinedload(Position.unit)).filter_by(user_id=user_id)
    return db.session.scalars(query.order_by(Position.valid_from.desc(), Position.id.desc())).all()


def position(user_id: int, position_id: int) -> Position | None:
    """Return one position of a person."""
    return db.session.scalar(select(Position).filter_by(user_id=user_id, id=position_id))


def equal_position(user_id: int, unit_id: int, role: Role, begins: date, ends: date | None) -> Position | None:
    """Return a position of the same person, unit and role that holds on some day from ``begins`` to ``ends``."""
    same = select(Position).filter_by(user_id=user_id, unit_id=unit_id, role=role)
    same = same.where(or_(Position.valid_to.is_(None), Position.valid_to >= begins))
    return db.session.scalar((same.where(Position.valid_from <= ends) if ends else same).limit(1))


def someone_administers(day: date, *, without_user: int = 0, without_position: int = 0) -> bool:
    """Tell whether an open account administers on ``day``, leaving one person or one position out of account."""
    query = select(Position.id).join(Position.user).join(Position.unit)
    query = query.where(Position.role == Role.ADMIN, User.disabled_at.is_(None), User.id != without_user)
    query = query.where(Position.id != without_position, *in_force(Position, day), *in_force(Unit, day))
    return db.session.scalar(query.limit(1)) is not None


def units_named(words: str, day: date) -> Sequence[Unit]:
    """Return the units of ``day`` that are called so: exactly, else by the whole phrase, else by all its words."""
    wanted, phrase = select(Unit).where(*in_force(Unit, day)).order_by(Unit.id).limit(20), fold(words[:MOST])
    spaced = " " + Unit.folded_name + " "
    ways = (
        [Unit.name == words],
        [spaced.contains(f" {phrase} ", autoescape=True)],
        every_word(phrase, Unit.folded_name),
    )
    found = (db.session.scalars(wanted.where(*conditions)).all() for conditions in ways)
    return next(filter(None, found), []) if phrase else []


def unit_names(day: date, *, at_most: int) -> list[str]:
    """Return the names of the units of ``day``; none when there are more than ``at_most``."""
    wanted = select(Unit.name).where(*in_force(Unit, day)).order_by(Unit.id).limit(at_most + 1)
    names = list(db.session.scalars(wanted))
    return names if len(names) <= at_most else []


def figures(*, day: date, now: datetime, idle_days: int) -> dict[Any, int]:
    """Return how many accounts stand how, and ``"second_factor"``: how many open ones have it on."""
    counts: dict[Any, int] = {
        standing: count(filtered(Filters(standing=standing), day=day, now=now, idle_days=idle_days))
        for standing in Standing
    }
    proven = select(User).where(User.disabled_at.is_(None), User.totp_step.is_not(None))
    return counts | {"second_factor": count(proven)}
