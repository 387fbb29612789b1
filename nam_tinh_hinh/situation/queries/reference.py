"""Reads of the reference rows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from nam_tinh_hinh.kernel.db import asked_once, db
from nam_tinh_hinh.situation.tables import Channel, PeopleGroup, Threshold, Topic
from nam_tinh_hinh.situation.thresholds import Code


@dataclass(frozen=True)
class TopicLine:
    """One topic as it is offered: those below stand after the one above."""

    id: int
    code: str
    label: str
    parent_id: int | None
    above: str = ""

    @property
    def full_label(self) -> str:
        return f"{self.above}: {self.label}" if self.above else self.label


def topics(unit_ids: Collection[int] = (), *, also: int | None = None, all_of_them: bool = False) -> list[TopicLine]:
    """Return the topics in use in the order of the plan, each main one before those below it.

    ``unit_ids``: whose own topics are offered beside everybody's; ``also`` one that is kept although switched off.
    """
    asked = ("topics", frozenset(unit_ids), also, all_of_them)
    return list(asked_once(asked, lambda: _topics(unit_ids, also, all_of_them)))


def _topics(unit_ids: Collection[int], also: int | None, all_of_them: bool) -> list[TopicLine]:
    query = select(Topic).order_by(Topic.position, Topic.id)
    query = query if all_of_them else query.where(topic_offered(unit_ids, also))
    return [
        TopicLine(row.id, row.code, row.label, row.parent_id, above)
        for row, above in in_plan(db.session.scalars(query).all())
    ]


def topic_offered(unit_ids: Collection[int], also: int | None) -> ColumnElement[bool]:
    """Return the condition of the topics in use, everybody's and the own ones of ``unit_ids``, and of ``also``."""
    return and_(in_use(Topic, also), or_(Topic.unit_id.is_(None), Topic.unit_id.in_(unit_ids)))


def in_use(table: Any, also: int | None) -> ColumnElement[bool]:
    """Return the condition of the reference rows in use, and of ``also`` although it is switched off."""
    return or_(table.active, table.id == also)


def in_plan(rows: Sequence[Any]) -> list[tuple[Any, str]]:
    """Return topics that stand by position, each main one before those below it, with the label of the one above."""
    below: dict[int | None, list[Any]] = {}
    for row in rows:
        below.setdefault(row.parent_id, []).append(row)
    return [
        (row, top.label if row.parent_id else "")
        for top in below.get(None, ())
        for row in (top, *below.get(top.id, ()))
    ]


def channels(also: int | None = None) -> Sequence[Channel]:
    """Return the channels in use, the regular ones first, and ``also`` although it is switched off."""
    offered = select(Channel).where(in_use(Channel, also))
    return db.session.scalars(offered.order_by(Channel.position, Channel.id)).all()


def groups(also: int | None = None) -> Sequence[PeopleGroup]:
    """Return the groups of people in use, and ``also`` although it is switched off."""
    offered = select(PeopleGroup).where(in_use(PeopleGroup, also))
    return db.session.scalars(offered.order_by(PeopleGroup.position, PeopleGroup.id)).all()


def thresholds() -> Sequence[Threshold]:
    """Return the numbers the rules go by, in their order."""
    query = select(Threshold).order_by(Threshold.position, Threshold.id)
    return asked_once("thresholds", lambda: db.session.scalars(query).all())


def threshold(code: Code) -> int:
    """Return one of them. Raises ``LookupError`` when the row is missing (``seed`` adds it)."""
    value = next((row.value for row in thresholds() if row.code == code.value), None)
    if value is None:
        raise LookupError(code)
    return value
