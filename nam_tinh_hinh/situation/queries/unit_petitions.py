"""What a unit's report says of the petitions it follows: received and answered in a span, and how the rest stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy.orm import contains_eager, joinedload

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation.enums import GATHERED, Outcome, StepKind
from nam_tinh_hinh.situation.tables import Observation, Petition, PetitionStep


@dataclass(frozen=True)
class PetitionsToReport:
    """Counts of a span (received, answered, of these resolved) and of the moment (waiting, of these overdue)."""

    received: int
    answered: int
    resolved: int
    waiting: int
    overdue: Sequence[Petition]


def petitions_to_report(unit_id: int, since: datetime, until: datetime, now: datetime) -> PetitionsToReport:
    """Return how the petitions that a unit follows stand: two statements whatever their number.

    Received and answered are those written down from ``since`` to before ``until``, as with observations: what was
    entered late falls into the next report. One that was reopened counts by its last answer. Overdue is what is
    waited for beyond its term at ``now``, the longest first; a pause stops the clock.
    """
    waiting = Petition.outcome.is_(None)
    answered = and_(Petition.outcome.is_not(None), _within(StepKind.ANSWERED, since, until))
    sums = (
        _within(StepKind.RECEIVED, since, until), answered, and_(answered, Petition.outcome == Outcome.RESOLVED),
        waiting,
    )  # fmt: skip
    columns = (func.coalesce(func.sum(case((one, 1), else_=0)), 0) for one in sums)
    counts = db.session.execute(_followed(unit_id).with_only_columns(*columns)).one()
    late = _followed(unit_id).where(waiting, Petition.paused_on.is_(None), Petition.due_at < now)
    late = late.options(contains_eager(Petition.observation), joinedload(Petition.authority_unit))
    return PetitionsToReport(*counts, db.session.scalars(late.order_by(Petition.due_at, Petition.observation_id)).all())


def _followed(unit_id: int) -> Select[Any]:
    query = select(Petition).join(Petition.observation)
    return query.where(Petition.unit_id == unit_id, Observation.stage.in_(GATHERED))


def _within(kind: StepKind, since: datetime, until: datetime) -> ColumnElement[bool]:
    steps = select(func.max(PetitionStep.written_at)).where(
        PetitionStep.observation_id == Petition.observation_id, PetitionStep.kind == kind
    )
    last = steps.correlate(Petition).scalar_subquery()
    return and_(last >= since, last < until)
