"""Reads of topics for those who keep them: the tree with who uses what."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, or_, select

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation.tables import CaseFile, Observation, Topic

USES = (("nội dung nắm được", Observation.topic_id), ("vụ việc", CaseFile.topic_id))


@dataclass(frozen=True)
class Branch:
    """A main topic with those below it, everybody's before a unit's own."""

    top: Topic
    below: list[Topic]


def tree(unit_ids: Collection[int]) -> list[Branch]:
    """Return everybody's topics and the own ones of ``unit_ids``, those switched off too: one statement."""
    seen = or_(Topic.unit_id.is_(None), Topic.unit_id.in_(unit_ids))
    query = select(Topic).where(seen).order_by(Topic.unit_id.is_not(None), Topic.position, Topic.id)
    rows = db.session.scalars(query).all()
    return [Branch(top, [row for row in rows if row.parent_id == top.id]) for top in rows if top.parent_id is None]


def siblings(parent_id: int | None, unit_id: int | None) -> list[Topic]:
    """Return the topics that stand in one order: below one, everybody's or one unit's."""
    query = select(Topic).filter_by(parent_id=parent_id, unit_id=unit_id)
    return list(db.session.scalars(query.order_by(Topic.position, Topic.id)))


def used() -> dict[int, str]:
    """Return in words, by topic, where it is in use; those never used are left out. One statement a use."""
    found: dict[int, list[str]] = {}
    for words, column in USES:
        for topic_id, number in db.session.execute(select(column, func.count()).group_by(column)):
            found.setdefault(topic_id, []).append(f"{number} {words}")
    return {topic_id: ", ".join(parts) for topic_id, parts in found.items()}


def uses_of(topic: Topic) -> str:
    """Return in words where a topic, or one below it, is in use; "" for nowhere."""
    below = db.session.scalars(select(Topic.id).filter_by(parent_id=topic.id)).all()
    if below:
        return f"{len(below)} lĩnh vực bên dưới"
    return used().get(topic.id, "")
