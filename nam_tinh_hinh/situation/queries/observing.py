"""Reads of observations: who may see which, one of them, how many voices speak in it."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, union
from sqlalchemy.orm import joinedload

from nam_tinh_hinh.kernel import clock, searching
from nam_tinh_hinh.kernel.db import db, kept
from nam_tinh_hinh.kernel.looking import among, joins_sets, named_in, there_is
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.situation.enums import SHARED, PetitionStage
from nam_tinh_hinh.situation.queries.reaching import areas_of, below
from nam_tinh_hinh.situation.reach import WRITERS, Reach
from nam_tinh_hinh.situation.tables import Alert, CaseFile, CaseItem, Observation, Passing, Petition, Topic

# As what observations stand in the index of search.
INDEXED_AS = "noi-dung"


def visible_to(person: Reach) -> Select[Any]:
    """Return the query for the observations that ``person`` may see: the only way to a row.

    His own and his unit's, and those of units whose heir it is; what his desk holds or handed on; what was gathered in
    the units below and in the areas he is in charge of; urgent word sent to him; petitions handed to his unit; cases
    his unit is responsible for.
    """
    return select(Observation).where(seen(person))


def seen(person: Reach) -> ColumnElement[bool]:
    """Return the condition of ``visible_to``, for a query that reads observations beside something else."""
    if person.unit_id is None:
        return false()
    # A page asks several times: to put the condition together takes longer than some of its statements.
    memory, asked = kept(), ("situation.seen", person, clock.today())
    if asked not in memory:
        memory[asked] = _seen(person)
    return memory[asked]  # type: ignore[no-any-return]


def _seen(person: Reach) -> ColumnElement[bool]:
    # Who reads all that is below him sees most of what a page looks at: nothing is gathered before the first row.
    return or_(*_grounds(person, one_by_one=joins_sets() and bool(person.tops)))


def all_seen(person: Reach) -> ColumnElement[bool]:
    """Return the same condition for who looks at all these rows, not at a page: found ground by ground, by indexes."""
    return or_(false(), *(_grounds(person) if person.unit_id else ()))


def gathered_by(person: Reach) -> ColumnElement[bool]:
    """Return the condition of what his unit and those below it gathered: a part of ``seen``, found by unit and stage.

    Where a list is long it is for these; to count them no other ground has to be looked at.
    """
    return false() if person.unit_id is None else or_(false(), *_grounds_of_units(person))


def heard_of(person: Reach) -> ColumnElement[bool]:
    """Return the condition of the units of which ``person`` may see anything.

    Each of those below him, and his own, is asked only until a row is found; the rest is read off the rows that areas
    and single rows open to him.
    """
    if person.unit_id is None:
        return false()
    written = select(Observation.id).where(Observation.unit_id == Unit.id)
    own = person.own if person.role in WRITERS else frozenset[int]()
    opened = union(*(select(Observation.unit_id).where(one) for one in (_in_areas(person), *_single_grounds(person))))
    return or_(
        and_(Unit.id.in_(below(person.tops)), there_is(written.where(Observation.stage.in_(SHARED)))),
        and_(Unit.id.in_(own), there_is(written)),
        Unit.id.in_(opened),
    )


def _grounds(person: Reach, *, one_by_one: bool = False) -> Iterator[ColumnElement[bool]]:
    yield from _grounds_of_units(person, one_by_one=one_by_one)
    yield _in_areas(person)
    yield from _single_grounds(person, one_by_one=one_by_one)


def _in_areas(person: Reach) -> ColumnElement[bool]:
    return and_(Observation.stage.in_(SHARED), among(Observation.area_id, areas_of(person.user_id)))


def _grounds_of_units(person: Reach, *, one_by_one: bool = False) -> Iterator[ColumnElement[bool]]:
    """Yield what opens all that units gathered."""
    if person.tops:
        units = below(person.tops)
        inside = Observation.unit_id.in_(units) if one_by_one else among(Observation.unit_id, units)
        yield and_(Observation.stage.in_(SHARED), inside)
    if person.role in WRITERS:
        yield Observation.unit_id.in_(person.own)


def _single_grounds(person: Reach, *, one_by_one: bool = False) -> Iterator[ColumnElement[bool]]:
    """Yield what opens single rows."""
    yield Observation.recorded_by_id == person.user_id
    if person.desks:
        yield Observation.holder_id.in_(person.desks)
    for table, condition in _naming(person):
        yield named_in(Observation.id, table.observation_id, condition, one_by_one=one_by_one)


def _naming(person: Reach) -> Iterator[tuple[Any, ColumnElement[bool]]]:
    """Yield the tables whose rows open what they name, and which of their rows: sent to units he speaks for."""
    if person.desks:
        yield Passing, Passing.to_unit_id.in_(person.desks) | Passing.from_unit_id.in_(person.desks)
    if person.speaks:
        yield Alert, Alert.to_unit_id.in_(person.speaks)
        yield Petition, Petition.authority_unit_id.in_(person.speaks) & (Petition.stage != PetitionStage.RECEIVED)
        led = or_(CaseFile.responsible_unit_id.in_(person.speaks), CaseFile.unit_id.in_(person.desks))
        yield CaseItem, CaseItem.case_id.in_(select(CaseFile.id).where(led))


def found_by(words: str) -> list[ColumnElement[bool]]:
    """Return the conditions under which an observation holds ``words``, as the page of search understands them."""
    return searching.holding(Observation.id, INDEXED_AS, words)


def observation(person: Reach, observation_id: int, *besides: Any) -> Observation | None:
    """Return one observation with what its page names and ``besides``, if ``person`` may see it."""
    query = visible_to(person).where(Observation.id == observation_id)
    names = (Observation.unit, Observation.holder, Observation.channel, Observation.area)
    topic = joinedload(Observation.topic).joinedload(Topic.parent)
    return db.session.scalar(query.options(*map(joinedload, (*names, *besides)), topic))


def total_voices(observation_id: int) -> int:
    """Return how many voices speak in an observation: its own and those of what was joined to it."""
    among = or_(Observation.id == observation_id, Observation.joined_to_id == observation_id)
    return db.session.scalar(select(func.sum(Observation.voices)).where(among)) or 0
