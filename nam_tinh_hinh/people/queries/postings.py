"""Reads about postings: who is in charge of which area on which day, and whom one may put in charge."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.queries.areas import in_order, named
from nam_tinh_hinh.people.queries.units import in_force, subtree_ids
from nam_tinh_hinh.people.rules import is_admin
from nam_tinh_hinh.people.tables import Area, AreaKind, Position, Posting, UnitName, User


@dataclass(frozen=True)
class PostingFilters:
    """Which day is asked for, and what the answer is narrowed to."""

    day: date
    words: str = ""
    officer: str = ""
    bare_only: bool = False

    def as_args(self) -> dict[str, Any]:
        """Return the address arguments; the day always stands there, so that a kept address keeps its answer."""
        said = {"tu-khoa": self.words, "can-bo": self.officer, "chua-co": "1" if self.bare_only else ""}
        return {"ngay": f"{self.day:%d/%m/%Y}"} | {name: value for name, value in said.items() if value}


@dataclass(frozen=True)
class AreaLine:
    """One area on the day asked for. ``bare``: nobody is in charge of it; ``inner``: there are areas below it."""

    id: int
    name: str
    kind: str
    is_pilot: bool
    above: str
    held: bool
    inner: bool
    shared_name: bool = False

    @property
    def bare(self) -> bool:
        return not self.held and not self.inner

    @property
    def label(self) -> str:
        """The name, with the area above where another area is called the same."""
        return f"{self.name} ({self.above})" if self.shared_name and self.above else self.name


def areas_on(filters: PostingFilters) -> list[AreaLine]:
    """Return the areas that exist on the day: those without anyone first, then by Vietnamese alphabet."""
    above = aliased(Area)
    columns = (
        select(Area.id, Area.name, AreaKind.label, Area.is_pilot, func.coalesce(above.name, ""))
        .add_columns(_held(filters.day), _has_below(filters.day))
        .join(Area.kind)
        .outerjoin(above, Area.parent_id == above.id)
    )
    conditions = [*in_force(Area, filters.day), *named(filters.words)]
    if filters.officer:
        conditions.append(_held_by(_officers_called(filters), filters.day))
    rows = db.session.execute(columns.where(*conditions)).all()
    times = Counter(row.name for row in rows)
    lines = [AreaLine(*row, shared_name=times[row.name] > 1) for row in rows]
    shown = [line for line in lines if line.bare or not filters.bare_only]
    return sorted(shown, key=lambda line: (not line.bare, in_order(line.name), line.id))


def _held(day: date) -> ColumnElement[bool]:
    return exists().where(Posting.area_id == Area.id, *in_force(Posting, day))


def _has_below(day: date) -> ColumnElement[bool]:
    below = aliased(Area)
    return exists().where(below.parent_id == Area.id, *in_force(below, day))


def _held_by(user_ids: Collection[int], day: date) -> ColumnElement[bool]:
    return exists().where(Posting.area_id == Area.id, Posting.user_id.in_(user_ids), *in_force(Posting, day))


def _officers_called(filters: PostingFilters) -> list[int]:
    query = select(User.id, User.name).join(Posting, Posting.user_id == User.id).distinct()
    rows = db.session.execute(query.where(*in_force(Posting, filters.day)))
    words = fold(filters.officer).split()
    return [one for one, name in rows if all(word in fold(name) for word in words)]


def postings_on(area_ids: Collection[int], day: date) -> dict[int, list[Posting]]:
    """Return who is in charge of each of these areas on ``day``, longest in charge first."""
    query = (
        select(Posting)
        .join(Posting.user)
        .options(contains_eager(Posting.user))
        .where(Posting.area_id.in_(area_ids), *in_force(Posting, day))
        .order_by(Posting.valid_from, Posting.id)
    )
    found: dict[int, list[Posting]] = {}
    for posting in db.session.scalars(query):
        found.setdefault(posting.area_id, []).append(posting)
    return found


def posts_on(user_ids: Collection[int] | Select[int], day: date, *, unit_id: int | None = None) -> dict[int, str]:
    """Return each person's post and unit on ``day`` in words; the unit's name is the one of that day.

    ``user_ids`` may be a query for them. ``unit_id``: only the post in that unit counts.
    """
    query = (
        select(Position)
        .options(joinedload(Position.unit))
        .where(Position.user_id.in_(user_ids), *in_force(Position, day))
        .order_by(Position.id)
    )
    if unit_id is not None:
        query = query.where(Position.unit_id == unit_id)
    positions = db.session.scalars(query).all()
    names = _unit_names({position.unit_id for position in positions}, day)
    said: dict[int, str] = {}
    for one in positions:
        name = names.get(one.unit_id, one.unit.name)
        said.setdefault(one.user_id, f"{one.title or one.role.label}, {name}")
    return said


def _unit_names(unit_ids: Collection[int], day: date) -> dict[int, str]:
    newest = (
        select(UnitName.unit_id, func.max(UnitName.valid_from).label("since"))
        .where(UnitName.unit_id.in_(unit_ids), UnitName.valid_from <= day)
        .group_by(UnitName.unit_id)
        .subquery()
    )
    query = select(UnitName.unit_id, UnitName.name).join(
        newest, (UnitName.unit_id == newest.c.unit_id) & (UnitName.valid_from == newest.c.since)
    )
    return {unit_id: name for unit_id, name in db.session.execute(query)}  # noqa: C416 - rows are no pairs to dict()


def posting(posting_id: int) -> Posting | None:
    """Return one posting with its officer and area."""
    return db.session.get(Posting, posting_id, options=[joinedload(Posting.user), joinedload(Posting.area)])


def postings_of_area(area_id: int) -> Sequence[Posting]:
    """Return everyone who ever was in charge of an area, the newest first."""
    return _history(Posting.area_id == area_id)


def postings_of_officer(user_id: int) -> Sequence[Posting]:
    """Return every area an officer ever was in charge of, the newest first."""
    return _history(Posting.user_id == user_id)


def _history(condition: ColumnElement[bool]) -> Sequence[Posting]:
    query = select(Posting).options(joinedload(Posting.user), joinedload(Posting.area)).where(condition)
    return db.session.scalars(query.order_by(Posting.valid_from.desc(), Posting.id.desc())).all()


def postings_from(user_id: int, day: date) -> Sequence[Posting]:
    """Return an officer's postings that hold on ``day`` or begin later."""
    query = select(Posting).options(joinedload(Posting.area)).where(Posting.user_id == user_id)
    later = query.where(or_(Posting.valid_to.is_(None), Posting.valid_to >= day))
    return db.session.scalars(later.order_by(Posting.valid_from, Posting.id)).all()


def positions_of(user_id: int) -> Sequence[Position]:
    """Return every position a person has, had or will have."""
    return db.session.scalars(select(Position).filter_by(user_id=user_id).order_by(Position.valid_from)).all()


@dataclass(frozen=True)
class Officer:
    """Someone who may be put in charge."""

    id: int
    name: str
    username: str
    post: str = ""

    @property
    def label(self) -> str:
        return person_label(self.name, self.username, self.post)


def person_label(name: str, username: str, post: str) -> str:
    """Return the words by which a person is chosen: two of the same name, even in the same post, never look alike."""
    return f"{name} ({username})" + (f" · {post}" if post else "")


def officers(actor: Actor, day: date, *, most: int | None = None) -> list[Officer]:
    """Return whom ``actor`` may put in charge: people with a position in force on ``day`` or coming.

    The administrator: everyone; a leader: those of his unit and of the units below it (S0 II.5.1).
    """
    query = select(User.id, User.name, User.username).where(*_assignable(actor, day)).order_by(User.id)
    posts = posts_on(select(User.id).where(*_assignable(actor, day)), day)
    return [Officer(*row, posts.get(row.id, "")) for row in db.session.execute(query.limit(most))]


def may_assign(actor: Actor, user_id: int, day: date) -> bool:
    """Tell whether ``user_id`` is among them."""
    return db.session.scalar(select(User.id).where(User.id == user_id, *_assignable(actor, day))) is not None


def _assignable(actor: Actor, day: date) -> Iterator[ColumnElement[bool]]:
    holds = exists().where(Position.user_id == User.id, or_(Position.valid_to.is_(None), Position.valid_to >= day))
    if not is_admin(actor):
        holds = holds.where(Position.unit_id.in_(subtree_ids(actor.unit_id or 0)))
    yield holds
    yield User.disabled_at.is_(None)


def officer(actor: Actor, user_id: int, day: date) -> User | None:
    """Return a person whose page ``actor`` may open: one who was ever in charge, or whom he may put in charge."""
    user = db.session.get(User, user_id)
    if user is None:
        return None
    was = db.session.scalar(select(Posting.id).filter_by(user_id=user_id).limit(1))
    return user if was or may_assign(actor, user_id, day) else None
