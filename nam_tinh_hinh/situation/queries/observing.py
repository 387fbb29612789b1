"""Reads of observations: who may see which, one of them, how many voices speak in it."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, union
from sqlalchemy.orm import joinedload

from nam_tinh_hinh.kernel import clock, searching
from nam_tinh_hinh.kernel.db import db, kept
from nam_tinh_hinh.kernel.looking import named_in, there_is
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
        memory[asked] = or_(*_grounds(person))
    return memory[asked]  # type: ignore[no-any-return]


def gathered_by(person: Reach) -> ColumnElement[bool]:
    """Return the condition of what his unit and those below it gathered: a part of ``seen``, found by unit and stage.

    Where a list is long it is for these; to count them no other ground has to be looked at.
    """
    return false() if person.unit_id is None else or_(false(), *_grounds_of_units(person))


def heard_of(person: Reach) -> ColumnElement[bool]:
    """Return the condition of the units of which ``person`` may see anything, each asked only until a row is found.

    Almost every unit is known by its first row in the index; the few rows that are seen one by one are looked at where
    one is not.
    """
    if person.unit_id is None:
        return false()
    written = select(Observation.id).where(Observation.unit_id == Unit.id)
    single = union(*(select(Observation.unit_id).where(ground) for ground in _single_grounds(person)))
    return or_(there_is(written.where(or_(*_wide_grounds(person)))), and_(there_is(written), Unit.id.in_(single)))


def _grounds(person: Reach) -> Iterator[ColumnElement[bool]]:
    yield from _wide_grounds(person)
    yield from _single_grounds(person)


def _wide_grounds(person: Reach) -> Iterator[ColumnElement[bool]]:
    """Yield what opens all that units or areas gathered."""
    yield from _grounds_of_units(person)
    yield and_(Observation.stage.in_(SHARED), Observation.area_id.in_(areas_of(person.user_id)))


def _grounds_of_units(person: Reach) -> Iterator[ColumnElement[bool]]:
    if person.tops:
        yield and_(Observation.stage.in_(SHARED), Observation.unit_id.in_(below(person.tops)))
    if person.role in WRITERS:
        yield Observation.unit_id.in_(person.own)


def _single_grounds(person: Reach) -> Iterator[ColumnElement[bool]]:
    """Yield what opens single rows."""
    yield Observation.recorded_by_id == person.user_id
    if person.desks:
        yield Observation.holder_id.in_(person.desks)
        yield _named_in(Passing, Passing.to_unit_id.in_(person.desks) | Passing.from_unit_id.in_(person.desks))
    if person.speaks:
        yield from _entrusted_to(person)


def _entrusted_to(person: Reach) -> Iterator[ColumnElement[bool]]:
    """Yield what was sent to the units the person speaks for."""
    yield _named_in(Alert, Alert.to_unit_id.in_(person.speaks))
    handed = Petition.authority_unit_id.in_(person.speaks) & (Petition.stage != PetitionStage.RECEIVED)
    yield _named_in(Petition, handed)
    led = or_(CaseFile.responsible_unit_id.in_(person.speaks), CaseFile.unit_id.in_(person.desks))
    yield _named_in(CaseItem, CaseItem.case_id.in_(select(CaseFile.id).where(led)))


def _named_in(table: Any, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return named_in(Observation.id, table.observation_id, condition)


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
