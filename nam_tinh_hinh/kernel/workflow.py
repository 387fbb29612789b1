"""Workflow as data: one line per action gives its button, its permission, its refusal and its trace.

``apply`` is the one funnel through which a stage changes.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy.orm.exc import StaleDataError

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db

S = TypeVar("S", bound=StrEnum)
MOVED_ON = "Chưa thực hiện được việc “{}”: hồ sơ đã thay đổi từ khi bạn mở trang."


class Item(Protocol[S]):
    """What a workflow moves: it has an id, a stage and a version that grows with every change."""

    id: int
    stage: S
    version: int


class Refusal(StrEnum):
    """Why an action did not happen."""

    NOT_ALLOWED = "not_allowed"
    MOVED_ON = "moved_on"
    NO_REASON = "no_reason"
    INCOMPLETE = "incomplete"


class ActionRefused(Exception):
    """An action that did not happen, with the reason in words and, when someone was quicker, what he did."""

    def __init__(self, kind: Refusal, message: str, earlier: history.Event | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.earlier = earlier


Effect = Callable[[Any, history.Doer, datetime, str], None]


@dataclass(frozen=True)
class Action(Generic[S]):
    """One line of a workflow.

    ``slug`` is its word in the address, ``done`` the sentence said afterwards, ``allowed`` a pure rule, ``lacks`` names
    in words what the item still misses, ``effect`` is a pure function that fills the columns of the new stage. An
    action of ``any_version`` happens in its sources whatever was seen: its doer may not learn what changed meanwhile.
    """

    name: str
    slug: str
    label: str
    done: str
    sources: frozenset[S]
    target: S
    allowed: Callable[[Any, Any], bool]
    needs_reason: bool = False
    lacks: Callable[[Any], list[str]] | None = None
    effect: Effect | None = None
    any_version: bool = False
    tone: str = "quiet"


class Workflow(Generic[S]):
    """The actions of one subject, in the order of their buttons."""

    def __init__(self, subject: str, actions: Iterable[Action[S]]) -> None:
        self.subject = subject
        self.actions: Mapping[str, Action[S]] = {action.name: action for action in actions}
        self.by_slug: Mapping[str, Action[S]] = {action.slug: action for action in self.actions.values()}

    def available(self, actor: Any, item: Item[S]) -> list[Action[S]]:
        """Return what ``actor`` may do with ``item`` in the stage it is in."""
        return [a for a in self.actions.values() if item.stage in a.sources and a.allowed(actor, item)]

    def check(self, action: Action[S], actor: Any, item: Item[S], reason: str, version: int | None = None) -> None:
        """Raise ``ActionRefused`` unless the action may happen now.

        Permission comes first, so that a stranger learns nothing of the stage; ``version`` is the one the person saw.
        """
        if not action.allowed(actor, item):
            raise ActionRefused(Refusal.NOT_ALLOWED, f"Bạn không được thực hiện việc “{action.label}” ở hồ sơ này.")
        if item.stage not in action.sources or (version not in (None, item.version) and not action.any_version):
            raise self._moved_on(action, item)
        if action.needs_reason and not reason:
            raise ActionRefused(Refusal.NO_REASON, f"Ghi lý do để thực hiện việc “{action.label}”.")
        if action.lacks and (missing := action.lacks(item)):
            raise ActionRefused(
                Refusal.INCOMPLETE, f"Chưa thực hiện được việc “{action.label}”: " + "; ".join(missing) + "."
            )

    def apply(
        self,
        action: Action[S],
        actor: Any,
        item: Item[S],
        *,
        reason: str = "",
        version: int | None = None,
        key: str | None = None,
    ) -> history.Event:
        """Move ``item`` and write the history row; the same action with the same ``key`` returns the first's row.

        Raises ``ActionRefused`` (not allowed, moved on meanwhile or since the first time, reason missing); nothing has
        changed then.
        """
        if earlier := history.replayed(key, actor, self.subject, action=action.name, subject_id=item.id):
            if item.stage.value != earlier.to_stage:
                raise self._moved_on(action, item)
            return earlier
        self.check(action, actor, item, reason, version)
        before, item.stage = item.stage, action.target
        if action.effect:
            action.effect(item, actor, clock.now(), reason)
        return record_change(
            MOVED_ON.format(action.label), actor=actor, action=action.name, subject=self.subject, subject_id=item.id,
            from_stage=before.value, to_stage=action.target.value, reason=reason, key=key,
        )  # fmt: skip

    def _moved_on(self, action: Action[S], item: Item[S]) -> ActionRefused:
        return moved_on(MOVED_ON.format(action.label), self.subject, item.id)


def moved_on(message: str, subject: str, subject_id: int) -> ActionRefused:
    """Return the refusal of what changed meanwhile, with what was done to it last."""
    return ActionRefused(Refusal.MOVED_ON, message, history.last(subject, subject_id))


def record_change(message: str, *, subject: str, subject_id: int, key: str | None, **said: Any) -> history.Event:
    """Write the change of a row and its line of the history, or raise ``ActionRefused`` with ``message``.

    Refused is a row that another transaction changed after this one had read it: its version tells. Everything this
    transaction did is then taken back.
    """
    try:
        return history.record(subject=subject, subject_id=subject_id, key=history.unused(key), **said)
    except StaleDataError as error:
        db.session.rollback()
        raise moved_on(message, subject, subject_id) from error
