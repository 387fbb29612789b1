"""Reads of step 3: the plan of an exemplar, who helps it, how far it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select

from nam_tinh_hinh.emulation.enums import Duty, Stage
from nam_tinh_hinh.emulation.queries.registrations import TASKS_SHOWN, visible_to
from nam_tinh_hinh.emulation.tables import ActionPlan, Campaign, CommitteeMember, Exemplar, Helper, ProgressEntry
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paging import Page, page_of
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.tables import User


def plan_of(exemplar_id: int) -> ActionPlan | None:
    """Return the plan of an exemplar, None while none is written."""
    return db.session.get(ActionPlan, exemplar_id)


def helpers_of(exemplar_id: int) -> Sequence[Helper]:
    """Return who guides an exemplar and has not ended, in the order of their assignment."""
    query = select(Helper).where(Helper.exemplar_id == exemplar_id, Helper.ended_at.is_(None))
    return db.session.scalars(query.order_by(Helper.id)).all()


def helper(exemplar_id: int, helper_id: int) -> Helper | None:
    """Return one helper of an exemplar, ended or not."""
    return db.session.scalar(select(Helper).filter_by(id=helper_id, exemplar_id=exemplar_id))


@dataclass(frozen=True)
class Candidate:
    """A committee member who may be assigned: his account, his name, and what he is."""

    user_id: int
    name: str
    post: str


def candidates(campaign: Campaign) -> list[Candidate]:
    """Return the year's committee, its chair first."""
    order = list(Duty)
    query = select(CommitteeMember.user_id, User.name, CommitteeMember.post, CommitteeMember.duty)
    query = query.join(User, User.id == CommitteeMember.user_id).where(CommitteeMember.campaign_id == campaign.id)
    rows = db.session.execute(query.order_by(CommitteeMember.position, CommitteeMember.id)).all()
    listed = sorted(rows, key=lambda row: order.index(row.duty))
    return [Candidate(row.user_id, row.name, row.post or f"{row.duty.label} Ban Chỉ đạo") for row in listed]


def _entries(exemplar_id: int) -> Select[ProgressEntry]:
    shown = select(ProgressEntry).where(ProgressEntry.exemplar_id == exemplar_id, ProgressEntry.removed_at.is_(None))
    return shown.order_by(ProgressEntry.on_day.desc(), ProgressEntry.id.desc())


def entries(exemplar_id: int, number: int) -> Page[ProgressEntry]:
    """Return page ``number`` of an exemplar's progress, the newest day first; past the end the last page."""
    return page_of(_entries(exemplar_id), number, ProgressEntry.id)


def entry(entry_id: int) -> ProgressEntry | None:
    """Return one progress entry, taken off or not."""
    return db.session.get(ProgressEntry, entry_id)


def last_percent(exemplar_id: int) -> ProgressEntry | None:
    """Return the newest entry that says how far it is in percent."""
    return db.session.scalar(_entries(exemplar_id).where(ProgressEntry.percent.is_not(None)).limit(1))


def guided_by(actor: Actor) -> Sequence[Helper]:
    """Return the assignments of ``actor`` to exemplars underway that he may see, the oldest first, a few of them."""
    seen = visible_to(actor).where(Exemplar.stage == Stage.UNDERWAY).with_only_columns(Exemplar.id)
    query = select(Helper).where(Helper.user_id == actor.user_id, Helper.ended_at.is_(None))
    return db.session.scalars(query.where(Helper.exemplar_id.in_(seen)).order_by(Helper.id).limit(TASKS_SHOWN)).all()


def names_of(exemplar_ids: Sequence[int]) -> dict[int, str]:
    """Return {exemplar id: name}."""
    rows = db.session.execute(select(Exemplar.id, Exemplar.name).where(Exemplar.id.in_(exemplar_ids)))
    return {row.id: row.name for row in rows}
