"""Reads of step 4: the interim reviews of one exemplar, of a year, and which of them are late."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy.orm import contains_eager

from nam_tinh_hinh.emulation.enums import ReminderAbout, Stage
from nam_tinh_hinh.emulation.punctuality import Punctuality, punctuality
from nam_tinh_hinh.emulation.queries.registrations import visible_to
from nam_tinh_hinh.emulation.tables import (
    Campaign,
    CommitteeCharge,
    CommitteeMember,
    Exemplar,
    InterimReview,
    Reminder,
)
from nam_tinh_hinh.kernel import clock, paging
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paging import Page
from nam_tinh_hinh.kernel.search import every_word
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.queries import lineage_ids
from nam_tinh_hinh.people.tables import Unit


class Pick(StrEnum):
    """What the board is narrowed to."""

    OVERDUE = "qua-han"
    OPEN = "dang-mo"
    SENT = "da-gui"


def standing_of(review: InterimReview, exemplar: Exemplar, today: date | None = None) -> Punctuality:
    """Return how a review stands on ``today`` (else now): computed from stored days and the server's time."""
    ended_at = exemplar.ended_at or exemplar.reported_at
    ended_on = clock.local(ended_at).date() if ended_at else None
    return punctuality(review, today or clock.today(), ended_on=ended_on)


def reviews_of(exemplar_id: int) -> Sequence[InterimReview]:
    """Return the interim reviews of an exemplar, the first due first."""
    query = select(InterimReview).filter_by(exemplar_id=exemplar_id).order_by(InterimReview.months)
    return db.session.scalars(query).all()


def review(exemplar_id: int, months: int) -> InterimReview | None:
    """Return one interim review of an exemplar."""
    return db.session.scalar(select(InterimReview).filter_by(exemplar_id=exemplar_id, months=months))


def sent_before(one: InterimReview) -> InterimReview | None:
    """Return the review sent last before this one's turn, to be read beside it."""
    query = select(InterimReview).where(
        InterimReview.exemplar_id == one.exemplar_id, InterimReview.months < one.months,
        InterimReview.sent_at.is_not(None),
    )  # fmt: skip
    return db.session.scalar(query.order_by(InterimReview.months.desc()).limit(1))


@dataclass(frozen=True)
class ReviewFilters:
    """What the board is narrowed to; every value comes from the address and goes back into it."""

    year: int
    pick: Pick | None = None
    unit_id: int | None = None
    followed: bool = False
    words: str = ""

    def as_args(self) -> dict[str, str]:
        """Return the address arguments of these filters, empty ones left out; the year is always said."""
        said = {
            "nam": self.year,
            "loc": self.pick,
            "don-vi": self.unit_id,
            "phu-trach": "1" if self.followed else "",
            "tu-khoa": self.words,
        }
        return {name: str(value) for name, value in said.items() if value}


def _waits(today: date) -> dict[Pick, ColumnElement[bool]]:
    unsent = and_(InterimReview.sent_at.is_(None), Exemplar.stage == Stage.UNDERWAY)
    return {
        Pick.OVERDUE: and_(unsent, InterimReview.due_on < today),
        Pick.OPEN: and_(unsent, InterimReview.opens_on <= today, InterimReview.due_on >= today),
        Pick.SENT: InterimReview.sent_at.is_not(None),
    }


def _followed_by(actor: Actor, campaign_id: Any) -> Select[int]:
    members = select(CommitteeCharge.unit_id).join(CommitteeMember, CommitteeMember.id == CommitteeCharge.member_id)
    return members.where(CommitteeMember.user_id == actor.user_id, CommitteeMember.campaign_id == campaign_id)


def _seen(actor: Actor) -> Select[InterimReview]:
    found = select(InterimReview).join(InterimReview.exemplar).join(Exemplar.unit).join(Exemplar.campaign)
    loaded = contains_eager(InterimReview.exemplar)
    return found.options(loaded.contains_eager(Exemplar.unit), loaded.contains_eager(Exemplar.campaign)).where(
        Exemplar.id.in_(visible_to(actor).with_only_columns(Exemplar.id))
    )


def board(actor: Actor, filters: ReviewFilters, today: date | None = None) -> Select[InterimReview]:
    """Return the query behind the board, its paper and its spreadsheet, the latest first."""
    today = today or clock.today()
    waits = _waits(today)
    query = _seen(actor).where(Campaign.year == filters.year)
    if filters.pick:
        query = query.where(waits[filters.pick])
    if filters.unit_id:
        query = query.where(Exemplar.unit_id.in_(lineage_ids(filters.unit_id)))
    if filters.followed:
        query = query.where(Exemplar.unit_id.in_(_followed_by(actor, Campaign.id)))
    query = query.where(*every_word(filters.words, Exemplar.folded_text))
    coming = and_(InterimReview.sent_at.is_(None), Exemplar.stage == Stage.UNDERWAY)
    rank = case((waits[Pick.OVERDUE], 0), (waits[Pick.OPEN], 1), (coming, 2), else_=3)
    return query.order_by(rank, InterimReview.due_on, Exemplar.name, InterimReview.id)


def page_of(query: Select[InterimReview], number: int) -> Page[InterimReview]:
    """Return page ``number`` of ``query``; past the end the last page."""
    return paging.page_of(query, number, InterimReview.id)


def counts(actor: Actor, filters: ReviewFilters) -> dict[Pick, int]:
    """Return how many reviews under ``filters`` are overdue, open, sent; whatever is picked of these."""
    plain = replace(filters, pick=None)
    waits = _waits(clock.today())
    wanted = [func.count(case((waits[pick], 1))) for pick in Pick]
    row = db.session.execute(board(actor, plain).order_by(None).with_only_columns(*wanted)).one()
    return dict(zip(Pick, row, strict=True))


def units_with_reviews(actor: Actor, year: int) -> Sequence[Any]:
    """Return id and name of the units of which ``actor`` sees a review in ``year``."""
    query = board(actor, ReviewFilters(year)).order_by(None).with_only_columns(Unit.id, Unit.name)
    return db.session.execute(query.distinct().order_by(Unit.id)).all()


def follows(actor: Actor, year: int) -> bool:
    """Tell whether ``actor`` follows units as a member of that year's committee."""
    of_year = select(Campaign.id).where(Campaign.year == year).scalar_subquery()
    return bool(db.session.scalar(select(_followed_by(actor, of_year).exists())))


def unsent() -> Select[Any]:
    """Return the query for the ids of the reviews of exemplars underway that were not sent, whoever may see them."""
    query = select(InterimReview.id).join(InterimReview.exemplar)
    return query.where(InterimReview.sent_at.is_(None), Exemplar.stage == Stage.UNDERWAY)


def last_reminders(reviews: Sequence[InterimReview]) -> dict[int, Reminder]:
    """Return {review id: who reminded of it last}, in one statement; a reminder counts once the review was due."""
    ids = [one.exemplar_id for one in reviews]
    query = select(Reminder).where(Reminder.about == ReminderAbout.REVIEW, Reminder.exemplar_id.in_(ids))
    newest = {row.exemplar_id: row for row in db.session.scalars(query.order_by(Reminder.id))}
    return counted_reminders(reviews, newest)


def counted_reminders(reviews: Sequence[InterimReview], newest: Mapping[int | None, Reminder]) -> dict[int, Reminder]:
    """Return {review id: its reminder} of those in ``newest``, by exemplar, that were given once it was due."""
    found = ((one, newest.get(one.exemplar_id)) for one in reviews)
    return {one.id: row for one, row in found if row and clock.local(row.at).date() > one.due_on}


def overdue_count(actor: Actor, *, followed: bool) -> Select[int]:
    """Return the query for how many reviews of all years underway are overdue: of all units, or those he follows."""
    query = _seen(actor).where(_waits(clock.today())[Pick.OVERDUE])
    if followed:
        query = query.where(Exemplar.unit_id.in_(_followed_by(actor, Campaign.id)))
    return select(func.count()).select_from(query.with_only_columns(InterimReview.id).subquery())


def overdue(actor: Actor, filters: ReviewFilters, *, exemplar_id: int | None = None) -> list[Exemplar]:
    """Return each exemplar with an overdue review once, the latest first; only the one asked for, if one is."""
    query = board(actor, filters)
    if exemplar_id is not None:
        query = query.where(Exemplar.id == exemplar_id)
    return list(dict.fromkeys(one.exemplar for one in db.session.scalars(query)))
