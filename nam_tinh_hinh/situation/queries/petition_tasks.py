"""Which petitions press: those a person follows, those handed to his unit, and answered ones that came AGAIN."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Select, Subquery, func, literal, or_, select, union_all
from sqlalchemy.orm import aliased, contains_eager

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation.enums import SHARED, PetitionStage
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.standing import Yardstick
from nam_tinh_hinh.situation.tables import Observation, Petition

SHOWN = 3
SOON_DAYS = 2
AGAIN, FOLLOWED, EARLIER = aliased(Observation), aliased(Petition), aliased(Petition)


@dataclass(frozen=True)
class Some:
    """The first few of those that press, and how many there are in all."""

    rows: Sequence[Petition]
    total: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.rows)


def some_of_each(queries: Sequence[Select[Any]]) -> list[Some]:
    """Return the first few of what each of these queries finds, and how many it finds: one statement for all."""
    first = union_all(*(select(_first(nth, query)) for nth, query in enumerate(queries))).subquery()
    query = select(first.c.nth, first.c.total, Petition).join(first, first.c.id == Petition.observation_id)
    query = query.join(Petition.observation).options(contains_eager(Petition.observation))
    rows = db.session.execute(query.order_by(first.c.nth, Petition.due_at, Petition.observation_id)).all()
    found = {nth: list(group) for nth, group in groupby(rows, key=lambda row: row.nth)}
    return [_some(found.get(nth, ())) for nth in range(len(queries))]


def _first(nth: int, query: Select[Any]) -> Subquery:
    columns = literal(nth).label("nth"), Petition.observation_id.label("id"), func.count().over().label("total")
    return query.with_only_columns(*columns).limit(SHOWN).subquery()


def _some(rows: Sequence[Any]) -> Some:
    return Some([row.Petition for row in rows], rows[0].total if rows else 0)


def concern(person: Reach) -> Select[Any]:
    """Return a query that finds a row where anything the person's units follow or are to answer was ever asked for."""
    return select(Petition.observation_id).where(_ours(person))


def _petitions() -> Select[Any]:
    return select(Petition).order_by(Petition.due_at, Petition.observation_id)


def _running() -> Select[Any]:
    return _petitions().where(Petition.outcome.is_(None), Petition.paused_on.is_(None))


def _ours(person: Reach) -> Any:
    handed = Petition.authority_unit_id.in_(person.speaks) & (Petition.stage != PetitionStage.RECEIVED)
    return or_(Petition.unit_id.in_(person.speaks), handed)


def running(person: Reach) -> Select[Any]:
    """Return the query for what still waits of what the person's units follow or are to answer."""
    return _running().where(_ours(person))


def overdue(person: Reach, yard: Yardstick) -> Select[Any]:
    """Return the query for what is overdue of what the person's units follow or are to answer, the longest first."""
    return running(person).where(Petition.due_at < yard.now)


def due_soon(person: Reach, yard: Yardstick) -> Select[Any]:
    """Return the query for what falls due within ``SOON_DAYS`` working days."""
    soon = Petition.due_at.between(yard.now, yard.soon(SOON_DAYS))
    return running(person).where(soon)


def handed(person: Reach) -> Select[Any]:
    """Return the query for what was handed to the person's units and not written about."""
    ours = Petition.authority_unit_id.in_(person.speaks) & Petition.unit_id.not_in(person.speaks)
    return _running().where(ours, Petition.stage == PetitionStage.HANDED_ON)


def handed_to(person: Reach, yard: Yardstick) -> Select[Any]:
    """Return the query for what of that does not press more."""
    return handed(person).where(Petition.due_at > yard.soon(SOON_DAYS))


def to_tell(person: Reach) -> Select[Any]:
    """Return the query for what was answered and not told back to the people, by the units that follow it."""
    return _petitions().where(Petition.unit_id.in_(person.speaks), Petition.stage == PetitionStage.ANSWERED)


def recurred(person: Reach) -> Select[Any]:
    """Return the query for what was answered and has come again, until that is answered or the link taken back."""
    # Asked for from the few that came again of one's own units, by indexes alone: ten years of answered ones are many.
    unanswered = (
        select(AGAIN.earlier_id)
        .join(EARLIER, EARLIER.observation_id == AGAIN.earlier_id)
        .outerjoin(FOLLOWED, FOLLOWED.observation_id == AGAIN.id)
        .where(EARLIER.unit_id.in_(person.speaks), AGAIN.earlier_id.is_not(None))
        .where(AGAIN.stage.in_(SHARED), FOLLOWED.outcome.is_(None))
    )
    answered = Petition.outcome.is_not(None), Petition.observation_id.in_(unanswered)
    return _petitions().where(Petition.unit_id.in_(person.speaks), *answered)
