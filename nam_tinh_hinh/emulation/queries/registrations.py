"""Reads of emulation. ``visible_to`` is the only way to an exemplar."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, false, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.enums import PENDING, Stage
from nam_tinh_hinh.emulation.tables import Campaign, EmulationField, Exemplar
from nam_tinh_hinh.kernel import paging
from nam_tinh_hinh.kernel.db import asked_once, db
from nam_tinh_hinh.kernel.paging import Page
from nam_tinh_hinh.kernel.search import every_word
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.queries import lineage_ids, origin, present_unit_ids, reach_ids
from nam_tinh_hinh.people.rules import works_for_unit
from nam_tinh_hinh.people.tables import AreaKind, Unit

TASKS_SHOWN = 10


def _scope(actor: Actor) -> ColumnElement[bool]:
    sent = Exemplar.submitted_at.is_not(None)
    if rules.oversees(actor):
        return sent
    if works_for_unit(actor):
        reach = and_(sent, Exemplar.unit_id.in_(reach_ids(actor.unit_id or 0)))
        return or_(Exemplar.unit_id == actor.unit_id, reach)
    if actor.role is Role.OFFICER:
        return and_(sent, Exemplar.unit_id.in_(lineage_ids(actor.unit_id or 0)))
    return false()


def visible_to(actor: Actor) -> Select[Exemplar]:
    """Return a query for the exemplars ``actor`` may see, with unit, field and campaign loaded.

    A unit sees its own, drafts too, and what units below it or before it (merged into it, split into it) have sent;
    committee, standing office and compiler see everything sent; an area officer what his unit, or one whose heir it is,
    sent; a viewer everything sent; an administrator nothing.
    """
    return (
        select(Exemplar)
        .join(Exemplar.unit)
        .join(Exemplar.campaign)
        .options(contains_eager(Exemplar.unit), contains_eager(Exemplar.campaign), joinedload(Exemplar.field))
        .where(_scope(actor))
    )


def exemplar(actor: Actor, exemplar_id: int) -> Exemplar | None:
    """Return one exemplar, or None when there is none that ``actor`` may see."""
    return db.session.scalar(visible_to(actor).where(Exemplar.id == exemplar_id))


def shown_stage(actor: Actor, item: Exemplar) -> Stage:
    """Return the stage as ``actor`` may know it: decisions not released yet are known to the committee only."""
    return item.stage if rules.sees_decision(actor, item) else item.stage.open_stage


def seen_as(actor: Actor, item: Exemplar) -> str:
    """Return what a page of ``actor`` carries as the version of ``item``: it changes with whatever he may see of it.

    The committee's is the row's own version. To others that would count decisions not released yet.
    """
    if rules.sees_decision(actor, item):
        return str(item.version)
    decided_at = None if item.stage in PENDING else item.decided_at
    known = (item.stage.open_stage, item.edited_at, item.submitted_at, decided_at)
    said = "|".join(str(value.timestamp()) if isinstance(value, datetime) else str(value) for value in known)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; every value comes from the address and goes back into it.

    ``as_registered`` takes ``unit_id`` for the unit that registered; else it is a unit of today with all it came after.
    """

    year: int | None = None
    unit_id: int | None = None
    as_registered: bool = False
    field_id: int | None = None
    stage: Stage | None = None
    words: str = ""

    def as_args(self) -> dict[str, Any]:
        """Return the address arguments of these filters, in Vietnamese, empty ones left out."""
        said = {
            "nam": self.year,
            "don-vi": self.unit_id,
            "theo": "cu" if self.as_registered else "",
            "linh-vuc": self.field_id,
            "giai-doan": self.stage,
            "tu-khoa": self.words,
        }
        return {name: str(value) for name, value in said.items() if value}


def filtered(actor: Actor, filters: Filters) -> Select[Exemplar]:
    """Return the query behind the list, the paper and the spreadsheet, newest sending first."""
    query = visible_to(actor).where(Exemplar.stage != Stage.DISCARDED)
    if filters.year:
        query = query.where(Campaign.year == filters.year)
    if filters.unit_id:
        query = query.where(_of_unit(filters.unit_id, as_registered=filters.as_registered))
    if filters.field_id:
        query = query.where(Exemplar.field_id == filters.field_id)
    if filters.stage:
        query = query.where(Exemplar.stage.in_(_known_as(filters.stage)))
    query = query.where(*every_word(filters.words, Exemplar.folded_text))
    return query.order_by(Campaign.year.desc(), Exemplar.id.desc())


def _registered_by() -> ColumnElement[int]:
    return origin(Exemplar.__tablename__, Exemplar.id, Exemplar.unit_id)


def _of_unit(unit_id: int, *, as_registered: bool) -> ColumnElement[bool]:
    return _registered_by() == unit_id if as_registered else Exemplar.unit_id.in_(lineage_ids(unit_id))


def _known_as(stage: Stage) -> list[Stage]:
    # Asking for "Đang xét" finds what is decided but not released, so that a filter gives no secret away.
    return [real for real in Stage if real.open_stage is stage]


def page_of(query: Select[Exemplar], number: int) -> Page[Exemplar]:
    """Return the page ``number`` of ``query``, the last one when there are not so many."""
    return paging.page_of(query, number, Exemplar.id)


def years() -> Sequence[int]:
    """Return the years that have a campaign, newest first."""
    return db.session.scalars(select(Campaign.year).order_by(Campaign.year.desc())).all()


def counts_by_unit(actor: Actor, filters: Filters) -> dict[int, int]:
    """Return {unit id: how many} of what ``actor`` sees under ``filters``, by present or by registering unit.

    Each exemplar is counted once, so that the numbers add up to the same total before and after a reorganisation.
    """
    by = _registered_by() if filters.as_registered else Exemplar.unit_id
    seen = filtered(actor, filters).order_by(None).with_only_columns(by.label("unit_id")).subquery()
    rows = db.session.execute(select(seen.c.unit_id, func.count().label("number")).group_by(seen.c.unit_id))
    counts = {row.unit_id: row.number for row in rows}
    present = {} if filters.as_registered else present_unit_ids(counts)
    added: dict[int, int] = {}
    for unit_id, number in counts.items():
        unit_id = present.get(unit_id, unit_id)
        added[unit_id] = added.get(unit_id, 0) + number
    return added


def units_with_exemplars(actor: Actor, *, as_registered: bool = False) -> Sequence[Row[int, str]]:
    """Return id and name of the units of which ``actor`` can see an exemplar, by present or by registering unit."""
    ids = counts_by_unit(actor, Filters(as_registered=as_registered))
    return db.session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(ids)).order_by(Unit.id)).all()


def fields(also: int | None = None) -> Sequence[EmulationField]:
    """Return the fields in use, in their order, and the one with the id ``also`` although it is switched off."""
    offered = or_(EmulationField.active, EmulationField.id == also)
    return db.session.scalars(select(EmulationField).where(offered).order_by(EmulationField.position)).all()


def place_kinds() -> Sequence[AreaKind]:
    """Return the kinds of places, in their order."""
    return db.session.scalars(select(AreaKind).order_by(AreaKind.position, AreaKind.id)).all()


def campaign(year: int) -> Campaign | None:
    """Return the campaign of ``year``."""
    query = select(Campaign).filter_by(year=year)
    return asked_once(("campaign", year), lambda: db.session.scalar(query))


def registering(day: date) -> Campaign | None:
    """Return the campaign in which a unit registers on ``day``: that of the day's year, or the coming year's.

    The coming year's goes before once the opening day written down for one of its rounds has come; without a day it
    waits for its year to begin.
    """
    for coming in db.session.scalars(select(Campaign).where(Campaign.year > day.year).order_by(Campaign.year)):
        found = rules.round_on(coming.rounds, day)
        if found and found.opens_on:
            return coming
    return campaign(day.year)


def same_name(item: Exemplar) -> Exemplar | None:
    """Return another exemplar of the unit with the same name in the same campaign, if there is one."""
    twin = select(Exemplar).where(
        Exemplar.campaign_id == item.campaign_id,
        Exemplar.unit_id == item.unit_id,
        Exemplar.folded_name == item.folded_name,
        Exemplar.stage != Stage.DISCARDED,
        Exemplar.id != (item.id or 0),
    )
    return db.session.scalar(twin.limit(1)) if item.folded_name else None


def released_since(actor: Actor, moment: datetime) -> Sequence[Exemplar]:
    """Return the unit's own registrations whose result was made known after ``moment`` and is the last news."""
    result = Exemplar.stage.in_([Stage.AGREED, Stage.DECLINED])
    query = visible_to(actor).where(Exemplar.unit_id == actor.unit_id, Exemplar.released_at > moment, result)
    return db.session.scalars(query.order_by(Exemplar.released_at.desc()).limit(10)).all()


def count_own(actor: Actor, stage: Stage) -> Select[int]:
    """Return the query for how many exemplars the unit has in one stage."""
    return select(func.count()).select_from(_own(actor, stage).with_only_columns(Exemplar.id).subquery())


def _own(actor: Actor, stage: Stage) -> Select[Exemplar]:
    return visible_to(actor).where(Exemplar.unit_id == actor.unit_id, Exemplar.stage == stage)
