"""One append-only chain of what was done: who, when, what, from which stage to which, and why.

Each row carries the hash of the one before it, so a row changed or taken out shows; the UNIQUE on ``previous`` keeps
the chain single even when two processes write at once. Bodies of texts and citizens' names never come here.

What was done first stands first: the order is that of the chain, never that of the clock. A clock put back a little
writes the moment of the row before it once more; one put back far writes what it says, and ``newest_ahead`` tells.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy import JSON, Index, String, Text, func, select
from sqlalchemy.orm import Mapped, mapped_column

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import Record, UtcDateTime, db, kept

GENESIS = "0" * 64
LAST = "history.last"
# So many of the newest rows are looked at when a page asks whether the clock was put back.
LOOKED_AT = 200


class Doer(Protocol):
    """Whoever acts: a signed-in person, or the server's own command line."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def name(self) -> str: ...
    @property
    def unit_name(self) -> str: ...


@dataclass(frozen=True)
class Machine:
    """The doer of what no signed-in person does: the server's command line, or an address that guesses."""

    name: str = "Dòng lệnh máy chủ"
    user_id: int | None = None
    unit_name: str = ""


class Event(Record):
    """One thing done to one subject. Names are those of that day."""

    __tablename__ = "event"
    __table_args__ = (
        Index("ix_event_subject_subject_id", "subject", "subject_id"),
        Index("ix_event_actor_id_at", "actor_id", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[int | None]
    actor_name: Mapped[str] = mapped_column(String(200))
    actor_unit: Mapped[str] = mapped_column(String(300))
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int | None]
    from_stage: Mapped[str | None] = mapped_column(String(40))
    to_stage: Mapped[str | None] = mapped_column(String(40))
    reason: Mapped[str | None] = mapped_column(Text)
    key: Mapped[str | None] = mapped_column(String(64), unique=True)
    details: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    previous: Mapped[str] = mapped_column(String(64), unique=True)
    hash: Mapped[str] = mapped_column(String(64))

    def digest(self) -> str:
        """Return the SHA-256, in hex, of everything this row says and of the row before it."""
        said = [
            self.previous, self.at.astimezone(UTC).isoformat(), self.actor_id, self.actor_name, self.actor_unit,
            self.action, self.subject, self.subject_id, self.from_stage, self.to_stage, self.reason, self.key,
            self.details,
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def record(
    *,
    actor: Doer,
    action: str,
    subject: str,
    subject_id: int | None = None,
    from_stage: str | None = None,
    to_stage: str | None = None,
    reason: str | None = None,
    key: str | None = None,
    details: dict[str, Any] | None = None,
) -> Event:
    """Append one event to the chain and flush it.

    ``key`` is the one-time key of the form that asked; a second event with the same key is refused by the database.
    ``details`` holds what a change replaced, as {"before": …, "after": …}: settings and names, never a body of text.
    """
    previous, at = _last()
    event = Event(
        at=_stamp(at), actor_id=actor.user_id, actor_name=actor.name, actor_unit=actor.unit_name, action=action,
        subject=subject, subject_id=subject_id, from_stage=from_stage, to_stage=to_stage, reason=reason or None,
        key=key or None, previous=previous, details=details,
    )  # fmt: skip
    event.hash = event.digest()
    db.session.add(event)
    db.session.flush()
    kept()[LAST] = event.hash, event.at
    return event


def _last() -> tuple[str, datetime | None]:
    """Return hash and moment of the newest row: of this transaction's own, else the one that stands in the table.

    A row that another transaction put between is none the less found out: the UNIQUE on ``previous`` refuses ours.
    """
    mine: tuple[str, datetime] | None = kept().get(LAST)
    if mine:
        return mine
    db.session.flush()
    row = db.session.execute(select(Event.hash, Event.at).order_by(Event.id.desc()).limit(1)).first()
    return (row.hash, row.at) if row else (GENESIS, None)


def _stamp(last: datetime | None) -> datetime:
    """Return the moment of a new row: never a little before the row it follows (see the module's heading)."""
    now = clock.now()
    return last if last and now < last <= now + clock.SLACK else now


def replayed(key: str | None, actor: Doer, subject: str, **same: Any) -> Event | None:
    """Return what ``actor`` did to a ``subject`` with this form key before: a double click gets the first's receipt.

    ``same`` names what else must agree, as ``action`` or ``subject_id``: a key sent along with something else is no
    second sending of it.
    """
    if not key:
        return None
    return db.session.scalar(select(Event).filter_by(key=key, actor_id=actor.user_id, subject=subject, **same))


def unused(key: str | None) -> str | None:
    """Return ``key`` unless an event carries it already: then what is done now goes down without one."""
    taken = key and db.session.scalar(select(Event.id).filter_by(key=key))
    return None if taken else key


def of(subject: str, subject_id: int) -> list[Event]:
    """Return the events of one subject, oldest first."""
    return list(db.session.scalars(select(Event).filter_by(subject=subject, subject_id=subject_id).order_by(Event.id)))


def last(subject: str, subject_id: int) -> Event | None:
    """Return the newest event of one subject."""
    newest = select(Event).filter_by(subject=subject, subject_id=subject_id).order_by(Event.id.desc()).limit(1)
    return db.session.scalar(newest)


def newest_ahead() -> datetime | None:
    """Return the latest moment that one of the newest rows bears, if that is still to come; else None.

    Then the clock is wrong now or was wrong before: it was put back since that row was written.
    """
    newest = select(Event.at).order_by(Event.id.desc()).limit(LOOKED_AT).subquery()
    latest = db.session.scalar(select(func.max(newest.c.at)))
    return latest if latest and latest > clock.now() + clock.SLACK else None


class Harm(StrEnum):
    """What was done to the chain at one row, as far as the rows themselves tell."""

    CHANGED = "changed"
    MOVED = "moved"
    REWRITTEN = "rewritten"
    REMOVED = "removed"

    @property
    def words(self) -> str:
        return {
            Harm.CHANGED: "nội dung của dòng này đã bị đổi",
            Harm.MOVED: "dòng này đã bị đổi chỗ",
            Harm.REWRITTEN: "dòng ngay trước đã bị viết lại",
            Harm.REMOVED: "dòng ngay trước đã bị rút ra",
        }[self]


@dataclass(frozen=True)
class Break:
    """One row at which the chain does not hold; ``before`` is the id of the row that stands before it, 0 for none."""

    event: Event
    harm: Harm
    before: int


def breaks() -> Iterator[Break]:
    """Yield every row at which the chain does not hold, the oldest first.

    What the rows alone cannot tell: that the newest of them were taken off.
    """
    previous, before = GENESIS, 0
    for event in db.session.scalars(select(Event).order_by(Event.id).execution_options(yield_per=500)):
        if event.hash != event.digest():
            yield Break(event, Harm.CHANGED, before)
        elif event.previous != previous:
            yield Break(event, _harm(event, before), before)
        previous, before = event.hash, event.id


def _harm(event: Event, before: int) -> Harm:
    if event.previous == GENESIS or db.session.scalar(select(Event.id).filter_by(hash=event.previous)):
        return Harm.MOVED
    return Harm.REWRITTEN if before and before == event.id - 1 else Harm.REMOVED


def broken_links() -> Iterator[str]:
    """Yield a sentence for every row at which the chain does not hold."""
    for one in breaks():
        yield f"Nhật ký đứt ở dòng {one.event.id} (lúc {clock.moment_text(one.event.at)}): {one.harm.words}."
