"""Reads of who receives reports: what waits, how far one is, what was accepted, returned, and is still owed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, exists, func, select
from sqlalchemy.orm import contains_eager, joinedload

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.enums import Labelled
from nam_tinh_hinh.kernel.history import Event
from nam_tinh_hinh.kernel.paging import Page, page_of
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.reporting.enums import OUT, Stage
from nam_tinh_hinh.reporting.queries.reports import NOT_RECALLED, UNFINISHED, latest, received
from nam_tinh_hinh.reporting.tables import Obligation, Period, Report, Sending
from nam_tinh_hinh.reporting.workflow import REPORT
from nam_tinh_hinh.situation.queries.desk import Progress
from nam_tinh_hinh.situation.reach import Reach

QUEUE_SHOWN, PERIODS_SHOWN = 50, 60
DECISIONS = ("accept", "return")


class Pile(Labelled):
    """Where a report lies for who receives it; its value is the word in the address."""

    WAITING = "cho", "Chờ nhận"
    RETURNED = "yeu-cau-sua", "Đã yêu cầu sửa"
    UNSENT = "chua-nop", "Chưa nộp"
    ACCEPTED = "da-nhan", "Đã nhận"


def _has_sending() -> ColumnElement[bool]:
    return exists().where(Sending.report_id == Report.id, NOT_RECALLED).correlate(Report)


def _lies(pile: Pile) -> ColumnElement[bool]:
    """Return which reports lie on a pile; how far a unit is with writing makes no difference to its receiver."""
    if pile is Pile.ACCEPTED:
        return Report.stage == Stage.ACCEPTED
    if pile is Pile.WAITING:
        return and_(UNFINISHED, Report.stage == Stage.SENT)
    not_out = and_(UNFINISHED, Report.stage.not_in(OUT))
    if pile is Pile.RETURNED:
        return and_(not_out, _has_sending())
    return and_(not_out, ~_has_sending(), Obligation.exempted_at.is_(None))


def waiting(person: Reach, later: Sequence[int] = (), period_id: int | None = None) -> Sequence[Row[Any]]:
    """Return the head of the queue: what has waited longest first; what the person put off comes last.

    ``later``: the ids he put off, in that order. Columns: id, unit_name, title, sent_at, punctuality, round, later (0
    for none).
    """
    place = case({one: number for number, one in enumerate(later, start=1)}, value=Report.id, else_=0)
    columns = (
        Report.id, func.coalesce(func.nullif(Unit.short_name, ""), Unit.name).label("unit_name"), Period.title,
        Sending.sent_at, Sending.punctuality, Sending.round, (place if later else func.abs(0)).label("later"),
    )  # fmt: skip
    query = select(*columns).select_from(Sending).join(Sending.report).join(Report.obligation).join(Obligation.period)
    query = query.join(Report.unit).where(received(person), _lies(Pile.WAITING), latest(), *_of_period(period_id))
    return db.session.execute(query.order_by("later", Sending.sent_at, Sending.id).limit(QUEUE_SHOWN)).all()


def _of_period(period_id: int | None) -> list[ColumnElement[bool]]:
    return [] if period_id is None else [Obligation.period_id == period_id]


def progress(person: Reach, waits: int) -> Progress:
    """Return the numbers of the bar "Hôm nay đã xử lý 4/8"; what was taken back counts as waiting again."""
    midnight = datetime.combine(clock.today(), time.min, tzinfo=clock.VIETNAM)
    done = select(func.count(Event.subject_id.distinct())).join(Report, Report.id == Event.subject_id)
    mine = Event.subject == REPORT, Event.action.in_(DECISIONS), Event.at >= midnight, Event.actor_id == person.user_id
    return Progress(db.session.scalar(done.where(*mine, Report.stage != Stage.SENT)) or 0, waits)


def counts(person: Reach, period_id: int | None = None) -> Mapping[Pile, int]:
    """Return how many reports lie on each pile: one statement.

    Of ten years almost all are accepted: they are what is left of all that is owed, each with its one report.
    """
    here = received(person), *_of_period(period_id)
    everything = select(func.count()).select_from(Obligation).where(*here).correlate(None).scalar_subquery()
    open_piles = [pile for pile in Pile if pile is not Pile.ACCEPTED]
    sums = everything - func.count(), *(func.count(case((_lies(pile), 1))) for pile in open_piles)
    query = select(*sums).select_from(Report).join(Report.obligation).where(*here, UNFINISHED)
    accepted, *others = db.session.execute(query).one()
    return dict(zip(open_piles, others, strict=True)) | {Pile.ACCEPTED: accepted}


def pile_page(person: Reach, pile: Pile, number: int, period_id: int | None = None) -> Page[Report]:
    """Return one page of a pile: what is owed and returned by its deadline, what was accepted newest first."""
    query = select(Report).join(Report.obligation).where(received(person), _lies(pile), *_of_period(period_id))
    loaded = contains_eager(Report.obligation).options(joinedload(Obligation.period))
    soonest = (Obligation.due_at.is_(None), Obligation.due_at, Report.id)
    order = (Report.accepted_at.desc(), Report.id) if pile is Pile.ACCEPTED else soonest
    return page_of(query.options(loaded, joinedload(Report.unit)).order_by(*order), number, Report.id)


def periods(person: Reach) -> Sequence[tuple[int, str]]:
    """Return (id, title) of the last periods in which somebody owes the person's desks a report, newest first."""
    owed = exists().where(Obligation.period_id == Period.id, received(person)).correlate(Period)
    query = select(Period.id, Period.title).where(owed).order_by(Period.last.desc(), Period.id.desc())
    return [(row.id, row.title) for row in db.session.execute(query.limit(PERIODS_SHOWN))]


@dataclass(frozen=True)
class Load:
    """What waits for a receiver: how many, how many of them sent again, since when the longest."""

    count: int
    again: int
    since: datetime | None


def owed(person: Reach) -> Select[Any]:
    """Return the query for the ids of all that was ever owed to the desks of ``person``: the first is found at once."""
    return select(Obligation.id).where(received(person))


def load(person: Reach) -> Select[Any]:
    """Return the query for the one row of ``Load``: what waits for ``person`` to be received."""
    sums = func.count(), func.count(case((Sending.round > 1, 1))), func.min(Sending.sent_at)
    query = select(*sums).select_from(Sending).join(Sending.report).join(Report.obligation)
    return query.where(received(person), _lies(Pile.WAITING), latest())
