"""Which petitions press: those a person follows, those handed to his unit, and answered ones that came again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased, contains_eager

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation.enums import SHARED, PetitionStage
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.standing import Yardstick
from nam_tinh_hinh.situation.tables import Observation, Petition

SHOWN = 3
SOON_DAYS = 2


@dataclass(frozen=True)
class Some:
    """The first few of those that press, and how many there are in all."""

    rows: Sequence[Petition]
    total: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.rows)


def _some(query: Select[Any]) -> Some:
    counted = query.with_only_columns(Petition.observation_id).order_by(None).subquery()
    total = db.session.scalar(select(func.count()).select_from(counted)) or 0
    rows = db.session.scalars(query.options(contains_eager(Petition.observation)).limit(SHOWN)).all() if total else ()
    return Some(rows, total)


def _petitions() -> Select[Any]:
    return select(Petition).join(Petition.observation).order_by(Petition.due_at, Petition.observation_id)


def _running() -> Select[Any]:
    return _petitions().where(Petition.outcome.is_(None), Petition.paused_on.is_(None))


def _ours(person: Reach) -> Any:
    handed = Petition.authority_unit_id.in_(person.speaks) & (Petition.stage != PetitionStage.RECEIVED)
    return or_(Petition.unit_id.in_(person.speaks), handed)


def overdue(person: Reach, yard: Yardstick) -> Some:
    """Return what is overdue of what the person's units follow or are to answer, the longest first."""
    return _some(_running().where(_ours(person), Petition.due_at < yard.now))


def due_soon(person: Reach, yard: Yardstick) -> Some:
    """Return what falls due within ``SOON_DAYS`` working days."""
    soon = Petition.due_at.between(yard.now, yard.soon(SOON_DAYS))
    return _some(_running().where(_ours(person), soon))


def handed_to(person: Reach, yard: Yardstick) -> Some:
    """Return what was handed to the person's units, about which they have not written yet, and does not press more."""
    later = Petition.due_at > yard.soon(SOON_DAYS)
    ours = Petition.authority_unit_id.in_(person.speaks) & Petition.unit_id.not_in(person.speaks)
    return _some(_running().where(ours, later, Petition.stage == PetitionStage.HANDED_ON))


def to_tell(person: Reach) -> Some:
    """Return what was answered and not told back to the people, by the units that follow it."""
    return _some(_petitions().where(Petition.unit_id.in_(person.speaks), Petition.stage == PetitionStage.ANSWERED))


def recurred(person: Reach) -> Some:
    """Return what was answered and has come again, until the new one is answered or the link is taken back."""
    again, followed = aliased(Observation), aliased(Petition)
    # Asked for from the few that came again, not from all that were ever answered.
    unanswered = (
        select(again.earlier_id)
        .outerjoin(followed, followed.observation_id == again.id)
        .where(again.earlier_id.is_not(None), again.stage.in_(SHARED), followed.outcome.is_(None))
    )
    answered = Petition.outcome.is_not(None), Petition.observation_id.in_(unanswered)
    return _some(_petitions().where(Petition.unit_id.in_(person.speaks), *answered))
