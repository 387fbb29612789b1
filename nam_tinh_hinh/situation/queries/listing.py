"""What lists and figures are narrowed to: every value comes from an address and goes back into it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import asked_once, db
from nam_tinh_hinh.kernel.enums import Labelled
from nam_tinh_hinh.kernel.leafing import Order
from nam_tinh_hinh.people.queries import lineage_ids
from nam_tinh_hinh.people.tables import Area
from nam_tinh_hinh.situation.enums import GATHERED, ObservationKind, Regularity, Severity, Stage
from nam_tinh_hinh.situation.queries.observing import found_by, gathered_by, seen
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import Channel, Observation, Petition, Topic

_JOINED = aliased(Observation)
ALL_GATHERED = "da-xac-nhan"
"""In the place of a stage: what figures count, confirmed here or passed upward."""
SET_ASIDE = (Stage.JOINED, Stage.WITHDRAWN)
NEWEST = Order(
    (Observation.on_day, Observation.id),
    lambda row: (row.on_day, row.id),
    lead=Observation.on_day.op("+")(0),
    down=True,
)
"""The order of the list: the newest first."""


class Reply(Labelled):
    """How an observation stands with its answer; the value stands in addresses."""

    FOLLOWED = "theo-doi", "Có theo dõi trả lời"
    ANSWERED = "co", "Đã có trả lời"
    WAITING = "chua", "Chưa có trả lời"
    OVERDUE = "qua-han", "Quá hạn trả lời"


REGULARITIES = {"thuong-xuyen": Regularity.REGULAR, "dinh-ky": Regularity.PERIODIC}


@dataclass(frozen=True)
class ListFilters:
    """What a list is narrowed to.

    ``topic_id`` and ``area_id`` mean these and all below them, unless ``topic_alone`` or ``area_alone``. What was
    joined to another or withdrawn is left out unless its stage is asked for or ``aside_too``. ``occasion_id`` is a
    meeting, to which only links lead.
    """

    words: str = ""
    kind: ObservationKind | None = None
    topic_id: int | None = None
    topic_alone: bool = False
    channel_id: int | None = None
    regularity: Regularity | None = None
    area_id: int | None = None
    area_alone: bool = False
    unit_id: int | None = None
    group_id: int | None = None
    severity: Severity | None = None
    stage: Stage | None = None
    gathered: bool = False
    first: date | None = None
    last: date | None = None
    reply: Reply | None = None
    occasion_id: int | None = None
    aside_too: bool = False

    def as_args(self) -> dict[str, str]:
        """Return the address arguments of these filters, in Vietnamese, empty ones left out."""
        flow = next((word for word, one in REGULARITIES.items() if one is self.regularity), None)
        said: dict[str, Any] = {
            "tu-khoa": self.words, "linh-vuc": self.topic_id, "linh-vuc-rieng": self.topic_alone,
            "dia-ban": self.area_id, "dia-ban-rieng": self.area_alone, "loai": self.kind, "muc-do": self.severity,
            "tu-ngay": day_text(self.first), "den-ngay": day_text(self.last), "kenh": flow or self.channel_id,
            "don-vi": self.unit_id, "doi-tuong": self.group_id,
            "tinh-trang": ALL_GATHERED if self.gathered else self.stage, "tra-loi": self.reply,
            "cuoc": self.occasion_id, "da-gop": self.aside_too,
        }  # fmt: skip
        return {name: "1" if value is True else str(value) for name, value in said.items() if value}

    @property
    def shows_joined(self) -> bool:
        """Whether what was joined to another stands in the list as a row of its own."""
        return self.stage is Stage.JOINED or (self.aside_too and not self.stage and not self.gathered)


def listed(person: Reach, filters: ListFilters) -> Select[Any]:
    """Return the query behind the list, its paper and its spreadsheet: what ``person`` may see, newest first."""
    rows = select(Observation).where(seen(person, of_many=True), *_conditions(person, filters, clock.now()))
    return NEWEST.sorted(rows)


def gathered_in(person: Reach, filters: ListFilters) -> Select[Any] | None:
    """Return a query for a part of ``listed`` that is counted faster: what his unit and those below it gathered.

    Only of a list that nothing narrows; of a narrowed one it may be too few, and be counted for nothing.
    """
    if filters.as_args():
        return None
    return select(Observation).where(gathered_by(person), *_conditions(person, filters, clock.now()))


def _conditions(person: Reach, filters: ListFilters, now: datetime) -> Iterator[ColumnElement[bool]]:
    yield from _by_value(filters)
    yield from _by_stage(filters)
    yield from found_by(person, filters.words)
    if filters.topic_id:
        yield Observation.topic_id.in_([filters.topic_id] if filters.topic_alone else topics_inside(filters.topic_id))
    if filters.area_id:
        yield Observation.area_id.in_([filters.area_id] if filters.area_alone else inside(Area, filters.area_id))
    if filters.regularity:
        yield Observation.channel_id.in_(select(Channel.id).where(Channel.regularity == filters.regularity))
    if filters.unit_id:
        yield Observation.unit_id.in_(lineage_ids(filters.unit_id))
    if filters.reply:
        # Asked for from the petitions: those that wait are a few hundred of all.
        yield Observation.id.in_(select(Petition.observation_id).where(stands(filters.reply, now)).correlate(None))


def _by_value(filters: ListFilters) -> Iterator[ColumnElement[bool]]:
    pairs = (
        (Observation.kind, filters.kind), (Observation.channel_id, filters.channel_id),
        (Observation.group_id, filters.group_id), (Observation.severity, filters.severity),
        (Observation.occasion_id, filters.occasion_id),
    )  # fmt: skip
    yield from (column == value for column, value in pairs if value)
    if filters.first:
        yield Observation.on_day >= filters.first
    if filters.last:
        yield Observation.on_day <= filters.last


def _by_stage(filters: ListFilters) -> Iterator[ColumnElement[bool]]:
    if filters.gathered:
        yield Observation.stage.in_(GATHERED)
    elif filters.stage:
        yield Observation.stage == filters.stage
    elif not filters.aside_too:
        yield Observation.stage.not_in(SET_ASIDE)


def inside(table: Any, row_id: int) -> Select[Any]:
    """Return a query for the ids of one topic or area and of all below it, at any depth."""
    tree = select(table.id).where(table.id == row_id).cte(recursive=True)
    tree = tree.union(select(table.id).where(table.parent_id == tree.c.id))
    return select(tree.c.id)


def topics_inside(topic_id: int) -> Sequence[int]:
    """Return the ids of one topic and of all below it, asked once a page.

    Named one by one: to the planner of SQLite a query in their place is as many topics as there are.
    """
    query = inside(Topic, topic_id)
    return asked_once(("topics_inside", topic_id), lambda: db.session.scalars(query).all() or [topic_id])


def stands(reply: Reply, now: datetime) -> ColumnElement[bool]:
    """Return the condition under which a petition stands so at ``now``; a pause stops the clock (seed 004, IV.2)."""
    waiting = Petition.outcome.is_(None)
    return {
        Reply.FOLLOWED: Petition.observation_id.is_not(None),
        Reply.ANSWERED: Petition.outcome.is_not(None),
        Reply.WAITING: waiting,
        Reply.OVERDUE: waiting & Petition.paused_on.is_(None) & (Petition.due_at < now),
    }[reply]


def joined_voices() -> ColumnElement[int]:
    """Return how many voices were joined to an observation, as a column beside it."""
    total = select(func.sum(_JOINED.voices)).where(_JOINED.joined_to_id == Observation.id)
    return func.coalesce(total.correlate(Observation).scalar_subquery(), 0)


def voices_of(person: Reach, filters: ListFilters) -> int:
    """Return how many voices speak in the whole list; what was joined speaks in what it was joined to, once."""
    own = Observation.voices if filters.shows_joined else Observation.voices + joined_voices()
    each = listed(person, filters).order_by(None).with_only_columns(own.label("voices")).subquery()
    return db.session.scalar(select(func.sum(each.c.voices))) or 0
