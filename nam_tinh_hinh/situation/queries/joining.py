"""Reads for joining: what says the same as an observation, by itself or by the words one looks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import joinedload

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.search import every_word
from nam_tinh_hinh.kernel.text.similar import LIKELY_SAME, most_alike
from nam_tinh_hinh.situation.enums import GATHERED
from nam_tinh_hinh.situation.likeness import pieces
from nam_tinh_hinh.situation.queries.observing import visible_to
from nam_tinh_hinh.situation.queries.reference import threshold
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import Observation
from nam_tinh_hinh.situation.thresholds import Code

# Compared are the newest of them: a commune gathers some hundred in two months.
COMPARED, FOUND = 800, 20
COMPARED_BY = Observation.id, Observation.content


@dataclass(frozen=True)
class Alike:
    """An observation into which another may be joined, and why the two look alike."""

    observation: Observation
    pieces: Sequence[tuple[str, bool]]
    same_area: bool
    same_topic: bool


def alike(person: Reach, row: Observation, most: int) -> list[Alike]:
    """Return what the person sees of the last days that likely says the same as ``row``, most alike first."""
    since = clock.today() - timedelta(days=threshold(Code.SIMILAR_DAYS))
    recent = _to_join(person, row).where(Observation.on_day >= since).order_by(Observation.id.desc()).limit(COMPARED)
    texts = [(one, text) for one, text in db.session.execute(recent.with_only_columns(*COMPARED_BY))]
    ids = [one for one, _likeness in most_alike(row.content, texts, LIKELY_SAME, most)]
    found = {one.id: one for one in _named(_to_join(person, row).where(Observation.id.in_(ids)))} if ids else {}
    return [_why(row, found[one]) for one in ids]


def found_by_words(person: Reach, row: Observation, words: str) -> list[Alike]:
    """Return what the person sees and can join ``row`` to in which every one of ``words`` stands, newest first."""
    query = _to_join(person, row).where(*every_word(words, Observation.folded_content))
    return [_why(row, one) for one in _named(query.order_by(Observation.on_day.desc(), Observation.id.desc()))]


def _to_join(person: Reach, row: Observation) -> Select[Any]:
    return visible_to(person).where(Observation.stage.in_(GATHERED), Observation.id != row.id)


def _named(query: Select[Any]) -> Sequence[Observation]:
    names = (Observation.unit, Observation.area, Observation.topic)
    return db.session.scalars(query.options(*map(joinedload, names)).limit(FOUND)).all()


def _why(row: Observation, other: Observation) -> Alike:
    same_area, same_topic = other.area_id == row.area_id, other.topic_id == row.topic_id
    return Alike(other, pieces(other.content, row.content), same_area, same_topic)
