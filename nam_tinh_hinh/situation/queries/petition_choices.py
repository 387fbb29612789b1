"""What the list of petitions can be narrowed to: of authorities, units and areas only what a visible petition has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, func, literal, select

from nam_tinh_hinh.kernel.looking import joins_sets, there_is
from nam_tinh_hinh.people.tables import Area, Unit
from nam_tinh_hinh.situation.queries.observing import seen
from nam_tinh_hinh.situation.queries.offered import all_topics, offer, offered, pairs, topic_pairs
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import Observation, Petition


@dataclass(frozen=True)
class Choices:
    """What can be chosen in the filters: all topics, and of the rest only what some visible petition has."""

    authorities: Sequence[str]
    units: Sequence[tuple[int, str]]
    areas: Sequence[tuple[int, str]]
    topics: Sequence[tuple[int, str]]


def choices(person: Reach) -> Choices:
    """Return what the petitions ``person`` sees have: one statement."""
    chosen = _had(person) if joins_sets() else _asked_each(person)
    found = offered(*chosen, all_topics())
    authorities, units, areas = (pairs(found.get(what, ())) for what in ("authority", "unit", "area"))
    return Choices(
        sorted(name for _none, name in authorities), units, sorted(areas, key=itemgetter(1)),
        topic_pairs(found.get("topic", ())),
    )  # fmt: skip


def _had(person: Reach) -> Iterator[Select[Any]]:
    """Yield the offers of what all his petitions have, which are read once."""
    petitions = select(Petition.authority, Petition.unit_id, Observation.area_id).join(Petition.observation)
    his = petitions.where(seen(person, of_many=True)).distinct().cte("his")
    named = select(his.c.authority.label("name")).where(his.c.authority > "").distinct().subquery()
    yield offer("authority", literal(0), named.c.name, among=())
    yield offer("unit", Unit.id, Unit.name, among=[Unit.id.in_(select(his.c.unit_id))])
    yield offer("area", Area.id, Area.name, among=[Area.id.in_(select(his.c.area_id))])


def _asked_each(person: Reach) -> Iterator[Select[Any]]:
    """Yield the offers of which each is looked for until one of his petitions has it."""
    body = _authorities()
    yield offer("authority", literal(0), body.c.name, among=[_some(person, Petition.authority == body.c.name)])
    yield offer("unit", Unit.id, Unit.name, among=[_some(person, Petition.unit_id == Unit.id)])
    yield offer("area", Area.id, Area.name, among=[_some(person, Observation.area_id == Area.id)])


def _authorities() -> CTE:
    """Return the authorities that petitions name: each looked up after the one before it, not all petitions read."""
    first = select(func.min(Petition.authority).label("name")).where(Petition.authority > "")
    found = first.cte("authorities", recursive=True)
    following = select(func.min(Petition.authority)).where(Petition.authority > found.c.name)
    return found.union(select(following.correlate(found).scalar_subquery()).where(found.c.name.is_not(None)))


def _some(person: Reach, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return whether ``person`` sees a petition of which ``condition`` is true."""
    there = select(Petition.observation_id).join(Petition.observation)
    return there_is(there.where(condition, seen(person)))
