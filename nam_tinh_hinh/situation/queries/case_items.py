"""Reads of what may go into a case: chosen observations, those that speak of the same, the cases one may go into."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paging import PER_PAGE, Page, page_of
from nam_tinh_hinh.kernel.text.similar import most_alike
from nam_tinh_hinh.situation.enums import GATHERED, SHARED, CaseStage
from nam_tinh_hinh.situation.queries import similar
from nam_tinh_hinh.situation.queries.casework import cases_visible_to, items
from nam_tinh_hinh.situation.queries.observing import found_by, visible_to
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import CaseFile, CaseItem, Observation

MOST_COMPARED, TEXTS_COMPARED = 2000, 6


def chosen(person: Reach, ids: Collection[int]) -> Sequence[Observation]:
    """Return those of the observations ``ids`` that he may see and that a focal point has confirmed, oldest first."""
    query = visible_to(person).where(Observation.id.in_(ids), Observation.stage.in_(SHARED))
    query = query.options(joinedload(Observation.area), joinedload(Observation.unit), joinedload(Observation.topic))
    return db.session.scalars(query.order_by(Observation.on_day, Observation.id)).all()


def _addable(person: Reach, case_id: int) -> Select[Any]:
    inside = select(CaseItem.observation_id).where(CaseItem.case_id == case_id)
    query = visible_to(person).where(Observation.stage.in_(GATHERED), Observation.id.not_in(inside))
    return query.options(joinedload(Observation.area), joinedload(Observation.unit))


def found_by_words(person: Reach, case_id: int, words: str, number: int) -> Page[Observation]:
    """Return page ``number`` of what may go into a case and holds every one of ``words``, newest first."""
    query = _addable(person, case_id).where(*found_by(person, words))
    return page_of(query.order_by(Observation.on_day.desc(), Observation.id.desc()), number, Observation.id)


def speaking_of(person: Reach, case: CaseFile) -> Page[Observation]:
    """Return what says something like a case, or like what is in it, most alike first: at most one page.

    Looked through are the ``MOST_COMPARED`` newest of the last days (``Code.SIMILAR_DAYS``) in the same main topic.
    """
    query = _addable(person, case.id).where(similar.recent(), similar.same_field(case.topic_id))
    rows = similar.similar(query, *_texts_of(person, case), most=PER_PAGE, compared=MOST_COMPARED)
    return Page(rows, 1, len(rows))


def _texts_of(person: Reach, case: CaseFile) -> list[str]:
    inside = db.session.execute(items(person, case.id).limit(TEXTS_COMPARED)).all()
    return [f"{case.title} {case.summary}", *(row.Observation.content for row in inside)]


def cases_with(person: Reach, observation_id: int) -> Sequence[CaseFile]:
    """Return the cases that hold an observation, of those he may see, the open ones first."""
    holding = select(CaseItem.case_id).where(CaseItem.observation_id == observation_id)
    query = cases_visible_to(person).where(CaseFile.id.in_(holding))
    query = query.options(joinedload(CaseFile.responsible_unit))
    return db.session.scalars(query.order_by(CaseFile.stage == CaseStage.CLOSED, CaseFile.id)).all()


def cases_for(person: Reach, observation: Observation) -> list[CaseFile]:
    """Return the open cases he leads that an observation may go into, those that say something like it first."""
    holding = select(CaseItem.case_id).where(CaseItem.observation_id == observation.id)
    query = select(CaseFile).where(CaseFile.unit_id.in_(person.desks), CaseFile.id.not_in(holding))
    query = query.where(CaseFile.stage != CaseStage.CLOSED).order_by(CaseFile.opened_at.desc(), CaseFile.id.desc())
    rows = db.session.scalars(query.limit(MOST_COMPARED)).all()
    texts = ((row.id, f"{row.title} {row.summary}") for row in rows)
    order = [one for one, _value in most_alike(observation.content, texts, 0.0, len(rows))]
    return sorted(rows, key=lambda row: order.index(row.id) if row.id in order else len(order))[:PER_PAGE]
