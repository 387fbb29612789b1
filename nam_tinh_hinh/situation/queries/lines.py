"""The rows of the list, for its page, its paper and its spreadsheet. No row names who wrote it down."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.leafing import Stand
from nam_tinh_hinh.kernel.paging import Page, counted, page_at
from nam_tinh_hinh.people.tables import Area, Unit
from nam_tinh_hinh.situation.enums import ObservationKind, Outcome, PetitionStage, Regularity, Severity, Stage
from nam_tinh_hinh.situation.queries.listing import NEWEST, SET_ASIDE, ListFilters, gathered_in, joined_voices, listed
from nam_tinh_hinh.situation.queries.observing import visible_to
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.standing import is_late
from nam_tinh_hinh.situation.tables import Channel, Observation, Occasion, PeopleGroup, Petition, Topic

# Tables that ``visible_to`` and the filters look into under their own names stand beside the rows under another.
_MAIN, _JOINED, _ASKED = aliased(Topic), aliased(Observation), aliased(Petition)


class Line(NamedTuple):
    """One observation in a list, in words. ``voices`` are its own, ``joined_voices`` those of ``joined`` others."""

    id: int
    on_day: date
    kind: ObservationKind
    severity: Severity
    stage: Stage
    content: str
    topic: str
    main_topic: str
    area: str
    channel: str
    regularity: Regularity
    group: str | None
    unit: str
    voices: int
    joined_voices: int
    joined: int
    joined_to_id: int | None
    petition_stage: PetitionStage | None
    outcome: Outcome | None
    answered_on: date | None
    due_at: datetime | None
    paused_on: date | None

    @property
    def all_voices(self) -> int:
        """How many voices speak in it, joined ones too."""
        return self.voices + self.joined_voices

    @property
    def reply(self) -> str:
        """How its answer stands, in words; "" for what nobody follows."""
        stands = self.outcome or self.petition_stage
        return stands.label if stands else ""

    def is_overdue(self, now: datetime) -> bool:
        """Tell whether its answer is late at ``now``; a pause stops the clock."""
        return self.due_at is not None and is_late(self, now)


def _columns() -> tuple[Any, ...]:
    joined = select(func.count()).where(_JOINED.joined_to_id == Observation.id).correlate(Observation)
    row, asked = Observation, _ASKED
    return (
        row.id, row.on_day, row.kind, row.severity, row.stage, row.content, Topic.label,
        func.coalesce(_MAIN.label, Topic.label), Area.name, Channel.label, Channel.regularity, PeopleGroup.label,
        Unit.name, row.voices, joined_voices(), joined.scalar_subquery(), row.joined_to_id, asked.stage, asked.outcome,
        asked.answered_on, asked.due_at, asked.paused_on,
    )  # fmt: skip


def _lines(query: Select[Any]) -> Select[Any]:
    query = query.join(Observation.topic).outerjoin(_MAIN, Topic.parent_id == _MAIN.id)
    query = query.join(Observation.area).join(Observation.channel).join(Observation.unit).outerjoin(Observation.group)
    query = query.outerjoin(_ASKED, _ASKED.observation_id == Observation.id)
    return query.with_only_columns(*_columns())


@cache
def _shown() -> Select[Any]:
    """Return what a line says of any row; put together once, as it is the same for everybody."""
    return _lines(select(Observation))


def page_of_lines(person: Reach, filters: ListFilters, stand: Stand) -> Page[Line]:
    """Return the page of the list where one stands, newest first."""
    every, among = listed(person, filters), gathered_in(person, filters)
    page = page_at(_shown(), stand, NEWEST.of_few(person.is_one_of_many), every, among=among)
    return replace(page, rows=[Line(*row) for row in page.rows])


def all_lines(person: Reach, filters: ListFilters, *, most: int) -> Sequence[Line]:
    """Return the list by main topic in the order of the plan, newest first in each; no more than ``most`` rows."""
    main = (func.coalesce(_MAIN.position, Topic.position), func.coalesce(_MAIN.id, Topic.id))
    query = _lines(listed(person, filters)).order_by(None)
    query = query.order_by(*main, Observation.on_day.desc(), Observation.id.desc())
    return [Line(*row) for row in db.session.execute(query.limit(most))]


def count_aside(person: Reach, filters: ListFilters) -> int:
    """Return how many rows the list leaves out because they were joined to another or withdrawn; bounded."""
    # Every observation has a unit: said only so that unit and stage are looked up together in the index of sight.
    somewhere = Observation.unit_id.in_(select(Unit.id).correlate(None))
    aside = listed(person, replace(filters, aside_too=True)).where(Observation.stage.in_(SET_ASIDE), somewhere)
    return counted(aside, Observation.id)


def occasion_seen(person: Reach, occasion_id: int) -> Occasion | None:
    """Return a meeting from which ``person`` may see at least one item."""
    seen = visible_to(person).where(Observation.occasion_id == occasion_id).with_only_columns(Observation.occasion_id)
    return db.session.scalar(select(Occasion).where(Occasion.id.in_(seen)))
