"""Reads about whom a guidance may go to: units below, officers of areas, a network's members; and who exactly that is.

Whatever the number of units and officers, the number of statements stays the same.
"""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, or_, select

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.search import every_word
from nam_tinh_hinh.kernel.text import sort_key
from nam_tinh_hinh.people.queries import in_force, posts_on
from nam_tinh_hinh.people.tables import Area, Position, Posting, Unit, UnitKind, User
from nam_tinh_hinh.situation.audience import Audience, several
from nam_tinh_hinh.situation.queries.networks import members_on
from nam_tinh_hinh.situation.reach import WRITERS, Reach
from nam_tinh_hinh.situation.tables import Network


@dataclass(frozen=True)
class Receiver:
    """One place a guidance goes to: a unit or one officer. ``has_account``: somebody there can sign in and read it."""

    unit_id: int | None
    user_id: int | None
    name: str
    detail: str = ""
    has_account: bool = True

    @property
    def mark(self) -> str:
        """What tells this receiver from every other."""
        return f"u{self.unit_id}" if self.unit_id else f"p{self.user_id}"


def fingerprint(receivers: Collection[Receiver]) -> str:
    """Return a short mark of who exactly is among ``receivers``: sending is refused when it changed since shown."""
    return hashlib.sha256(" ".join(sorted(one.mark for one in receivers)).encode()).hexdigest()[:16]


def senders(person: Reach) -> list[tuple[int, str]]:
    """Return the units in whose name ``person`` may send, the highest first: (id, name)."""
    rows = db.session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(person.speaks)).order_by(Unit.id)).all()
    return sorted(((row.id, row.name) for row in rows), key=lambda one: one[0] not in person.tops)


def _scope(person: Reach) -> Select[Any]:
    """A query for the ids of all units below those the person reads for, by their own line or their committee's."""
    tree = select(Unit.id).where(Unit.id.in_(person.tops)).cte("guided", recursive=True)
    tree = tree.union(select(Unit.id).where(or_(Unit.parent_id == tree.c.id, Unit.committee_id == tree.c.id)))
    return select(tree.c.id)


def _guidable(person: Reach) -> Iterator[ColumnElement[bool]]:
    """The units there are today below the person's, without his own: nobody guides himself."""
    yield Unit.id.in_(_scope(person))
    yield Unit.id.not_in(person.speaks | person.tops)
    yield from in_force(Unit, clock.today())


def units_below(person: Reach, words: str = "") -> list[tuple[int, str]]:
    """Return the units that ``person`` may send to, found by ``words`` of their names: (id, name)."""
    query = select(Unit.id, Unit.name).where(*_guidable(person), *every_word(words, Unit.folded_name))
    return _by_name((row.id, row.name) for row in db.session.execute(query))


def kinds_below(person: Reach) -> list[tuple[int, str]]:
    """Return the kinds those units are of, in their order: (id, word)."""
    query = select(UnitKind.id, UnitKind.label).join(Unit, Unit.kind_id == UnitKind.id).where(*_guidable(person))
    rows = db.session.execute(query.distinct().order_by(UnitKind.position, UnitKind.id).add_columns(UnitKind.position))
    return [(row.id, row.label) for row in rows]


def resolve(person: Reach, chosen: Audience) -> list[Receiver]:
    """Return who exactly gets a guidance sent by ``person`` today: units by name, then officers; each once."""
    if chosen.network_id:
        return [one for one in _of_network(chosen.network_id) if one.unit_id not in person.speaks]
    return [*_units(person, chosen), *_officers(person, chosen)]


def _units(person: Reach, chosen: Audience) -> list[Receiver]:
    ways: list[ColumnElement[bool]] = [Unit.id.in_(chosen.unit_ids), Unit.kind_id.in_(chosen.kind_ids)]
    if chosen.all_direct:
        ways.append(or_(Unit.parent_id.in_(person.tops), Unit.committee_id.in_(person.tops)))
    query = select(Unit.id, Unit.name).where(or_(*ways), *_guidable(person))
    found = _by_name((row.id, row.name) for row in db.session.execute(query))
    manned = _manned([unit_id for unit_id, _name in found])
    return [Receiver(unit_id, None, name, "", unit_id in manned) for unit_id, name in found]


def _manned(unit_ids: Collection[int]) -> set[int]:
    """Return the units of which somebody who receives for them has an account in force today."""
    query = select(Position.unit_id).join(Position.user).where(
        Position.unit_id.in_(unit_ids), Position.role.in_(WRITERS), User.disabled_at.is_(None),
        *in_force(Position, clock.today()),
    )  # fmt: skip
    return set(db.session.scalars(query.distinct()))


def unmanned(unit_ids: Collection[int]) -> set[int]:
    """Return those of the units where nobody who receives for them can sign in today."""
    return set(unit_ids) - _manned(unit_ids)


def _officers(person: Reach, chosen: Audience) -> list[Receiver]:
    """Those in charge today of the areas chosen, or of any: people of the sender's own units and of those below."""
    if not (chosen.all_areas or chosen.area_ids):
        return []
    today = clock.today()
    query = (
        select(User.id, User.name, Area.name.label("area"))
        .join(Posting, Posting.user_id == User.id)
        .join(Area, Posting.area_id == Area.id)
        .where(*in_force(Posting, today), *in_force(Area, today), User.disabled_at.is_(None), _works_here(person))
        .where(User.id != person.user_id)
    )
    if not chosen.all_areas:
        query = query.where(Area.id.in_(_with_inner(chosen.area_ids)))
    areas: dict[tuple[int, str], list[str]] = {}
    for row in db.session.execute(query.order_by(Posting.valid_from, Posting.id)):
        areas.setdefault((row.id, row.name), []).append(row.area)
    people = sorted(areas, key=lambda one: (sort_key(one[1]), one[0]))
    return [Receiver(None, user_id, name, several(areas[user_id, name], "địa bàn")) for user_id, name in people]


def _works_here(person: Reach) -> ColumnElement[bool]:
    ours = or_(Position.unit_id.in_(_scope(person)), Position.unit_id.in_(person.speaks | person.tops))
    return exists().where(Position.user_id == User.id, ours, *in_force(Position, clock.today()))


def _with_inner(area_ids: Collection[int]) -> Select[Any]:
    tree = select(Area.id).where(Area.id.in_(area_ids)).cte("chosen_areas", recursive=True)
    tree = tree.union(select(Area.id).where(Area.parent_id == tree.c.id))
    return select(tree.c.id)


def _of_network(network_id: int) -> list[Receiver]:
    members = members_on(network_id, clock.today())
    manned = _manned([one.unit_id for one in members if one.unit_id])
    posts = posts_on([one.user_id for one in members if one.user_id], clock.today())
    able = {user_id for user_id in posts if any(m.user_id == user_id and m.user.disabled_at is None for m in members)}
    found = [
        Receiver(m.unit_id, None, m.unit.name, "", m.unit_id in manned) if m.unit_id
        else Receiver(None, m.user_id, m.user.name, posts.get(m.user_id, ""), m.user_id in able)
        for m in members
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.unit_id is None, sort_key(one.name), one.mark))


def in_words(person: Reach, chosen: Audience) -> str:
    """Return whom a guidance is for as people say it; what was chosen and is there no more is left out."""
    if chosen.network_id:
        return f"Mạng lưới “{db.session.get_one(Network, chosen.network_id).name}”"
    units = [name for one, name in units_below(person) if one in chosen.unit_ids] if chosen.unit_ids else []
    kinds = [label for one, label in kinds_below(person) if one in chosen.kind_ids] if chosen.kind_ids else []
    said = ["mọi đơn vị trực thuộc"] if chosen.all_direct else []
    said += [f"các đơn vị loại {', '.join(kinds)}"] if kinds else []
    said += [several(units, "đơn vị")] if units else []
    said += list(_officers_in_words(chosen))
    words = "; ".join(said)
    return words[:1].upper() + words[1:]


def _officers_in_words(chosen: Audience) -> Iterator[str]:
    if chosen.all_areas:
        yield "cán bộ phụ trách mọi địa bàn"
    elif chosen.area_ids:
        names = db.session.scalars(select(Area.name).where(Area.id.in_(chosen.area_ids)).order_by(Area.id)).all()
        yield f"cán bộ phụ trách {several(list(names), 'địa bàn')}"


def _by_name(rows: Iterator[tuple[int, str]]) -> list[tuple[int, str]]:
    return sorted(rows, key=lambda one: (sort_key(one[1]), one[0]))
