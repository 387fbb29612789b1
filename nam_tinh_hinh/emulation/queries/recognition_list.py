"""The year's list of results and how each stands, for the committee's side."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import selectinload

from nam_tinh_hinh.emulation.enums import REPORTED_ONCE, ReminderAbout, Stage
from nam_tinh_hinh.emulation.queries.recognising import unassessed
from nam_tinh_hinh.emulation.queries.registrations import visible_to
from nam_tinh_hinh.emulation.tables import Campaign, Exemplar, Reminder
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.search import every_word
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.queries import lineage_ids
from nam_tinh_hinh.people.tables import Unit

MINE, OPEN, PENDING, DONE, UNREPORTED = "cho-toi", "cho-quyet", "du-kien", "da-co", "chua-bao-cao"
STATES = {
    MINE: "Chờ tôi đánh giá",
    OPEN: "Chờ kết luận",
    PENDING: "Đã có kết quả dự kiến",
    DONE: "Đã có quyết định",
    UNREPORTED: "Chưa báo cáo kết quả",
}


@dataclass(frozen=True)
class ResultFilters:
    """What the list of results is narrowed to; every value comes from the address and goes back into it."""

    year: int
    state: str = ""
    unit_id: int | None = None
    field_id: int | None = None
    words: str = ""

    def as_args(self) -> dict[str, Any]:
        """Return the address arguments of these filters, in Vietnamese, empty ones left out."""
        said = {
            "nam": self.year,
            "tinh-trang": self.state,
            "don-vi": self.unit_id,
            "linh-vuc": self.field_id,
            "tu-khoa": self.words,
        }
        return {name: str(value) for name, value in said.items() if value}


def results(actor: Actor, filters: ResultFilters) -> Select[Exemplar]:
    """Return the query behind the list and its spreadsheet, by unit and name.

    Of a member's own units' exemplars a result that was not made known counts as none, in every filter.
    """
    query = visible_to(actor).where(Campaign.year == filters.year, _in_state(actor, filters.state))
    if filters.unit_id:
        query = query.where(Exemplar.unit_id.in_(lineage_ids(filters.unit_id)))
    if filters.field_id:
        query = query.where(Exemplar.field_id == filters.field_id)
    query = query.where(*every_word(filters.words, Exemplar.folded_text))
    return query.order_by(Unit.id, Exemplar.name, Exemplar.id)


def _in_state(actor: Actor, state: str) -> ColumnElement[bool]:
    foreign = Exemplar.unit_id.not_in(actor.own_unit_ids)
    pending = Exemplar.stage.in_([Stage.RECOGNISE_PENDING, Stage.REFUSE_PENDING])
    if state == MINE:
        theirs, fresh = unassessed(actor)
        return (Exemplar.stage == Stage.REPORTED) & theirs & fresh
    if state == OPEN:
        return or_(Exemplar.stage == Stage.REPORTED, pending & ~foreign)
    if state == PENDING:
        return pending & foreign
    if state == DONE:
        return Exemplar.stage.in_([Stage.RECOGNISED, Stage.NOT_RECOGNISED])
    if state == UNREPORTED:
        return Exemplar.stage == Stage.UNDERWAY
    return Exemplar.stage.in_(REPORTED_ONCE)


def unreported(actor: Actor, filters: ResultFilters, *, exemplar_id: int | None = None) -> Sequence[Exemplar]:
    """Return what is carried out and not reported under ``filters``; only the one asked for, if one is."""
    query = results(actor, replace(filters, state=UNREPORTED))
    return db.session.scalars(query.where(Exemplar.id == exemplar_id) if exemplar_id is not None else query).all()


def count_unreported(actor: Actor, year: int) -> int:
    """Return how many exemplars of a year are carried out and not reported."""
    ids = results(actor, ResultFilters(year, UNREPORTED)).order_by(None).with_only_columns(Exemplar.id).subquery()
    return db.session.scalar(select(func.count()).select_from(ids)) or 0


def reminders_of(exemplar_ids: Collection[int]) -> dict[int, Reminder]:
    """Return {exemplar id: who asked for its result report last}, in one statement."""
    query = select(Reminder).where(Reminder.about == ReminderAbout.RESULT, Reminder.exemplar_id.in_(exemplar_ids))
    rows = db.session.scalars(query.order_by(Reminder.id))
    return {row.exemplar_id: row for row in rows if row.exemplar_id is not None}


def all_results(actor: Actor, filters: ResultFilters) -> Sequence[Exemplar]:
    """Return the whole list, for the spreadsheet."""
    return db.session.scalars(results(actor, filters).options(selectinload(Exemplar.result))).all()
