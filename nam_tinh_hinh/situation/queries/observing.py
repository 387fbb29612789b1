"""Reads of observations: who may see which, one of them, how many voices speak in it."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true, union
from sqlalchemy.orm import aliased, joinedload

from nam_tinh_hinh.kernel import searching
from nam_tinh_hinh.kernel.db import asked_once, db, kept, may_write
from nam_tinh_hinh.kernel.looking import among, joins_sets, there_is
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.situation.enums import SHARED, PetitionStage
from nam_tinh_hinh.situation.queries.reaching import MOST_NAMED, inside
from nam_tinh_hinh.situation.reach import WRITERS, Reach
from nam_tinh_hinh.situation.tables import Alert, CaseFile, CaseItem, Observation, Passing, Petition, Topic

# As what observations stand in the index of search.
INDEXED_AS = "noi-dung"
_NAMED = aliased(Observation)


def visible_to(person: Reach) -> Select[Any]:
    """Return the query for the observations that ``person`` may see: the only way to a row.

    His own and his unit's, and those of units whose heir it is; what his desk holds or handed on; what was gathered in
    the units below and in the areas he is in charge of; urgent word sent to him; petitions handed to his unit; cases
    his unit is responsible for.
    """
    return select(Observation).where(seen(person))


def seen(person: Reach, *, of_many: bool = False) -> ColumnElement[bool]:
    """Return the condition of ``visible_to``, for a query that reads observations beside something else.

    ``of_many``: for a page that asks several times for very many rows: something is worth looking up beforehand.
    """
    if person.unit_id is None:
        return false()
    # A page asks several times: to put the condition together takes longer than some of its statements.
    memory, asked = kept(), ("situation.seen", person, of_many)
    if asked not in memory:
        grounds = *_grounds_of_units(person), *_grounds_of_areas(person), *_single_grounds(person, of_many=of_many)
        memory[asked] = or_(*grounds)
    return memory[asked]  # type: ignore[no-any-return]


def gathered_by(person: Reach) -> ColumnElement[bool]:
    """Return the condition of what his unit and those below it gathered: a part of ``seen``, found by unit and stage.

    Where a list is long it is for these; to count them no other ground has to be looked at.
    """
    return false() if person.unit_id is None else or_(false(), *_grounds_of_units(person))


def heard_of(person: Reach) -> ColumnElement[bool]:
    """Return the condition of the units of which ``person`` may see anything.

    Each of those below him, and his own, is asked only until a row is found; what areas and single rows open to him is
    read only where a unit has rows and none of them was found so.
    """
    if person.unit_id is None:
        return false()
    written = select(Observation.id).where(Observation.unit_id == Unit.id)
    own = person.own if person.role in WRITERS else ()
    opening = (*_grounds_of_areas(person), *_single_grounds(person, of_many=True))
    # SQLite reads what opens rows when the first unit needs it; PostgreSQL in any case.
    has_rows = true() if joins_sets() else there_is(written)
    return or_(
        and_(inside(person, Unit.id), there_is(written.where(Observation.stage.in_(SHARED)))),
        and_(Unit.id.in_(own), there_is(written)),
        and_(has_rows, Unit.id.in_(union(*(select(Observation.unit_id).where(ground) for ground in opening)))),
    )


def _grounds_of_units(person: Reach) -> Iterator[ColumnElement[bool]]:
    """Yield what opens all that units gathered."""
    if person.tops:
        yield and_(Observation.stage.in_(SHARED), inside(person, Observation.unit_id))
    if person.role in WRITERS:
        yield Observation.unit_id.in_(person.own)


def _grounds_of_areas(person: Reach) -> Iterator[ColumnElement[bool]]:
    """Yield what opens all that was gathered in areas."""
    if person.areas:
        yield and_(Observation.stage.in_(SHARED), Observation.area_id.in_(sorted(person.areas)))


def _single_grounds(person: Reach, *, of_many: bool) -> Iterator[ColumnElement[bool]]:
    """Yield what opens single rows."""
    yield Observation.recorded_by_id == person.user_id
    if person.desks:
        yield Observation.holder_id.in_(person.desks)
    beforehand = of_many and joins_sets() and person.is_one_of_many and not may_write()
    named = _named_here(person) if beforehand else None
    if named is not None:
        yield Observation.id.in_(named)
        return
    for table, condition in _naming(person):
        # Asked once for all rows, so that each ground is found by an index of its own.
        yield among(Observation.id, select(table.observation_id).where(condition).correlate(None))


def _naming(person: Reach) -> Iterator[tuple[Any, ColumnElement[bool]]]:
    """Yield the tables whose rows open what they name, and which rows: about desks and units he speaks for."""
    if person.desks:
        yield Passing, Passing.to_unit_id.in_(person.desks) | Passing.from_unit_id.in_(person.desks)
    if person.speaks:
        yield Alert, Alert.to_unit_id.in_(person.speaks)
        yield Petition, Petition.authority_unit_id.in_(person.speaks) & (Petition.stage != PetitionStage.RECEIVED)
        led = or_(CaseFile.responsible_unit_id.in_(person.speaks), CaseFile.unit_id.in_(person.desks))
        yield CaseItem, CaseItem.case_id.in_(select(CaseFile.id).where(led))


def _named_here(person: Reach) -> Sequence[int] | None:
    """Return the ids of the rows opened so that his units do not open anyway, None where they are many.

    One statement a page: to look for them in each of its statements takes longer than all the rest.
    """
    known = and_(_NAMED.stage.in_(SHARED), inside(person, _NAMED.unit_id))
    each = (select(table.observation_id).where(condition) for table, condition in _naming(person))
    apart = [one.join(_NAMED, _NAMED.id == one.selected_columns[0]).where(~known) for one in each]
    if not apart:
        return ()
    ids = asked_once(("named", person), lambda: db.session.scalars(union(*apart).limit(MOST_NAMED + 1)).all())
    return ids if len(ids) <= MOST_NAMED else None


def found_by(person: Reach, words: str) -> list[ColumnElement[bool]]:
    """Return the conditions under which an observation holds ``words``, as the page of search understands them."""
    return searching.holding(Observation.id, INDEXED_AS, words, of_few=person.is_one_of_many)


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
