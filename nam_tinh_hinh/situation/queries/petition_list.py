"""The list of petitions: what it is narrowed to, and its numbers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, Select, and_, case, cast, func, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload

from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.counts import MOST_COUNTED
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.enums import Labelled
from nam_tinh_hinh.kernel.leafing import Order, Stand
from nam_tinh_hinh.kernel.looking import joins_sets
from nam_tinh_hinh.kernel.paging import Page, page_at
from nam_tinh_hinh.people.tables import Area, Unit
from nam_tinh_hinh.situation.enums import Outcome, PetitionStage
from nam_tinh_hinh.situation.queries.observing import found_by, seen
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.standing import Yardstick
from nam_tinh_hinh.situation.tables import Observation, Petition, Topic


class Pick(Labelled):
    """Which petitions the list shows, as people ask for them."""

    WAITING = "cho", "Chờ kết quả (tất cả)"
    IN_TIME_LEFT = "trong-han", "Chờ, trong hạn"
    PAUSED = "tam-dung", "Chờ, tạm dừng"
    OVERDUE = "qua-han", "Chờ, quá hạn"
    VERY_OVERDUE = "qua-han-lau", "Chờ, quá hạn lâu"
    ANSWERED = "co-ket-qua", "Có kết quả (tất cả)"
    ANSWERED_IN_TIME = "dung-han", "Có kết quả đúng hạn"
    ANSWERED_LATE = "tra-loi-muon", "Có kết quả muộn"
    NOT_TOLD = "chua-thong-tin-lai", "Chưa thông tin lại cho dân"
    TOLD = "da-thong-tin-lai", "Đã thông tin lại cho dân"


# The order of the list: what waits first, by its last day.
PRESSING = Order(
    (Petition.outcome.is_not(None), Petition.due_at, Petition.observation_id),
    lambda row: (row.outcome is not None, row.due_at, row.observation_id),
    lead=cast(Petition.outcome.is_not(None), Integer) + Observation.id * 0,
)
LATE, ENDED = (Pick.OVERDUE, Pick.VERY_OVERDUE), (Pick.ANSWERED, Pick.TOLD)


@dataclass(frozen=True)
class PetitionFilters:
    """What the list is narrowed to; every value comes from the address and goes back into it."""

    pick: Pick | None = None
    outcome: Outcome | None = None
    authority: str = ""
    topic_id: int | None = None
    area_id: int | None = None
    unit_id: int | None = None
    words: str = ""
    first: date | None = None
    last: date | None = None

    def as_args(self) -> dict[str, str]:
        """Return the address arguments of these filters, empty ones left out."""
        said = {
            "tinh-trang": self.pick, "ket-qua": self.outcome, "co-quan": self.authority, "linh-vuc": self.topic_id,
            "dia-ban": self.area_id, "don-vi": self.unit_id, "tu-khoa": self.words, "tu": day_text(self.first),
            "den": day_text(self.last),
        }  # fmt: skip
        return {name: str(value) for name, value in said.items() if value}


def _waits() -> ColumnElement[bool]:
    return Petition.outcome.is_(None)


_RUNNING = and_(_waits(), Petition.paused_on.is_(None))
# A deadline ends within its day in UTC as in Vietnam: at 17:00 there, 10:00 here.
_LAST_DAY = func.date(Petition.due_at)
# What is the same at every moment.
_ALWAYS: dict[Pick, ColumnElement[bool]] = {
    Pick.WAITING: _waits(),
    Pick.PAUSED: and_(_waits(), Petition.paused_on.is_not(None)),
    Pick.ANSWERED: Petition.outcome.is_not(None),
    Pick.ANSWERED_IN_TIME: and_(Petition.outcome.is_not(None), Petition.answered_on <= _LAST_DAY),
    Pick.ANSWERED_LATE: and_(Petition.outcome.is_not(None), Petition.answered_on > _LAST_DAY),
    Pick.NOT_TOLD: Petition.stage == PetitionStage.ANSWERED,
    Pick.TOLD: Petition.stage == PetitionStage.TOLD,
}


def _picked(pick: Pick, yard: Yardstick) -> ColumnElement[bool]:
    """Return the condition of one pick; the moments are those by which ``standing_of`` judges."""
    if pick in _ALWAYS:
        return _ALWAYS[pick]
    if pick is Pick.IN_TIME_LEFT:
        return and_(_RUNNING, Petition.due_at >= yard.now)
    return and_(_RUNNING, Petition.due_at < (yard.now if pick is Pick.OVERDUE else yard.very_late_from))


def _with_outcome(outcome: Outcome) -> ColumnElement[bool]:
    """Return the condition of an outcome as ``shown_outcome`` says it."""
    forwarded = Petition.stage == PetitionStage.FORWARDED
    if outcome is Outcome.FORWARDED:
        return and_(_waits(), forwarded)
    if outcome is Outcome.IN_PROGRESS:
        return and_(_waits(), ~forwarded)
    return Petition.outcome == outcome


def _areas_in(area_id: int) -> Select[Any]:
    tree = select(Area.id).where(Area.id == area_id).cte("inside", recursive=True)
    tree = tree.union(select(Area.id).where(Area.parent_id == tree.c.id))
    return select(tree.c.id)


def filtered(person: Reach, filters: PetitionFilters, yard: Yardstick) -> Select[Any]:
    """Return the query behind list, paper and spreadsheet: what waits first, by its last day."""
    query = select(Petition).join(Petition.observation).where(seen(person, of_many=True))
    return PRESSING.sorted(query.where(*_conditions(person, filters, yard)))


def _conditions(person: Reach, filters: PetitionFilters, yard: Yardstick) -> Iterator[ColumnElement[bool]]:
    yield from found_by(person, filters.words)
    if filters.pick:
        yield _picked(filters.pick, yard)
    if filters.outcome:
        yield _with_outcome(filters.outcome)
    if filters.first:
        yield Petition.received_on >= filters.first
    if filters.last:
        yield Petition.received_on <= filters.last
    yield from _whose(filters)


def _whose(filters: PetitionFilters) -> Iterator[ColumnElement[bool]]:
    if filters.authority:
        yield Petition.authority == filters.authority
    if filters.topic_id:
        below = select(Topic.id).where(or_(Topic.id == filters.topic_id, Topic.parent_id == filters.topic_id))
        yield Observation.topic_id.in_(below)
    if filters.area_id:
        yield Observation.area_id.in_(_areas_in(filters.area_id))
    if filters.unit_id:
        yield Petition.unit_id == filters.unit_id


def loaded(query: Select[Any]) -> Select[Any]:
    """Return ``query`` with all that one line names, in the same statement."""
    about = contains_eager(Petition.observation)
    return query.options(
        about.joinedload(Observation.area), about.joinedload(Observation.topic).joinedload(Topic.parent),
        joinedload(Petition.unit),
    )  # fmt: skip


class Line(NamedTuple):
    """One petition in the list, in words; ``unit`` follows it."""

    observation_id: int
    content: str
    topic: str
    area: str
    unit: str
    authority: str
    stage: PetitionStage
    outcome: Outcome | None
    due_at: datetime
    paused_on: date | None
    answered_on: date | None
    told_on: date | None


@cache
def _shown() -> Select[Any]:
    """Return what a line says of any petition; put together once, as it is the same for everybody."""
    query = (
        select(Petition)
        .join(Petition.observation)
        .join(Observation.area)
        .join(Observation.topic)
        .join(Unit, Petition.unit_id == Unit.id)
    )
    row, unit = Petition, func.coalesce(func.nullif(Unit.short_name, ""), Unit.name)
    return query.with_only_columns(
        row.observation_id, Observation.content, Topic.label, Area.name, unit,
        row.authority, row.stage, row.outcome, row.due_at, row.paused_on, row.answered_on, row.told_on,
    )  # fmt: skip


def petitions_page(query: Select[Any], stand: Stand, total: int | None = None, *, few: bool = False) -> Page[Line]:
    """Return the page of fifty where one stands.

    ``total``: how many there are, where it is known already; ``few``: that they are few among all petitions.
    """
    page = page_at(_shown(), stand, PRESSING.of_few(few), query, total=total)
    return replace(page, rows=[Line(*row) for row in page.rows])


@dataclass(frozen=True)
class Figures:
    """The numbers above the list; ``overdue`` counts the very overdue too, ``answered`` those told back too."""

    total: int
    waiting: int
    overdue: int
    very_overdue: int
    answered: int
    told: int

    @property
    def share(self) -> str:
        """The share that was answered, as the reports say it: "89,2 %"; "—" of none."""
        return f"{100 * self.answered / self.total:.1f} %".replace(".", ",") if self.total else "—"

    @property
    def is_bounded(self) -> bool:
        """Tell whether there are more than were counted."""
        return self.total > MOST_COUNTED


def figures(person: Reach, filters: PetitionFilters, yard: Yardstick) -> Figures:
    """Return the numbers of what ``filters`` show, whatever standing was picked: one statement."""
    counted = (Pick.WAITING, Pick.OVERDUE, Pick.VERY_OVERDUE, Pick.ANSWERED, Pick.TOLD)
    sums = [func.coalesce(func.sum(case((_picked(one, yard), 1), else_=0)), 0) for one in counted]
    query = filtered(person, replace(filters, pick=None), yard).order_by(None)
    return Figures(*db.session.execute(query.with_only_columns(func.count(), *sums)).one())


def figures_at_once(person: Reach, filters: PetitionFilters, yard: Yardstick) -> Figures:
    """Return the same numbers without looking at all that was ever answered: one statement.

    What waits is counted to its end; of what was answered or told, and in all, no more than ``MOST_COUNTED + 1``. What
    was told was answered: where there is so much of it, so there is of that. Where his petitions are few among all,
    to find them once is less than to look for some of them three times.
    """
    if joins_sets() and person.is_one_of_many:
        exact = figures(person, filters, yard)
        bounded = {name: min(getattr(exact, name), MOST_COUNTED + 1) for name in ("total", "answered", "told")}
        return replace(exact, **bounded)
    every = filtered(person, replace(filters, pick=None), yard).order_by(None)
    sums = [func.coalesce(func.sum(case((_picked(one, yard), 1), else_=0)), 0) for one in LATE]
    numbered = (one.label(f"n{nth}") for nth, one in enumerate((func.count(), *sums)))
    waits = every.where(_waits()).with_only_columns(*numbered).subquery()
    told = select(_count(every.where(_picked(Pick.TOLD, yard))).label("n")).subquery()
    answered = case((told.c.n > MOST_COUNTED, told.c.n), else_=_count(every.where(_picked(Pick.ANSWERED, yard))))
    query = select(*waits.c, answered, told.c.n).select_from(waits.join(told, true()))
    waiting, *late, answers, told_back = db.session.execute(query).one()
    return Figures(min(waiting + answers, MOST_COUNTED + 1), waiting, *late, answers, told_back)


def total_of(figures: Figures, pick: Pick | None) -> int | None:
    """Return how many petitions the list under ``pick`` has as ``kernel.paging`` counts; None where no number says."""
    said = {
        None: figures.total, Pick.WAITING: figures.waiting, Pick.OVERDUE: figures.overdue,
        Pick.VERY_OVERDUE: figures.very_overdue, Pick.ANSWERED: figures.answered, Pick.TOLD: figures.told,
    }  # fmt: skip
    return min(said[pick], MOST_COUNTED + 1) if pick in said else None


def _count(query: Select[Any]) -> ColumnElement[int]:
    rows = query.with_only_columns(Petition.observation_id).limit(MOST_COUNTED + 1)
    return select(func.count()).select_from(rows.subquery()).scalar_subquery()
