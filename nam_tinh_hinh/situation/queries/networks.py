"""Reads of internal information networks: which there are for a person, who is in one on a day, who was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import joinedload

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.text import sort_key
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.queries import in_force, posts_on
from nam_tinh_hinh.people.queries.postings import person_label
from nam_tinh_hinh.people.tables import Position, Unit, User
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import Network, NetworkMember


def is_member_on(day: date) -> ColumnElement[bool]:
    """The condition under which a membership holds on ``day``: who leaves is out from that day on."""
    left = or_(NetworkMember.left_on.is_(None), NetworkMember.left_on > day)
    return and_(NetworkMember.joined_on <= day, left)


def networks_visible_to(person: Reach) -> Select[Any]:
    """Return the query for the networks a person sees: those his units lead, and those he is in today."""
    mine = or_(NetworkMember.unit_id.in_(person.speaks), NetworkMember.user_id == person.user_id)
    inside = exists().where(NetworkMember.network_id == Network.id, mine, is_member_on(clock.today()))
    return select(Network).where(or_(Network.unit_id.in_(person.speaks), inside))


def network(person: Reach, network_id: int) -> Network | None:
    """Return one network with its leading unit, if ``person`` may see it."""
    query = networks_visible_to(person).where(Network.id == network_id)
    return db.session.scalar(query.options(joinedload(Network.unit)))


@dataclass(frozen=True)
class NetworkLine:
    """A network in the list, with how many are in it today."""

    network: Network
    members: int


def networks(person: Reach) -> list[NetworkLine]:
    """Return the networks a person sees, those that ended last, by name: two statements."""
    rows = db.session.scalars(networks_visible_to(person).options(joinedload(Network.unit))).all()
    counted = select(NetworkMember.network_id, func.count()).where(
        NetworkMember.network_id.in_([row.id for row in rows]), is_member_on(clock.today())
    )
    numbers = {row[0]: row[1] for row in db.session.execute(counted.group_by(NetworkMember.network_id))}
    ordered = sorted(rows, key=lambda row: (row.ended_at is not None, sort_key(row.name), row.id))
    return [NetworkLine(row, numbers.get(row.id, 0)) for row in ordered]


def led_networks(person: Reach) -> list[tuple[int, str]]:
    """Return the networks into which the person's units may send: (id, name)."""
    query = select(Network.id, Network.name).where(Network.unit_id.in_(person.speaks), Network.ended_at.is_(None))
    return [(row.id, row.name) for row in db.session.execute(query.order_by(Network.id))]


def members_on(network_id: int, day: date) -> Sequence[NetworkMember]:
    """Return who is in a network on ``day``, with their units and persons."""
    return db.session.scalars(_members(network_id).where(is_member_on(day))).all()


def members_ever(network_id: int) -> list[NetworkMember]:
    """Return every membership a network ever had, the present ones first, each group by name."""
    today = clock.today()
    rows = db.session.scalars(_members(network_id)).all()
    return sorted(rows, key=lambda row: (left(row, today), sort_key(member_name(row)), -row.id))


def _members(network_id: int) -> Select[Any]:
    loaded = joinedload(NetworkMember.unit), joinedload(NetworkMember.user)
    return select(NetworkMember).options(*loaded).where(NetworkMember.network_id == network_id)


def member(network_id: int, member_id: int) -> NetworkMember | None:
    """Return one membership of a network."""
    return db.session.scalar(_members(network_id).where(NetworkMember.id == member_id))


def present_member(network_id: int, unit_id: int | None, user_id: int | None) -> NetworkMember | None:
    """Return the membership of today by which a unit or a person is in a network."""
    same = NetworkMember.unit_id == unit_id if unit_id else NetworkMember.user_id == user_id
    return db.session.scalar(_members(network_id).where(same, is_member_on(clock.today())))


def left(row: NetworkMember, day: date) -> bool:
    """Tell whether someone is out of a network on ``day``."""
    return row.left_on is not None and row.left_on <= day


def member_name(row: NetworkMember) -> str:
    """Return the unit's or the person's name."""
    return row.unit.name if row.unit else row.user.name if row.user else ""


UNIT, PERSON = 0, 1


def candidates(network_row: Network) -> list[tuple[int, str]]:
    """Return who may become a member, to be named by typing: every unit of today, everyone with a post.

    The number holds both: twice the row's id, and one more for a person (``chosen_member`` takes it apart).
    """
    today = clock.today()
    units = select(Unit.id, Unit.name).where(Unit.id != network_row.unit_id, *in_force(Unit, today)).order_by(Unit.id)
    found = [(row.id * 2 + UNIT, row.name) for row in db.session.execute(units)]
    posted = select(Position.user_id).where(Position.role != Role.ADMIN, *in_force(Position, today))
    people = select(User.id, User.name, User.username).where(User.id.in_(posted), User.disabled_at.is_(None))
    posts = posts_on(posted, today)
    found += [
        (row.id * 2 + PERSON, person_label(row.name, row.username, posts.get(row.id, "")))
        for row in db.session.execute(people.order_by(User.id))
    ]
    return found


def chosen_member(number: int) -> tuple[int | None, int | None]:
    """Return (unit, person) of a number from ``candidates``: one of them is None."""
    row_id, which = divmod(number, 2)
    return (None, row_id) if which == PERSON else (row_id, None)
