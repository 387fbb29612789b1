"""Reads about the committee's sittings: their agenda, who attends, and what lies before the members."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import joinedload, selectinload

from nam_tinh_hinh.emulation import agenda, rules
from nam_tinh_hinh.emulation.enums import Duty, Mark, SittingPurpose, SittingStage
from nam_tinh_hinh.emulation.queries.registrations import visible_to
from nam_tinh_hinh.emulation.tables import (
    Attendance,
    Campaign,
    CommitteeMember,
    Exemplar,
    Inspection,
    InspectionTeam,
    Preparation,
    ReviewMark,
    Sitting,
    SittingItem,
    SteppedAside,
)
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.queries import in_force
from nam_tinh_hinh.people.tables import Position, Unit, User


class Member(NamedTuple):
    """Someone of the committee, as its papers name him."""

    user_id: int
    name: str
    post: str
    duty: Duty


def members(campaign: Campaign, day: date) -> list[Member]:
    """Return the year's committee; until it is entered, those who hold a position in it on ``day``."""
    query = select(CommitteeMember).filter_by(campaign_id=campaign.id).options(joinedload(CommitteeMember.user))
    listed = db.session.scalars(query.order_by(CommitteeMember.position, CommitteeMember.id)).all()
    if listed:
        return [Member(one.user_id, one.user.name, one.post or one.duty.label, one.duty) for one in listed]
    found = select(User.id, User.name, Position.title, Position.role).join(Position, Position.user_id == User.id)
    found = found.where(Position.role.in_({Role.COMMITTEE, Role.CHAIR}), *in_force(Position, day))
    rows = db.session.execute(found.order_by(Position.role, Position.id)).all()
    return [
        Member(user_id, name, title or role.label, Duty.CHAIR if role is Role.CHAIR else Duty.MEMBER)
        for user_id, name, title, role in rows
    ]


def unit_ids_of(user_ids: Collection[int], day: date) -> dict[int, set[int]]:
    """Return for each user the units in which he holds a position on ``day``, whatever it is."""
    query = select(Position.user_id, Position.unit_id).where(Position.user_id.in_(user_ids), *in_force(Position, day))
    found: dict[int, set[int]] = {}
    for user_id, unit_id in db.session.execute(query):
        found.setdefault(user_id, set()).add(unit_id)
    return found


def abstentions(exemplar_ids: Collection[int]) -> set[tuple[int, int]]:
    """Return (exemplar, user) of those who chose in the queue not to judge."""
    query = select(ReviewMark.exemplar_id, ReviewMark.user_id).where(
        ReviewMark.exemplar_id.in_(exemplar_ids), ReviewMark.mark == Mark.ABSTAIN
    )
    return {(exemplar_id, user_id) for exemplar_id, user_id in db.session.execute(query)}


def _whole() -> Select[Sitting]:
    items = selectinload(Sitting.items)
    return select(Sitting).options(
        joinedload(Sitting.campaign),
        selectinload(Sitting.attendances),
        items.selectinload(SittingItem.aside),
        items.joinedload(SittingItem.exemplar).options(joinedload(Exemplar.unit), joinedload(Exemplar.field)),
    )


def sittings(campaign: Campaign) -> Sequence[Sitting]:
    """Return the sittings of a year with their agendas, the latest first."""
    query = _whole().where(Sitting.campaign_id == campaign.id)
    return db.session.scalars(query.order_by(Sitting.held_on.desc(), Sitting.id.desc())).all()


def sitting(sitting_id: int) -> Sitting | None:
    """Return one sitting with its agenda, its attendance and who stepped aside."""
    return db.session.scalar(_whole().where(Sitting.id == sitting_id))


def item(shown: Sitting, item_id: int) -> SittingItem | None:
    """Return one item of a sitting."""
    return next((one for one in shown.items if one.id == item_id), None)


def _decided_before() -> Select[int]:
    earlier = select(SittingItem.exemplar_id).join(SittingItem.sitting)
    return earlier.where(Sitting.stage == SittingStage.CLOSED, SittingItem.outcome != "")


def ready(actor: Actor, campaign: Campaign, purpose: SittingPurpose) -> Sequence[Exemplar]:
    """Return what a sitting of ``purpose`` would deal with: all that waits, and what members decided on their own.

    What an earlier sitting decided and is not made known yet is left out.
    """
    waits = Exemplar.stage == agenda.WAITING[purpose]
    decided = and_(
        Exemplar.stage.in_(agenda.DECIDED_STAGES[purpose]),
        Exemplar.id.not_in(_decided_before().where(Sitting.purpose == purpose)),
    )
    return _in_order(visible_to(actor).where(Exemplar.campaign_id == campaign.id, or_(waits, decided)))


def addable(actor: Actor, shown: Sitting) -> Sequence[Exemplar]:
    """Return what may still be put on the agenda of a sitting."""
    listed = [one.exemplar_id for one in shown.items]
    found = visible_to(actor).where(Exemplar.campaign_id == shown.campaign_id, Exemplar.id.not_in(listed))
    return _in_order(found.where(Exemplar.stage.in_(agenda.open_stages(shown.purpose))))


def _in_order(query: Select[Exemplar]) -> Sequence[Exemplar]:
    return db.session.scalars(query.order_by(Unit.id, Exemplar.name, Exemplar.id)).all()


def preparation(exemplar_id: int) -> Preparation | None:
    """Return what a registration rests on, None when its unit wrote nothing."""
    return db.session.get(Preparation, exemplar_id)


def inspections(exemplar_id: int) -> Sequence[Inspection]:
    """Return what teams found at an exemplar, the earliest first."""
    query = select(Inspection).join(Inspection.team).options(joinedload(Inspection.team))
    found = query.where(Inspection.exemplar_id == exemplar_id, Inspection.verdict.is_not(None))
    return db.session.scalars(found.order_by(InspectionTeam.id)).all()


def name_of(user_id: int | None) -> str:
    """Return a person's name."""
    user = db.session.get(User, user_id) if user_id else None
    return user.name if user else ""


def unfinished(actor: Actor) -> Sequence[Sitting]:
    """Return the sittings not closed yet that ``actor`` prepares or attends, the next one first."""
    query = select(Sitting).where(Sitting.stage != SittingStage.CLOSED)
    if not rules.issues(actor):
        query = query.where(
            exists().where(Attendance.sitting_id == Sitting.id, Attendance.user_id == actor.user_id, Attendance.present)
        )
    return db.session.scalars(query.order_by(Sitting.held_on, Sitting.id)).all()


def decided_on(campaign: Campaign, exemplar_ids: Collection[int]) -> Sequence[Sitting]:
    """Return the closed sittings on registrations that dealt with some of these, the earliest first."""
    dealt = exists().where(SittingItem.sitting_id == Sitting.id, SittingItem.exemplar_id.in_(exemplar_ids))
    query = select(Sitting).where(
        Sitting.campaign_id == campaign.id, Sitting.stage == SittingStage.CLOSED,
        Sitting.purpose == SittingPurpose.REGISTRATION, dealt,
    )  # fmt: skip
    return db.session.scalars(query.order_by(Sitting.held_on, Sitting.id)).all()


def withheld(actor: Actor) -> Select[int]:
    """Return a query for the sittings whose minutes ``actor`` may not open yet.

    Minutes tell decisions. Until these are made known, they are closed to all outside the committee, and to a member
    who stepped aside from one of them.
    """
    untold = or_(*(_untold(purpose) for purpose in SittingPurpose))
    found = select(SittingItem.sitting_id).join(SittingItem.sitting).join(SittingItem.exemplar).where(untold)
    if not rules.serves_committee(actor):
        return found
    aside = exists().where(SteppedAside.item_id == SittingItem.id, SteppedAside.user_id == actor.user_id)
    return found.where(or_(aside, Exemplar.unit_id.in_(actor.own_unit_ids)))


def _untold(purpose: SittingPurpose) -> ColumnElement[bool]:
    return and_(Sitting.purpose == purpose, Exemplar.stage.in_(agenda.open_stages(purpose)))
