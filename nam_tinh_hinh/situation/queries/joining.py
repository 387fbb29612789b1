"""Reads for joining: what says the same as an observation, by itself or by the words one looks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import joinedload

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation.enums import GATHERED
from nam_tinh_hinh.situation.likeness import pieces
from nam_tinh_hinh.situation.queries import similar
from nam_tinh_hinh.situation.queries.observing import found_by, visible_to
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import Observation

FOUND = 20
NAMES = (Observation.unit, Observation.area, Observation.topic)


@dataclass(frozen=True)
class Alike:
    """An observation into which another may be joined, and why the two look alike."""

    observation: Observation
    pieces: Sequence[tuple[str, bool]]
    same_area: bool
    same_topic: bool


def alike(person: Reach, row: Observation, most: int) -> list[Alike]:
    """Return what the person sees of the last days that likely says the same as ``row``, most alike first."""
    query = _to_join(person, row).where(similar.recent())
    return [_why(row, one) for one in similar.similar(query, row.content, most=most, names=NAMES)]


def found_by_words(person: Reach, row: Observation, words: str) -> list[Alike]:
    """Return what the person sees and can join ``row`` to in which every one of ``words`` stands, newest first."""
    query = _to_join(person, row).where(*found_by(person, words))
    newest = query.order_by(Observation.on_day.desc(), Observation.id.desc()).limit(FOUND)
    return [_why(row, one) for one in db.session.scalars(newest.options(*map(joinedload, NAMES)))]


def _to_join(person: Reach, row: Observation) -> Select[Any]:
    return visible_to(person).where(Observation.stage.in_(GATHERED), Observation.id != row.id)


def _why(row: Observation, other: Observation) -> Alike:
    same_area, same_topic = other.area_id == row.area_id, other.topic_id == row.topic_id
    return Alike(other, pieces(other.content, row.content), same_area, same_topic)
