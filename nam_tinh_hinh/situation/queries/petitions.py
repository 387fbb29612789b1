"""Reads of petitions: the clock, one of them with its way, what it is a recurrence of, whose papers one may open."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.queries.calendar import work_calendar
from nam_tinh_hinh.people.queries.units import in_force
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.situation.enums import WAITING_FOR_ANSWER
from nam_tinh_hinh.situation.queries import similar
from nam_tinh_hinh.situation.queries.observing import visible_to
from nam_tinh_hinh.situation.queries.reaching import reach_of
from nam_tinh_hinh.situation.queries.reference import threshold
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.standing import Yardstick, yardstick
from nam_tinh_hinh.situation.tables import Observation, Petition, PetitionStep
from nam_tinh_hinh.situation.thresholds import Code

# Beyond these, only Saturdays and Sundays are off: no petition is followed further back or ahead.
BACK, AHEAD = timedelta(days=3 * 366), timedelta(days=2 * 366)
# How many answered ones are offered as what has come again.
OFFERED = 5


def yard() -> Yardstick:
    """Return the yardstick of this moment: two statements, whatever is measured by it."""
    now, today = clock.now(), clock.today()
    return yardstick(now, work_calendar(today - BACK, today + AHEAD), threshold(Code.VERY_LATE))


def seen_ids(person: Reach) -> Select[Any]:
    """Return a query for the ids of the observations that ``person`` may see."""
    return visible_to(person).with_only_columns(Observation.id)


def withheld(actor: Actor) -> Select[Any]:
    """Return a query for the ids of the petitions whose papers ``actor`` may not open: what he may not see."""
    return select(Petition.observation_id).where(Petition.observation_id.not_in(seen_ids(reach_of(actor))))


def petition(observation_id: int) -> Petition | None:
    """Return the petition of an observation that the caller may see, None when it is not followed."""
    wanted = select(Petition).where(Petition.observation_id == observation_id)
    return db.session.scalar(wanted.options(joinedload(Petition.unit), joinedload(Petition.authority_unit)))


def steps(observation_id: int) -> Sequence[PetitionStep]:
    """Return a petition's way, the oldest line first."""
    wanted = select(PetitionStep).filter_by(observation_id=observation_id).order_by(PetitionStep.id)
    return db.session.scalars(wanted).all()


def authorities(besides: int) -> list[tuple[int, str]]:
    """Return (id, name) of our units to which a petition may be handed, all but the one that follows it."""
    wanted = select(Unit.id, Unit.name).where(Unit.id != besides, *in_force(Unit, clock.today())).order_by(Unit.id)
    return [(row.id, row.name) for row in db.session.execute(wanted)]


def recurrences(person: Reach, observation_id: int) -> tuple[int, Sequence[Observation]]:
    """Return how often an answered matter has come again, and those of them that ``person`` may see."""
    again = select(Observation.id).where(Observation.earlier_id == observation_id)
    ids = db.session.scalars(again).all()
    shown = visible_to(person).where(Observation.earlier_id == observation_id).order_by(Observation.id)
    return len(ids), db.session.scalars(shown.options(joinedload(Observation.area))).all() if ids else []


def answered_like(person: Reach, observation: Observation) -> list[Observation]:
    """Return answered matters that ``person`` may see and that read like ``observation``, most alike first."""
    query = visible_to(person).join(Petition, Petition.observation_id == Observation.id)
    query = query.where(Petition.stage.not_in(WAITING_FOR_ANSWER), Observation.id != observation.id)
    return similar.similar(query, observation.content, most=OFFERED, names=(Observation.area,))
