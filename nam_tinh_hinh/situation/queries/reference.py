"""Reads of the reference rows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

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
    if not all_of_them:
        query = query.where(
            or_(Topic.active, Topic.id == also), or_(Topic.unit_id.is_(None), Topic.unit_id.in_(unit_ids))
        )
    rows = db.session.scalars(query).all()
    below: dict[int | None, list[Topic]] = {}
    for row in rows:
        below.setdefault(row.parent_id, []).append(row)
    tops = {row.id: row.label for row in below.get(None, ())}
    return [
        TopicLine(row.id, row.code, row.label, row.parent_id, tops.get(row.parent_id or 0, ""))
        for top in below.get(None, ())
        for row in (top, *below.get(top.id, ()))
    ]


def channels(also: int | None = None) -> Sequence[Channel]:
    """Return the channels in use, the regular ones first, and ``also`` although it is switched off."""
    offered = or_(Channel.active, Channel.id == also)
    return db.session.scalars(select(Channel).where(offered).order_by(Channel.position, Channel.id)).all()


def groups(also: int | None = None) -> Sequence[PeopleGroup]:
    """Return the groups of people in use, and ``also`` although it is switched off."""
    offered = or_(PeopleGroup.active, PeopleGroup.id == also)
    return db.session.scalars(select(PeopleGroup).where(offered).order_by(PeopleGroup.position, PeopleGroup.id)).all()


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
