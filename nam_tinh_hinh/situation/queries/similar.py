"""What says much the same: one way to look, for hints while writing, for joining, for cases, for what came again."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from nam_tinh_hinh.kernel import clock, searching
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.searching import Term
from nam_tinh_hinh.kernel.text.similar import LIKELY_SAME, most_alike, terms
from nam_tinh_hinh.situation.queries.observing import INDEXED_AS
from nam_tinh_hinh.situation.queries.reference import threshold
from nam_tinh_hinh.situation.tables import Observation, Topic
from nam_tinh_hinh.situation.thresholds import Code

# So many of the newest are compared: a commune gathers some hundred in two months.
COMPARED = 800
# How many pairs of words the index of search is asked for at once.
MOST_PAIRS = 40


def recent() -> ColumnElement[bool]:
    """Return the condition of what was heard in the last ``Code.SIMILAR_DAYS`` days."""
    return Observation.on_day >= clock.today() - timedelta(days=threshold(Code.SIMILAR_DAYS))


def same_field(topic_id: int) -> ColumnElement[bool]:
    """Return the condition of what belongs to the same main topic, with all below it."""
    own = aliased(Topic)
    main = select(func.coalesce(own.parent_id, own.id)).where(own.id == topic_id).scalar_subquery()
    return Observation.topic_id.in_(select(Topic.id).where(or_(Topic.id == main, Topic.parent_id == main)))


def similar(
    query: Select[Any], *texts: str, most: int, names: Iterable[Any] = (), compared: int = COMPARED
) -> list[Observation]:
    """Return what likely says the same as one of ``texts``, at most ``most``, the likest first.

    ``query`` is of observations that the reader may see (``visible_to``), narrowed to what is of use; ``compared`` of
    the newest are looked through, and where there are more, as many of the others that the index of search finds to
    share two neighbouring words. ``names`` are loaded along. Two statements, three where there are more.
    """
    ids = _likest(query, texts, most, compared)
    if not ids:
        return []
    rows = db.session.scalars(query.where(Observation.id.in_(ids)).options(*map(joinedload, names)))
    found = {row.id: row for row in rows}
    return [found[one] for one in ids]


def _likest(query: Select[Any], texts: Iterable[str], most: int, compared: int) -> list[int]:
    texts = list(texts)
    said = _newest(query, compared)
    if len(said) == compared and (pairs := _pairs(texts)):
        held = Observation.id.in_(searching.row_ids_with_any(INDEXED_AS, pairs))
        said = list(dict.fromkeys([*said, *_newest(query.where(held), compared)]))
    likeness: dict[int, float] = {}
    for text in texts:
        for one, value in most_alike(text, said, LIKELY_SAME, most):
            likeness[one] = max(value, likeness.get(one, 0.0))
    return sorted(likeness, key=likeness.__getitem__, reverse=True)[:most]


def _newest(query: Select[Any], most: int) -> list[tuple[int, str]]:
    newest = query.order_by(Observation.on_day.desc(), Observation.id.desc()).limit(most)
    return [
        (one, said) for one, said in db.session.execute(newest.with_only_columns(Observation.id, Observation.content))
    ]


def _pairs(texts: Iterable[str]) -> tuple[Term, ...]:
    """Return the pairs of neighbouring words that are no everyday ones: Vietnamese meaning sits in pairs."""
    found = (term for text in texts for term in sorted(terms(text)) if " " in term)
    return tuple(Term(tuple(pair.split())) for pair in islice(dict.fromkeys(found), MOST_PAIRS))
