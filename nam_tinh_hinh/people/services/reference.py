"""Writes of the reference tables: add, rename, move, switch, remove. Codes are made once and never change."""

from typing import Any

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.reference import Reference, counts, rows
from nam_tinh_hinh.kernel.text import fold

CODE_MOST = 40


class ReferenceRefused(Exception):
    """A row that cannot be changed so; the sentence says why and what to do."""


def add(*, actor: history.Doer, reference: Reference, label: str, key: str | None = None) -> Any:
    """Add a row at the end, with a code made of its label; the same ``key`` again returns the first's.

    Raises ``ReferenceRefused`` when a row is called so already.
    """
    if earlier := history.replayed(key, actor, reference.subject):
        return db.session.get(reference.table, earlier.subject_id)
    there = rows(reference)
    _refuse_twin(there, label)
    row = reference.table(code=_code(label, {row.code for row in there}), label=label, position=len(there))
    db.session.add(row)
    db.session.flush()
    _note(actor, "add", reference, row, None, {"label": label}, key)
    return row


def rename(*, actor: history.Doer, reference: Reference, row: Any, label: str) -> None:
    """Give a row other words. Raises ``ReferenceRefused`` when another is called so."""
    if label == row.label:
        return
    _refuse_twin([other for other in rows(reference) if other.id != row.id], label)
    before, row.label = row.label, label
    _note(actor, "rename", reference, row, {"label": before}, {"label": label})


def move(*, actor: history.Doer, reference: Reference, row: Any, by: int) -> None:
    """Move a row up (-1) or down (+1) by one place; at the end of the list nothing happens."""
    order = rows(reference)
    place = next(n for n, other in enumerate(order) if other.id == row.id)
    if not 0 <= place + by < len(order):
        return
    order.insert(place + by, order.pop(place))
    for number, other in enumerate(order):
        other.position = number
    _note(actor, "move", reference, row, _place(row, place), _place(row, place + by))


def _place(row: Any, place: int) -> dict[str, Any]:
    return {"label": row.label, "order": place + 1}


def switch(*, actor: history.Doer, reference: Reference, row: Any) -> None:
    """Switch a row off, or on again: one that is off is offered no more and keeps its word where it stands."""
    row.active = not row.active
    said = {"label": row.label, "active": row.active}
    action = "switch_on" if row.active else "switch_off"
    _note(actor, action, reference, row, said | {"active": not row.active}, said)


def remove(*, actor: history.Doer, reference: Reference, row: Any) -> history.Event:
    """Remove a row that nobody uses; return the history row, by which ``restore`` brings it back.

    Raises ``ReferenceRefused``, naming where it is in use.
    """
    if used := counts(reference).get(row.id):
        where = ", ".join(f"{number} {words}" for number, words in used)
        instead = " Muốn thôi dùng từ nay, hãy bấm “Tắt”." if reference.can_switch_off else ""
        raise ReferenceRefused(f"Không bỏ được “{row.label}” vì đang dùng ở {where}.{instead}")
    event = _note(actor, "remove", reference, row, {name: getattr(row, name) for name in _columns(reference)}, None)
    db.session.delete(row)
    db.session.flush()
    return event


def restore(*, actor: history.Doer, reference: Reference, event: history.Event) -> Any:
    """Bring back the row that ``event`` removed, with its code and its place; return it.

    Raises ``ReferenceRefused`` when another has taken its code or its words.
    """
    was = (event.details or {}).get("before") or {}
    if event.action != "remove" or event.subject != reference.subject or not was:
        raise ReferenceRefused("Không có dòng nào để lấy lại.")
    there = rows(reference)
    if was["code"] in {row.code for row in there}:
        raise ReferenceRefused(f"Đã có dòng “{was['label']}”.")
    _refuse_twin(there, was["label"])
    row = reference.table(**{name: was[name] for name in _columns(reference)})
    db.session.add(row)
    db.session.flush()
    _note(actor, "restore", reference, row, None, was)
    return row


def _columns(reference: Reference) -> list[str]:
    return ["code", "label", "position", *(["active"] if reference.can_switch_off else [])]


def _refuse_twin(others: list[Any], label: str) -> None:
    if any(fold(other.label) == fold(label) for other in others):
        raise ReferenceRefused(f"Đã có dòng “{label}”.")


def _code(label: str, taken: set[str]) -> str:
    bare = fold(label).replace(" ", "_")[: CODE_MOST - 4] or "dong"
    return next(code for n in range(len(taken) + 1) if (code := f"{bare}_{n + 1}" if n else bare) not in taken)


def _note(
    actor: history.Doer, action: str, reference: Reference, row: Any, before: Any, after: Any, key: str | None = None
) -> history.Event:
    details = {"before": before, "after": after}
    return history.record(
        actor=actor, action=action, subject=reference.subject, subject_id=row.id, details=details, key=key
    )
