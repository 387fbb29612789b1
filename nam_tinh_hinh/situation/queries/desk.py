"""Reads of a focal point's desk: what waits, how far one is, what came of passing upward, what the next report says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, exists, func, select
from sqlalchemy.orm import aliased, joinedload

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.history import Event
from nam_tinh_hinh.people.tables import Area, Unit
from nam_tinh_hinh.situation.enums import GATHERED, TO_JUDGE, Severity, Stage
from nam_tinh_hinh.situation.queries.listing import joined_voices
from nam_tinh_hinh.situation.queries.observing import visible_to
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import Alert, Observation, Passing
from nam_tinh_hinh.situation.workflow import DECISIONS, OBSERVATION, PETITION

QUEUE_SHOWN, EXCERPT = 50, 140
# How long what a superior gave back is brought to mind when nobody does anything about it.
GIVEN_BACK_SHOWN = timedelta(days=30)
_WAY = aliased(Passing)
URGENT = Observation.severity == Severity.URGENT


def _waits(person: Reach) -> ColumnElement[bool]:
    return and_(Observation.stage.in_(TO_JUDGE), Observation.holder_id.in_(person.desks))


def _since() -> tuple[Any, ColumnElement[bool], ColumnElement[datetime]]:
    """Return the open way upward, how it is joined, and since when an observation lies on the desk it is on."""
    way = _WAY
    is_open = and_(way.observation_id == Observation.id, way.taken_at.is_(None), way.given_back_at.is_(None))
    return way, is_open, func.coalesce(way.passed_at, Observation.recorded_at)


def waiting(person: Reach, later: Sequence[int] = ()) -> Sequence[Row[Any]]:
    """Return the head of the desk's queue: urgent first, then what has waited longest; what is put off comes last.

    ``later``: the ids the person put off, in that order. Columns: id, excerpt, severity, unit_name, area_name, since,
    from_below, later (0 for none).
    """
    way, is_open, since = _since()
    place = case({one: number for number, one in enumerate(later, start=1)}, value=Observation.id, else_=0)
    columns = (
        Observation.id, func.substr(Observation.content, 1, EXCERPT).label("excerpt"), Observation.severity,
        func.coalesce(func.nullif(Unit.short_name, ""), Unit.name).label("unit_name"), Area.name.label("area_name"),
        since.label("since"), (Observation.stage == Stage.PASSED_UP).label("from_below"),
        (place if later else func.abs(0)).label("later"),
    )  # fmt: skip
    query = visible_to(person).where(_waits(person)).join(Observation.unit).join(Observation.area)
    query = query.outerjoin(way, is_open).order_by("later", URGENT.desc(), since, Observation.id)
    return db.session.execute(query.with_only_columns(*columns).limit(QUEUE_SHOWN)).all()


@dataclass(frozen=True)
class Progress:
    """How far one is today: dealt with by the person, and still waiting on the desk."""

    decided: int
    waiting: int

    @property
    def total(self) -> int:
        return self.decided + self.waiting


def progress(person: Reach) -> Progress:
    """Return the numbers of the bar "Hôm nay đã xử lý 12/45": one statement. What was taken back waits again."""
    midnight = datetime.combine(clock.today(), time.min, tzinfo=clock.VIETNAM)
    left = select(func.count()).select_from(Observation).where(_waits(person))
    done = (
        select(func.count(Event.subject_id.distinct()))
        .join(Observation, Observation.id == Event.subject_id)
        .where(
            Event.subject == OBSERVATION, Event.action.in_(DECISIONS), Event.at >= midnight,
            Event.actor_id == person.user_id, Event.actor_unit == person.unit_name, ~_waits(person),
            # One's own is confirmed with its writing: that never lay in the queue.
            Observation.recorded_by_id.is_distinct_from(person.user_id),
        )
    )  # fmt: skip
    return Progress(*db.session.execute(select(done.scalar_subquery(), left.scalar_subquery())).one())


@dataclass(frozen=True)
class Load:
    """What lies on a desk: how many, how many of them urgent, since when the longest."""

    count: int
    urgent: int
    since: datetime | None


def load(person: Reach) -> Select[Any]:
    """Return the query for the one row of ``Load``: what waits on the desks of ``person``."""
    way, is_open, since = _since()
    counts = select(func.count(), func.count(case((URGENT, 1))), func.min(since)).select_from(Observation)
    return counts.outerjoin(way, is_open).where(_waits(person))


def passing_of(observation_id: int) -> Passing | None:
    """Return the last way of an observation upward."""
    query = select(Passing).options(joinedload(Passing.from_unit), joinedload(Passing.to_unit))
    newest = query.where(Passing.observation_id == observation_id).order_by(Passing.id.desc()).limit(1)
    return db.session.scalar(newest)


def lately_given_back(person: Reach) -> Select[Any]:
    """Return the query for the ids of what superiors gave back to the desks of ``person`` lately."""
    recent = Passing.given_back_at >= clock.now() - GIVEN_BACK_SHOWN
    return select(Passing.id).where(Passing.from_unit_id.in_(person.desks), recent)


def given_back(person: Reach) -> Sequence[Passing]:
    """Return what superiors gave back lately and nobody has done anything about since, oldest first."""
    again = aliased(Passing)
    handled = Event.subject_id == Passing.observation_id, Event.at > Passing.given_back_at
    query = (
        select(Passing)
        .join(Observation, Observation.id == Passing.observation_id)
        .options(joinedload(Passing.to_unit))
        .where(
            Passing.id.in_(lately_given_back(person)),
            Observation.holder_id == Passing.from_unit_id,
            Observation.stage == Stage.CONFIRMED,
            ~exists().where(again.observation_id == Passing.observation_id, again.id > Passing.id),
            _last_action() == "give_back",
            ~exists().where(Event.subject == PETITION, *handled),
        )
    )
    return db.session.scalars(query.order_by(Passing.given_back_at, Passing.id)).all()


def _last_action() -> Any:
    of_it = select(Event.action).where(Event.subject == OBSERVATION, Event.subject_id == Passing.observation_id)
    return of_it.order_by(Event.id.desc()).limit(1).correlate(Passing).scalar_subquery()


@dataclass(frozen=True)
class ToReport:
    """One matter for a unit's next report; ``told_at`` when superiors had urgent word of it already, else None."""

    observation: Observation
    voices: int
    told_at: datetime | None


def to_report(unit_id: int, since: datetime, until: datetime) -> list[ToReport]:
    """Return what a unit gathered from ``since`` to before ``until``: each matter once, with when it was told already.

    Counted by the moment of confirmation, so that what was confirmed late falls into the next report and nothing is
    lost between two of them; joined ones speak in their root. One statement whatever their number.
    """
    told = select(func.min(Alert.sent_at)).where(Alert.observation_id == Observation.id).correlate(Observation)
    beside = Observation.voices + joined_voices(), told.scalar_subquery()
    rows = db.session.execute(_gathered(unit_id, since, until).add_columns(*beside))
    return [ToReport(*row) for row in rows]


def _gathered(unit_id: int, since: datetime, until: datetime) -> Select[Any]:
    query = select(Observation).options(*map(joinedload, (Observation.topic, Observation.area, Observation.group)))
    within = Observation.confirmed_at >= since, Observation.confirmed_at < until
    mine = query.where(Observation.unit_id == unit_id, Observation.stage.in_(GATHERED), *within)
    return mine.order_by(Observation.confirmed_at, Observation.id)
