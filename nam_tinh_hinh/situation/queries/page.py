"""What the page of one observation tells beside its own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation.enums import Stage
from nam_tinh_hinh.situation.queries.alerts import alerts_of
from nam_tinh_hinh.situation.queries.observing import total_voices, visible_to
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import Alert, CaseFile, CaseItem, Observation, Petition

SHOWN = 50


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
    """Return what the page of ``row`` shows around it: a constant number of statements."""
    joined = visible_to(person).where(Observation.joined_to_id == row.id)
    return Around(
        voices=total_voices(row.id), joined=_newest(joined.limit(SHOWN)), joined_count=_count(row.id),
        root=_one(person, row.joined_to_id), earlier=_one(person, row.earlier_id),
        again=_newest(visible_to(person).where(Observation.earlier_id == row.id).limit(SHOWN)),
        cases=_cases(person, row.id), alerts=alerts_of(row.id),
    )  # fmt: skip


def _newest(query: Select[Any]) -> Sequence[Observation]:
    ordered = query.options(joinedload(Observation.unit), joinedload(Observation.area))
    return db.session.scalars(ordered.order_by(Observation.on_day.desc(), Observation.id.desc())).all()


def _count(root_id: int) -> int:
    return db.session.scalar(select(func.count()).where(Observation.joined_to_id == root_id)) or 0


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
    """Return how an observation is followed to its answer, if it is one that asks for something."""
    return db.session.get(Petition, observation_id)


def returned(person: Reach) -> Select[Any]:
    """Return the query for the ids of what the person wrote and a focal point sent back."""
    return select(Observation.id).where(
        Observation.recorded_by_id == person.user_id, Observation.stage == Stage.RETURNED
    )  # fmt: skip


def returned_to(person: Reach) -> Sequence[Observation]:
    """Return it, the longest waiting first."""
    query = visible_to(person).where(Observation.id.in_(returned(person)))
    return db.session.scalars(query.order_by(Observation.edited_at, Observation.id)).all()
