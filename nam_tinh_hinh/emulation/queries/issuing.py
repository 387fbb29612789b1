"""Reads behind the three acts that move many exemplars at once: a unit's list, a notice, a decision of recognition."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.enums import JUDGED, PUBLISHED, Stage
from nam_tinh_hinh.emulation.queries.registrations import campaign, registering, visible_to
from nam_tinh_hinh.emulation.tables import AssignmentNotice, Campaign, Exemplar, InterimReview, RegistrationList
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.tables import Unit


def ready_to_send(actor: Actor, campaign: Campaign) -> Sequence[Exemplar]:
    """Return what the leader of the actor's unit approved and the unit has not sent, by name."""
    own = visible_to(actor).where(Exemplar.unit_id == actor.unit_id, Exemplar.campaign_id == campaign.id)
    return db.session.scalars(own.where(Exemplar.stage == Stage.APPROVED).order_by(Exemplar.name, Exemplar.id)).all()


def sending(actor: Actor, day: date) -> Campaign | None:
    """Return the campaign whose list the actor's unit sends on ``day``: that in which units register.

    When that is the coming year's, what was approved for this year goes before as long as a round takes it.
    """
    this = campaign(day.year)
    return this if this and rules.is_open(this, day) and ready_to_send(actor, this) else registering(day)


def to_assign(actor: Actor, campaign: Campaign) -> Sequence[Exemplar]:
    """Return what is agreed and waits for its notice of assignment, by unit and name."""
    return db.session.scalars(_of(actor, campaign).where(Exemplar.stage == Stage.AGREED)).all()


def to_publish(actor: Actor, campaign: Campaign) -> Sequence[Exemplar]:
    """Return what is judged and waits for the decision of recognition, by unit and name."""
    return db.session.scalars(_of(actor, campaign).where(Exemplar.stage.in_(JUDGED - PUBLISHED))).all()


def _of(actor: Actor, campaign: Campaign) -> Select[Exemplar]:
    found = visible_to(actor).where(Exemplar.campaign_id == campaign.id)
    return found.order_by(Unit.id, Exemplar.name, Exemplar.id)


def notices(campaign: Campaign) -> Sequence[AssignmentNotice]:
    """Return the notices of a year, the first first."""
    query = select(AssignmentNotice).where(AssignmentNotice.campaign_id == campaign.id).order_by(AssignmentNotice.id)
    return db.session.scalars(query).all()


def lists_of(unit_id: int, campaign: Campaign) -> Sequence[RegistrationList]:
    """Return the lists a unit has sent in a year, the newest first, with their rounds."""
    query = select(RegistrationList).filter_by(unit_id=unit_id, campaign_id=campaign.id)
    loaded = query.options(joinedload(RegistrationList.round))
    return db.session.scalars(loaded.order_by(RegistrationList.id.desc())).all()


def interim_begun(exemplar_id: int) -> bool:
    """Tell whether the first interim review of an exemplar can be written already: it is in step 4 then."""
    opened = select(InterimReview.id).where(InterimReview.exemplar_id == exemplar_id)
    return db.session.scalar(opened.where(InterimReview.opens_on <= clock.today()).limit(1)) is not None
