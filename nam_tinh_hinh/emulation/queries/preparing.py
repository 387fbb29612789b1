"""Reads of step 1: what a registration rests on, what waits for the unit's leader, and how far the unit's list is."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.emulation.queries.registrations import visible_to
from nam_tinh_hinh.emulation.tables import (
    Campaign,
    Exemplar,
    Preparation,
    RegistrationList,
)
from nam_tinh_hinh.emulation.workflow import SUBJECT
from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.tables import Unit

FOR_LEADER = (Stage.PROPOSED, Stage.REPROPOSED)
AT_HOME = (Stage.DRAFT, Stage.PROPOSED)
SENT_BACK = frozenset({"send_back", "send_back_again"})


def preparation(exemplar_id: int) -> Preparation | None:
    """Return what an exemplar rests on, None when its unit has written nothing yet."""
    return db.session.get(Preparation, exemplar_id)


def for_leader(actor: Actor) -> Sequence[Exemplar]:
    """Return what waits for the leader of the actor's unit, the longest waiting first."""
    own = visible_to(actor).where(Exemplar.unit_id == actor.unit_id, Exemplar.stage.in_(FOR_LEADER))
    return db.session.scalars(own.order_by(Exemplar.edited_at, Exemplar.id)).all()


def sent_back(exemplar_ids: Collection[int]) -> dict[int, history.Event]:
    """Return {exemplar: the leader's sending back} of those whose last move it was."""
    rows = db.session.scalars(select(history.Event).where(history.Event.id.in_(last_moves(exemplar_ids))))
    return {row.subject_id: row for row in rows if row.action in SENT_BACK and row.subject_id}


def last_moves(exemplar_ids: Collection[int]) -> Select[Any]:
    """Return the query for the ids of the last events that took each exemplar from one stage to another."""
    moves = select(func.max(history.Event.id)).where(
        history.Event.subject == SUBJECT,
        history.Event.subject_id.in_(exemplar_ids),
        history.Event.from_stage != history.Event.to_stage,
    )
    return moves.group_by(history.Event.subject_id)


def still_at_home(actor: Actor, campaign: Campaign) -> Sequence[Exemplar]:
    """Return the unit's drafts and what waits for its leader: they do not go with the list."""
    own = visible_to(actor).where(Exemplar.unit_id == actor.unit_id, Exemplar.campaign_id == campaign.id)
    query = own.where(Exemplar.stage.in_(AT_HOME))
    return db.session.scalars(query.order_by(Exemplar.stage.desc(), Exemplar.name, Exemplar.id)).all()


def own_list(actor: Actor, list_id: int) -> RegistrationList | None:
    """Return one list that the actor's unit sent, with its year and round."""
    query = select(RegistrationList).options(
        joinedload(RegistrationList.campaign), joinedload(RegistrationList.round), joinedload(RegistrationList.unit)
    )
    return db.session.scalar(query.where(RegistrationList.id == list_id, RegistrationList.unit_id == actor.unit_id))


def list_of_paper(paper_id: int) -> RegistrationList | None:
    """Return the list that went out as a paper."""
    return db.session.scalar(select(RegistrationList).filter_by(paper_id=paper_id))


def of_list(actor: Actor, sent: RegistrationList) -> Sequence[Exemplar]:
    """Return what went with a list, by name."""
    query = visible_to(actor).where(Exemplar.list_id == sent.id)
    return db.session.scalars(query.order_by(Exemplar.name, Exemplar.id)).all()


def of_whole_area(actor: Actor, campaign: Campaign) -> Sequence[Exemplar]:
    """Return everything that was sent in a year and not withdrawn, unit by unit."""
    query = visible_to(actor).where(Exemplar.campaign_id == campaign.id, Exemplar.submitted_at.is_not(None))
    return db.session.scalars(
        query.where(Exemplar.stage != Stage.WITHDRAWN).order_by(Unit.id, Exemplar.name, Exemplar.id)
    ).all()
