"""Reads of the committee's queue: what waits for a member, what is decided and not released, what he noted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, exists, func, select
from sqlalchemy.orm import aliased

from nam_tinh_hinh.emulation.enums import PENDING, Mark, Stage
from nam_tinh_hinh.emulation.queries.registrations import visible_to
from nam_tinh_hinh.emulation.tables import Exemplar, ReviewMark
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.rules import is_committee
from nam_tinh_hinh.people.tables import Unit

QUEUE_SHOWN = 50


def _not_mine(actor: Actor) -> ColumnElement[bool]:
    return Exemplar.unit_id.not_in(actor.own_unit_ids)


def _marked(actor: Actor, mark: Mark) -> ColumnElement[bool]:
    return exists().where(
        ReviewMark.exemplar_id == Exemplar.id, ReviewMark.user_id == actor.user_id, ReviewMark.mark == mark
    )


def waiting_for(actor: Actor) -> Sequence[Row[Any]]:
    """Return the head of the member's queue: longest waiting first, his own units' never.

    What he put off comes last, in the order in which he put it off.

    Columns: id, name, unit_name, submitted_at, is_supplemented, later.
    """
    note = aliased(ReviewMark)
    put_off = and_(note.exemplar_id == Exemplar.id, note.user_id == actor.user_id, note.mark == Mark.LATER)
    later = note.at.is_not(None).label("later")
    query = (
        select(
            Exemplar.id,
            Exemplar.name,
            Unit.name.label("unit_name"),
            Exemplar.submitted_at,
            Exemplar.is_supplemented,
            later,
        )
        .join(Exemplar.unit)
        .outerjoin(note, put_off)
        .where(Exemplar.stage == Stage.SUBMITTED, _not_mine(actor), ~_marked(actor, Mark.ABSTAIN))
        .order_by(later, note.at, Exemplar.submitted_at, Exemplar.id)
    )
    return db.session.execute(query.limit(QUEUE_SHOWN)).all()


@dataclass(frozen=True)
class Progress:
    """How far the sitting is: decided and not yet released, still waiting, and stepped aside from by this member."""

    decided: int
    waiting: int
    abstained: int

    @property
    def total(self) -> int:
        return self.decided + self.waiting


def progress(actor: Actor) -> Progress:
    """Return the numbers of the bar "Đã xét 12/45", without the member's own units' exemplars."""
    aside = _marked(actor, Mark.ABSTAIN)
    waits = Exemplar.stage == Stage.SUBMITTED
    counts = db.session.execute(
        select(
            func.count(case((Exemplar.stage.in_(PENDING), 1))),
            func.count(case((and_(waits, ~aside), 1))),
            func.count(case((and_(waits, aside), 1))),
        ).where(Exemplar.stage.in_(PENDING | {Stage.SUBMITTED}), _not_mine(actor))
    ).one()
    return Progress(*counts)


def waiting_figures(actor: Actor) -> Select[Any]:
    """Return the query for how many wait in the member's queue, and since when the longest."""
    waits = Exemplar.stage == Stage.SUBMITTED, _not_mine(actor), ~_marked(actor, Mark.ABSTAIN)
    return select(func.count(), func.min(Exemplar.submitted_at)).select_from(Exemplar).where(*waits)


def pending(actor: Actor) -> Sequence[Exemplar]:
    """Return what is decided and waits for its release, by unit and name."""
    return db.session.scalars(_pending(actor).order_by(Unit.id, Exemplar.name, Exemplar.id)).all()


def pending_figures(actor: Actor) -> Select[int]:
    """Return the query for how many these are."""
    return select(func.count()).select_from(_pending(actor).with_only_columns(Exemplar.id).subquery())


def _pending(actor: Actor) -> Select[Exemplar]:
    query = visible_to(actor).where(Exemplar.stage.in_(PENDING))
    return query.where(_not_mine(actor)) if is_committee(actor) else query


def stepped_aside(actor: Actor) -> Sequence[Exemplar]:
    """Return what the member chose not to judge and still waits."""
    query = visible_to(actor).where(Exemplar.stage == Stage.SUBMITTED, _marked(actor, Mark.ABSTAIN))
    return db.session.scalars(query.order_by(Exemplar.submitted_at)).all()


def mark_of(actor: Actor, exemplar_id: int) -> ReviewMark | None:
    """Return the member's own mark on an exemplar."""
    return db.session.scalar(select(ReviewMark).filter_by(exemplar_id=exemplar_id, user_id=actor.user_id))
