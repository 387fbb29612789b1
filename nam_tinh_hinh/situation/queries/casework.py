"""Reads of case files: who may see which, their list, one of them with what is in it and what was written."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select
from sqlalchemy.orm import joinedload

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paging import Page, page_of, page_of_columns
from nam_tinh_hinh.kernel.search import every_word
from nam_tinh_hinh.people.tables import Area, Unit
from nam_tinh_hinh.situation.enums import CaseEntryKind, CaseStage
from nam_tinh_hinh.situation.queries.observing import visible_to
from nam_tinh_hinh.situation.queries.offered import Offers, offer, offered, pairs, topics_of
from nam_tinh_hinh.situation.queries.reaching import inside
from nam_tinh_hinh.situation.queries.reference import in_plan
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import CaseEntry, CaseFile, CaseItem, Observation, Petition, Topic

NAMES = (CaseFile.unit, CaseFile.responsible_unit, CaseFile.topic, CaseFile.area)


def house_of(person: Reach) -> int | None:
    """Return the unit in whose name a focal point keeps cases, None for everybody else."""
    return person.house_id if person.desks else None


def cases_visible_to(person: Reach) -> Select[Any]:
    """Return the query for the cases that ``person`` may see: the only way to a row.

    The focal points of the unit that keeps it, whoever speaks for the responsible unit, and those who read all that
    was gathered from a unit above downward; nobody else.
    """
    return select(CaseFile).where(
        or_(
            CaseFile.unit_id.in_(person.desks),
            CaseFile.responsible_unit_id.in_(person.speaks),
            inside(person, CaseFile.unit_id) if person.tops else False,
        )
    )


def case_ids(person: Reach, *conditions: ColumnElement[bool]) -> Select[Any]:
    """Return the query for the ids of those cases, under ``conditions``."""
    return cases_visible_to(person).where(*conditions).with_only_columns(CaseFile.id)


def case(person: Reach, case_id: int) -> CaseFile | None:
    """Return one case with what its page names, if ``person`` may see it."""
    query = cases_visible_to(person).where(CaseFile.id == case_id)
    return db.session.scalar(query.options(*(joinedload(name) for name in NAMES)))


@dataclass(frozen=True)
class CaseFilters:
    """What the list is narrowed to; every value comes from the address and goes back into it."""

    words: str = ""
    stage: CaseStage | None = None
    topic_id: int | None = None
    area_id: int | None = None
    unit_id: int | None = None
    overdue: bool = False

    def as_args(self) -> dict[str, str]:
        """Return the address arguments of these filters, empty ones left out."""
        said = {
            "tu-khoa": self.words, "giai-doan": self.stage, "linh-vuc": self.topic_id, "dia-ban": self.area_id,
            "don-vi": self.unit_id, "xem-lai": "qua-han" if self.overdue else "",
        }  # fmt: skip
        return {name: str(value) for name, value in said.items() if value}


def filtered(person: Reach, filters: CaseFilters) -> Select[Any]:
    """Return the cases under ``filters``: by the day of their next review, the closed ones last."""
    query = cases_visible_to(person).options(*(joinedload(name) for name in NAMES))
    same = {
        CaseFile.stage: filters.stage, CaseFile.area_id: filters.area_id, CaseFile.responsible_unit_id: filters.unit_id
    }  # fmt: skip
    query = query.where(*(column == value for column, value in same.items() if value))
    if filters.topic_id:
        at_or_below = or_(Topic.id == filters.topic_id, Topic.parent_id == filters.topic_id)
        query = query.where(CaseFile.topic_id.in_(select(Topic.id).where(at_or_below)))
    if filters.overdue:
        query = query.where(CaseFile.review_on < clock.today())
    query = query.where(*every_word(filters.words, CaseFile.folded_title))
    closed_last = CaseFile.stage == CaseStage.CLOSED
    return query.order_by(closed_last, CaseFile.review_on, CaseFile.closed_at.desc(), CaseFile.id)


def cases_page(person: Reach, filters: CaseFilters, number: int) -> Page[CaseFile]:
    """Return page ``number`` of the list, the last one when there are not so many."""
    return page_of(filtered(person, filters), number, CaseFile.id)


def all_cases(person: Reach, filters: CaseFilters) -> Sequence[CaseFile]:
    """Return the whole list, for paper and spreadsheet."""
    return db.session.scalars(filtered(person, filters)).all()


@dataclass(frozen=True)
class CaseChoices:
    """What the list can be narrowed to, as (id, name): topics in use, areas and responsible units that cases name."""

    topics: Offers
    areas: Offers
    units: Offers


def case_choices(person: Reach, topic_id: int | None) -> CaseChoices:
    """Return what the cases he may see name, and all topics in use with ``topic_id``: one statement."""
    seen = cases_visible_to(person)
    found = offered(
        topics_of((), topic_id),
        offer("area", Area.id, Area.name, among=[Area.id.in_(seen.with_only_columns(CaseFile.area_id))]),
        offer("unit", Unit.id, Unit.name, among=[Unit.id.in_(seen.with_only_columns(CaseFile.responsible_unit_id))]),
    )
    topics = [
        (row.id, f"{above}: {row.label}" if above else row.label) for row, above in in_plan(found.get("topic", ()))
    ]
    return CaseChoices(topics, pairs(found.get("area", ())), pairs(found.get("unit", ())))


def sizes(person: Reach, ids: Collection[int]) -> dict[int, int]:
    """Return how many observations each case holds, of those ``person`` may see; cases without any are left out."""
    query = visible_to(person).join(CaseItem, CaseItem.observation_id == Observation.id)
    counted = query.where(CaseItem.case_id.in_(ids)).with_only_columns(CaseItem.case_id, func.count())
    return {one: number for one, number in db.session.execute(counted.group_by(CaseItem.case_id))}  # noqa: C416 - rows


def items(person: Reach, case_id: int) -> Select[Any]:
    """Return the query for (observation, its petition or None) in a case, of those he may see, newest first."""
    query = visible_to(person).join(CaseItem, CaseItem.observation_id == Observation.id)
    query = query.outerjoin(Petition, Petition.observation_id == Observation.id).add_columns(Petition)
    query = query.options(joinedload(Observation.area), joinedload(Observation.unit))
    return query.where(CaseItem.case_id == case_id).order_by(Observation.on_day.desc(), Observation.id.desc())


def items_page(person: Reach, case_id: int, number: int) -> Page[Row[Any]]:
    """Return page ``number`` of what is in a case."""
    return page_of_columns(items(person, case_id), number, Observation.id)


def all_items(person: Reach, case_id: int) -> Sequence[Row[Any]]:
    """Return everything in a case that he may see, for its paper."""
    return db.session.execute(items(person, case_id)).all()


def entry(case_id: int, entry_id: int) -> CaseEntry | None:
    """Return one entry of a case, removed or not."""
    return db.session.scalar(select(CaseEntry).filter_by(id=entry_id, case_id=case_id))


def entry_by_id(entry_id: int) -> CaseEntry | None:
    """Return one entry that was not removed; whose case it is and who may see it is for the caller to ask."""
    return db.session.scalar(select(CaseEntry).filter_by(id=entry_id, removed_at=None))


def entries(case_id: int) -> Sequence[CaseEntry]:
    """Return what was written about a case and not removed, the newest day first."""
    query = select(CaseEntry).filter_by(case_id=case_id, removed_at=None)
    return db.session.scalars(query.order_by(CaseEntry.on_day.desc(), CaseEntry.id.desc())).all()


def reviews_due(person: Reach, day: date) -> Select[Any]:
    """Return the query for the cases he leads that are to be looked at again by ``day``, the longest due first."""
    query = select(CaseFile).where(CaseFile.unit_id.in_(person.desks), CaseFile.review_on <= day)
    return query.order_by(CaseFile.review_on, CaseFile.id)


def entrusted(person: Reach) -> Select[Any]:
    """Return the query for the cases entrusted to his unit by another, about which no measure was written yet."""
    measured = select(CaseEntry.case_id).where(CaseEntry.kind == CaseEntryKind.MEASURE, CaseEntry.removed_at.is_(None))
    query = select(CaseFile).where(
        CaseFile.responsible_unit_id.in_(person.speaks), CaseFile.unit_id.not_in(person.desks),
        CaseFile.stage != CaseStage.CLOSED, CaseFile.id.not_in(measured),
    )  # fmt: skip
    return query.options(joinedload(CaseFile.unit)).order_by(CaseFile.opened_at, CaseFile.id)
