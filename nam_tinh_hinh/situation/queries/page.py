"""What the page of one observation tells beside its own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from nam_tinh_hinh.kernel.db import asked_once, db
from nam_tinh_hinh.situation.enums import Stage
from nam_tinh_hinh.situation.queries.alerts import alerts_of
from nam_tinh_hinh.situation.queries.observing import visible_to
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import Alert, CaseFile, CaseItem, Observation, Petition

SHOWN = 50
_OTHER = aliased(Observation)


@dataclass(frozen=True)
class Around:
    """What stands around one observation, as far as the reader may see it.

    ``joined``: what says the same, at most ``SHOWN`` of ``joined_count``; ``root``: what it was joined to itself;
    ``earlier`` and ``again``: the same matter answered before, and come again since.
    """

    voices: int
    joined: Sequence[Observation]
    joined_count: int
    root: Observation | None
    earlier: Observation | None
    again: Sequence[Observation]
    cases: Sequence[CaseFile]
    alerts: Sequence[Alert]


def around(person: Reach, row: Observation) -> Around:
    """Return what the page of ``row`` shows around it: one statement, and one more for each thing that is there."""
    seen, there = visible_to(person), _there(row.id)
    joined = seen.where(Observation.joined_to_id == row.id) if there.joined else None
    again = seen.where(Observation.earlier_id == row.id) if there.again else None
    return Around(
        voices=row.voices + there.voices, joined=_newest(joined), joined_count=there.joined,
        root=_one(person, row.joined_to_id), earlier=_one(person, row.earlier_id), again=_newest(again),
        cases=_cases(person, row.id) if there.in_case else (), alerts=alerts_of(row.id),
    )  # fmt: skip


def _there(observation_id: int) -> Any:
    """Return how many were joined to an observation with how many voices, and whether it came again or is in a case."""
    again = select(_OTHER.id).where(_OTHER.earlier_id == observation_id)
    in_case = select(CaseItem.case_id).where(CaseItem.observation_id == observation_id)
    joined = func.count().label("joined"), func.coalesce(func.sum(Observation.voices), 0).label("voices")
    query = select(*joined, again.exists().label("again"), in_case.exists().label("in_case"))
    return db.session.execute(query.where(Observation.joined_to_id == observation_id)).one()


def _newest(query: Select[Any] | None) -> Sequence[Observation]:
    """Return the newest ``SHOWN`` rows; nothing is asked for where there are none."""
    if query is None:
        return ()
    ordered = query.options(joinedload(Observation.unit), joinedload(Observation.area))
    return db.session.scalars(ordered.order_by(Observation.on_day.desc(), Observation.id.desc()).limit(SHOWN)).all()


def _one(person: Reach, observation_id: int | None) -> Observation | None:
    if observation_id is None:
        return None
    return db.session.scalar(visible_to(person).where(Observation.id == observation_id))


def _cases(person: Reach, observation_id: int) -> Sequence[CaseFile]:
    """Return the cases it belongs to on which the reader's own unit works."""
    works = or_(CaseFile.responsible_unit_id.in_(person.speaks), CaseFile.unit_id.in_(person.desks))
    named = select(CaseItem.case_id).where(CaseItem.observation_id == observation_id)
    return db.session.scalars(select(CaseFile).where(CaseFile.id.in_(named), works).order_by(CaseFile.id)).all()


def petition_of(observation_id: int) -> Petition | None:
    """Return how an observation is followed to its answer, if it is one that asks for something; asked once a page."""
    return asked_once(("petition_of", observation_id), lambda: db.session.get(Petition, observation_id))


def returned(person: Reach) -> Select[Any]:
    """Return the query for the ids of what the person wrote and a focal point sent back."""
    return select(Observation.id).where(
        Observation.recorded_by_id == person.user_id, Observation.stage == Stage.RETURNED
    )  # fmt: skip


def returned_to(person: Reach) -> Sequence[Observation]:
    """Return it, the longest waiting first."""
    query = visible_to(person).where(Observation.id.in_(returned(person)))
    return db.session.scalars(query.order_by(Observation.edited_at, Observation.id)).all()
