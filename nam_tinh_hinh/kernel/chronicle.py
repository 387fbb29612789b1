"""The history in words: each room says here what its subjects and actions are called, and which an outsider may read.

A subject that nobody opened is closed: whoever administers sees that something was done to it and by whom, never what
was decided, from which stage, or why. So a room added later leaks nothing by being forgotten.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from nam_tinh_hinh.kernel.history import Event

UNNAMED, CLOSED, OTHER = "Việc khác", "Việc khác", "Việc nghiệp vụ"
EMPTY = "(trống)"


@dataclass(frozen=True)
class Subject:
    """What is done things to: its name, the words for its actions, and whether they may be read outside its room.

    ``closed_word`` is the one word for all actions of a closed subject.
    """

    label: str
    actions: Mapping[str, str] = field(default_factory=dict)
    is_open: bool = True
    closed_word: str = OTHER


SUBJECTS: dict[str, Subject] = {}
FIELDS: dict[str, str] = {}
HIDDEN: set[str] = set()
_UNKNOWN = Subject(CLOSED, is_open=False)


def register(name: str, subject: Subject) -> None:
    """Give a subject its words; the same name again replaces them."""
    SUBJECTS[name] = subject


def register_room(opened: Mapping[str, tuple[str, Mapping[str, str]]], closed: Mapping[str, tuple[str, str]]) -> None:
    """Give the subjects of a room their words: an open one (name, words of its actions), a closed one (name, word)."""
    for subject, (label, actions) in opened.items():
        register(subject, Subject(label, actions))
    for subject, (label, word) in closed.items():
        register(subject, Subject(label, is_open=False, closed_word=word))


def register_fields(words: Mapping[str, str]) -> None:
    """Give words to the keys that stand in ``details``."""
    FIELDS.update(words)


def hide_fields(*names: str) -> None:
    """Leave out of the words what is kept in ``details`` only for the program itself, such as row numbers."""
    HIDDEN.update(names)


def subject_of(event: Event) -> Subject:
    """Return the words for what ``event`` was done to; unknown subjects are closed."""
    return SUBJECTS.get(event.subject, _UNKNOWN)


def action_label(event: Event) -> str:
    """Return what was done in words; of a closed subject only that something was done."""
    subject = subject_of(event)
    return subject.actions.get(event.action, UNNAMED) if subject.is_open else subject.closed_word


def reason(event: Event) -> str:
    """Return why it was done, where an outsider may know."""
    return event.reason or "" if subject_of(event).is_open else ""


def changes(event: Event) -> list[tuple[str, str, str]]:
    """Return (what, before, after) for everything a change replaced; nothing for a closed subject."""
    details = event.details or {}
    if not subject_of(event).is_open or not isinstance(details, dict):
        return []
    before, after = details.get("before"), details.get("after")
    if isinstance(before, dict) or isinstance(after, dict):
        return list(_by_key(before or {}, after or {}))
    return [] if before == after else [("", said(before), said(after))]


def _by_key(before: Any, after: Any) -> Iterator[tuple[str, str, str]]:
    if not (isinstance(before, dict) and isinstance(after, dict)):
        yield "", said(before), said(after)
        return
    for key in dict.fromkeys([*before, *after]):
        if key not in HIDDEN and before.get(key) != after.get(key):
            yield FIELDS.get(key, key), said(before.get(key)), said(after.get(key))


def said(value: Any) -> str:
    """Return one value as people read it."""
    if value is None or value == "":
        return EMPTY
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, list):
        return "; ".join(said(part) for part in value)
    if isinstance(value, dict):
        return "; ".join(f"{FIELDS.get(key, key)}: {said(part)}" for key, part in value.items() if key not in HIDDEN)
    return f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value)
