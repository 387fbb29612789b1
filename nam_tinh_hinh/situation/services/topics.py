"""Writes of topics: the administrator keeps everybody's, a focal point his unit's own below a main one.

Codes are made once and never change; what was ever used is switched off, never removed.
"""

from typing import Any

from sqlalchemy import select

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.people.refusals import EntryRefused
from nam_tinh_hinh.situation.queries import topic_tree as queries
from nam_tinh_hinh.situation.tables import Topic

TOPIC = "topic"
CODE_MOST = 56
KEPT = ("code", "label", "position", "active", "parent_id", "unit_id")


def add(*, actor: history.Doer, parent: Topic, label: str, unit_id: int | None, key: str | None = None) -> Topic:
    """Add a topic below a main one: a unit's own, or everybody's when ``unit_id`` is None.

    The same ``key`` again returns the first. Raises ``EntryRefused`` when one beside it is called so.
    """
    if earlier := history.replayed(key, actor, TOPIC, action="add"):
        return db.session.get_one(Topic, earlier.subject_id)
    if parent.parent_id is not None:
        raise EntryRefused("Chọn một lĩnh vực chính.", field="parent_id")
    _refuse_twin(parent.id, unit_id, label)
    beside = queries.siblings(parent.id, unit_id)
    place = max((row.position for row in beside), default=0) + 1
    row = Topic(code=_code(parent, label), label=label, position=place, parent_id=parent.id, unit_id=unit_id)
    db.session.add(row)
    db.session.flush()
    _note(actor, "add", row, None, {"label": label}, key)
    return row


def rename(*, actor: history.Doer, topic: Topic, label: str, key: str | None = None) -> None:
    """Give a topic other words; its code stays. Raises ``EntryRefused`` when one beside it is called so."""
    if label == topic.label or history.replayed(key, actor, TOPIC, subject_id=topic.id):
        return
    _refuse_twin(topic.parent_id, topic.unit_id, label, besides=topic.id)
    before, topic.label = topic.label, label
    _note(actor, "rename", topic, {"label": before}, {"label": label}, key)


def move(*, actor: history.Doer, topic: Topic, by: int) -> None:
    """Move a topic up (-1) or down (+1) among those beside it; at the end nothing happens."""
    beside = queries.siblings(topic.parent_id, topic.unit_id)
    place = beside.index(topic)
    if not 0 <= place + by < len(beside):
        return
    beside.insert(place + by, beside.pop(place))
    for number, row in enumerate(beside, start=1):
        row.position = number
    said = {"label": topic.label}
    _note(actor, "move", topic, said | {"order": place + 1}, said | {"order": place + by + 1})


def switch(*, actor: history.Doer, topic: Topic) -> None:
    """Switch a topic off, or on again: off, it is offered no more and keeps its words where it stands."""
    topic.active = not topic.active
    said = {"label": topic.label, "active": topic.active}
    _note(actor, "switch_on" if topic.active else "switch_off", topic, said | {"active": not topic.active}, said)


def remove(*, actor: history.Doer, topic: Topic) -> history.Event:
    """Remove a topic that was never used; the event brings it back. Raises ``EntryRefused``, naming its uses."""
    if used := queries.uses_of(topic):
        raise EntryRefused(
            f"Không bỏ được “{topic.label}” vì đang dùng ở {used}. Muốn thôi dùng từ nay, hãy bấm “Tắt”."
        )
    event = _note(actor, "remove", topic, {name: getattr(topic, name) for name in KEPT}, None)
    db.session.delete(topic)
    db.session.flush()
    return event


def restore(*, actor: history.Doer, event: history.Event) -> Topic:
    """Bring back the topic that ``event`` removed. Raises ``EntryRefused`` when it is there or its words are taken."""
    was = (event.details or {}).get("before") or {}
    if db.session.scalar(select(Topic.id).filter_by(code=was["code"])):
        raise EntryRefused(f"Đã có lĩnh vực “{was['label']}”.")
    _refuse_twin(was["parent_id"], was["unit_id"], was["label"])
    row = Topic(**{name: was[name] for name in KEPT})
    db.session.add(row)
    db.session.flush()
    _note(actor, "restore", row, None, {"label": row.label})
    return row


def _refuse_twin(parent_id: int | None, unit_id: int | None, label: str, besides: int | None = None) -> None:
    """Refuse words that everybody's or the unit's own topics beside it have."""
    beside = [*queries.siblings(parent_id, None), *(queries.siblings(parent_id, unit_id) if unit_id else ())]
    if any(row.id != besides and fold(row.label) == fold(label) for row in beside):
        raise EntryRefused(f"Đã có lĩnh vực “{label}”.", field="label")


def _code(parent: Topic, label: str) -> str:
    bare = f"{parent.code}.{fold(label).replace(' ', '_') or 'linh_vuc'}"[: CODE_MOST - 5]
    taken = set(db.session.scalars(select(Topic.code).where(Topic.code.startswith(bare, autoescape=True))))
    return next(code for n in range(len(taken) + 1) if (code := f"{bare}_{n + 1}" if n else bare) not in taken)


def _note(
    actor: history.Doer, action: str, row: Topic, before: Any, after: Any, key: str | None = None
) -> history.Event:
    details = {"before": before, "after": after}
    return history.record(
        actor=actor, action=action, subject=TOPIC, subject_id=row.id, details=details, key=history.unused(key)
    )
