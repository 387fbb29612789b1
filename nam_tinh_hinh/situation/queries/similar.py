"""What says much the same: one way to look, for hints while writing, for joining, for cases, for what came again."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.text.similar import LIKELY_SAME, most_alike
from nam_tinh_hinh.situation.queries.reference import threshold
from nam_tinh_hinh.situation.tables import Observation, Topic
from nam_tinh_hinh.situation.thresholds import Code

# So many of the newest are compared: a commune gathers some hundred in two months.
COMPARED = 800


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
    the newest are looked through. ``names`` are loaded along. Two statements.
    """
    ids = _likest(query, texts, most, compared)
    if not ids:
        return []
    rows = db.session.scalars(query.where(Observation.id.in_(ids)).options(*map(joinedload, names)))
    found = {row.id: row for row in rows}
    return [found[one] for one in ids]


def _likest(query: Select[Any], texts: Iterable[str], most: int, compared: int) -> list[int]:
    newest = query.order_by(Observation.on_day.desc(), Observation.id.desc()).limit(compared)
    rows = db.session.execute(newest.with_only_columns(Observation.id, Observation.content)).all()
    said = [(one, content) for one, content in rows]
    likeness: dict[int, float] = {}
    for text in texts:
        for one, value in most_alike(text, said, LIKELY_SAME, most):
            likeness[one] = max(value, likeness.get(one, 0.0))
    return sorted(likeness, key=likeness.__getitem__, reverse=True)[:most]
