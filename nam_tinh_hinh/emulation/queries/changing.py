"""Reads of change requests: whoever sees an exemplar sees what its unit asked about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import contains_eager, joinedload

from nam_tinh_hinh.emulation.enums import ChangeKind, RequestStage
from nam_tinh_hinh.emulation.queries.registrations import visible_to
from nam_tinh_hinh.emulation.tables import (
    AssignmentNotice,
    Campaign,
    ChangeRequest,
    EmulationField,
    Exemplar,
    InterimReview,
)
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paging import Page, page_of
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.queries import lineage_ids
from nam_tinh_hinh.people.tables import AreaKind, Unit

_ASKED = ChangeRequest.stage == RequestStage.ASKED


def requests_visible_to(actor: Actor) -> Select[ChangeRequest]:
    """Return a query for the requests about exemplars that ``actor`` may see, with exemplar, unit and year loaded."""
    seen = visible_to(actor).order_by(None).with_only_columns(Exemplar.id)
    loaded = contains_eager(ChangeRequest.exemplar)
    return (
        select(ChangeRequest)
        .join(ChangeRequest.exemplar)
        .join(Exemplar.unit)
        .join(Exemplar.campaign)
        .options(loaded.contains_eager(Exemplar.unit), loaded.contains_eager(Exemplar.campaign))
        .where(ChangeRequest.exemplar_id.in_(seen))
    )


def request(actor: Actor, request_id: int) -> ChangeRequest | None:
    """Return one request, or None when there is none that ``actor`` may see."""
    return db.session.scalar(requests_visible_to(actor).where(ChangeRequest.id == request_id))


def of_exemplar(exemplar_id: int) -> Sequence[ChangeRequest]:
    """Return what was asked about one exemplar, the newest first."""
    query = select(ChangeRequest).options(joinedload(ChangeRequest.exemplar)).filter_by(exemplar_id=exemplar_id)
    return db.session.scalars(query.order_by(ChangeRequest.id.desc())).all()


def open_about(exemplar_id: int) -> ChangeRequest | None:
    """Return the request about an exemplar that nobody has answered: there is one at most."""
    return db.session.scalar(select(ChangeRequest).filter_by(exemplar_id=exemplar_id, stage=RequestStage.ASKED))


@dataclass(frozen=True)
class ChangeFilters:
    """What the queue is narrowed to; every value comes from the address and goes back into it."""

    year: int | None = None
    unit_id: int | None = None
    kind: ChangeKind | None = None
    stage: RequestStage | None = None

    def as_args(self) -> dict[str, str]:
        """Return the address arguments of these filters, empty ones left out."""
        said = {"nam": self.year, "don-vi": self.unit_id, "loai": self.kind, "tra-loi": self.stage}
        return {name: str(value) for name, value in said.items() if value}


def filtered_requests(actor: Actor, filters: ChangeFilters) -> Select[ChangeRequest]:
    """Return the query behind the queue and its papers: unanswered first, the longest waiting before the others."""
    query = requests_visible_to(actor)
    if filters.year:
        query = query.where(Campaign.year == filters.year)
    if filters.unit_id:
        query = query.where(Exemplar.unit_id.in_(lineage_ids(filters.unit_id)))
    if filters.kind:
        query = query.where(ChangeRequest.kind == filters.kind)
    if filters.stage:
        query = query.where(ChangeRequest.stage == filters.stage)
    waits_longest = case((_ASKED, ChangeRequest.id), else_=0)
    return query.order_by(case((_ASKED, 0), else_=1), waits_longest, ChangeRequest.id.desc())


def requests_page(query: Select[ChangeRequest], number: int) -> Page[ChangeRequest]:
    """Return the page ``number`` of ``query``, the last one when there are not so many."""
    return page_of(query, number, ChangeRequest.id)


def asking_units(actor: Actor) -> list[tuple[int, str]]:
    """Return (id, name) of the units whose requests ``actor`` may see."""
    named = requests_visible_to(actor).order_by(None).with_only_columns(Unit.id, Unit.name).distinct().order_by(Unit.id)
    return [(row.id, row.name) for row in db.session.execute(named)]


def to_settle(actor: Actor) -> Select[Any]:
    """Return the query for how many requests wait for ``actor``'s answer, and since when the oldest does.

    Those of his own units are left out.
    """
    open_ones = requests_visible_to(actor).where(_ASKED, Exemplar.unit_id.not_in(actor.own_unit_ids))
    counted = open_ones.order_by(None).with_only_columns(ChangeRequest.asked_at).subquery()
    return select(func.count(), func.min(counted.c.asked_at)).select_from(counted)


def answered_since(actor: Actor, moment: datetime) -> Sequence[ChangeRequest]:
    """Return the answers to the unit's own requests given after ``moment``, the newest first."""
    own = requests_visible_to(actor).where(Exemplar.unit_id == actor.unit_id, ChangeRequest.decided_at > moment)
    return db.session.scalars(own.order_by(ChangeRequest.decided_at.desc()).limit(10)).all()


def names_of_choices() -> dict[str, dict[int, str]]:
    """Return what the ids in stored facts are called: {"field_id": {id: label}, "place_kind_id": {id: label}}."""
    fields = db.session.execute(select(EmulationField.id, EmulationField.label))
    places = db.session.execute(select(AreaKind.id, AreaKind.label))
    return {
        "field_id": {row.id: row.label for row in fields},
        "place_kind_id": {row.id: row.label for row in places},
    }


def notice_day(item: Exemplar) -> date | None:
    """Return the day of the notice that assigned an exemplar, None before it."""
    return db.session.scalar(select(AssignmentNotice.day).where(AssignmentNotice.id == item.notice_id))


def interim_reviews_of(item: Exemplar) -> Sequence[InterimReview]:
    """Return the interim reviews of an exemplar, sent or not, in order."""
    return db.session.scalars(select(InterimReview).filter_by(exemplar_id=item.id).order_by(InterimReview.months)).all()
