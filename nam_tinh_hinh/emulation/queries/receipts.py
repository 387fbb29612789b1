"""Reads about notices of assignment: whom they went to, and who has confirmed."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.enums import NoticeKind, RoundKind
from nam_tinh_hinh.emulation.queries.issuing import notices
from nam_tinh_hinh.emulation.tables import AssignmentNotice, Campaign, Exemplar, NoticeReceipt, RegistrationRound
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.queries import lineage_ids


def _ours(actor: Actor) -> Select[NoticeReceipt]:
    return select(NoticeReceipt).where(NoticeReceipt.unit_id.in_(lineage_ids(actor.unit_id or 0)))


def notices_for(actor: Actor, campaign: Campaign) -> Sequence[AssignmentNotice]:
    """Return the notices of a year that concern ``actor``, the newest first, with all their receipts.

    The committee's side sees all; a unit those left for it, or for one whose heir it is.
    """
    query = select(AssignmentNotice).where(AssignmentNotice.campaign_id == campaign.id)
    if not rules.oversees(actor):
        query = query.where(AssignmentNotice.id.in_(_ours(actor).with_only_columns(NoticeReceipt.notice_id)))
    loaded = query.options(selectinload(AssignmentNotice.receipts).joinedload(NoticeReceipt.unit))
    return db.session.scalars(loaded.order_by(AssignmentNotice.id.desc())).all()


def own_receipts(actor: Actor) -> Sequence[NoticeReceipt]:
    """Return the receipts left for the actor's unit, or one whose heir it is."""
    return db.session.scalars(_ours(actor).order_by(NoticeReceipt.id)).all()


def own_receipt(actor: Actor, receipt_id: int) -> NoticeReceipt | None:
    """Return one of them, or None when it is none of his."""
    return db.session.scalar(_ours(actor).where(NoticeReceipt.id == receipt_id))


def unconfirmed_ids(actor: Actor) -> Select[Any]:
    """Return the query for the ids of the receipts that the actor's unit has not confirmed yet."""
    ours = NoticeReceipt.unit_id.in_(lineage_ids(actor.unit_id or 0))
    return select(NoticeReceipt.id).where(ours, NoticeReceipt.confirmed_at.is_(None))


def unconfirmed(actor: Actor) -> Sequence[tuple[NoticeReceipt, AssignmentNotice]]:
    """Return what the actor's unit has not confirmed yet, with the notices, the oldest first."""
    query = (
        select(NoticeReceipt, AssignmentNotice)
        .join(AssignmentNotice, AssignmentNotice.id == NoticeReceipt.notice_id)
        .options(joinedload(AssignmentNotice.campaign))
        .where(NoticeReceipt.id.in_(unconfirmed_ids(actor)))
    )
    return [(row[0], row[1]) for row in db.session.execute(query.order_by(NoticeReceipt.id))]


def unconfirmed_units(campaign: Campaign) -> frozenset[int]:
    """Return the units that have not confirmed every notice of a year that went to them."""
    query = select(NoticeReceipt.unit_id).join(AssignmentNotice, AssignmentNotice.id == NoticeReceipt.notice_id)
    waiting = query.where(AssignmentNotice.campaign_id == campaign.id, NoticeReceipt.confirmed_at.is_(None))
    return frozenset(db.session.scalars(waiting))


def kind_of_next(campaign: Campaign, agreed: Sequence[Exemplar]) -> NoticeKind:
    """Return what the next notice is: supplementary once one was issued this year, or when all came in that round."""
    if notices(campaign):
        return NoticeKind.SUPPLEMENT
    kinds = set(
        db.session.scalars(
            select(RegistrationRound.kind).where(RegistrationRound.id.in_({item.round_id for item in agreed}))
        )
    )
    return NoticeKind.SUPPLEMENT if kinds == {RoundKind.SUPPLEMENT} else NoticeKind.FIRST
