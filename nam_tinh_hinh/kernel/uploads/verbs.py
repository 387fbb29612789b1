"""Hanging a file on something, taking it off, putting it back; and what hangs where. Verbs flush and never commit."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select

from .. import clock, history
from ..db import db
from ..text import clean_line
from . import store
from .checking import UploadRefused, inspect, refuse_secret
from .holders import holder_of
from .tables import Attachment

ATTACH, REMOVE, RESTORE = "attach_file", "remove_file", "restore_file"
# The words of these actions, for the history and the timeline of any room.
WORDS = {ATTACH: "Thêm tệp", REMOVE: "Bỏ tệp", RESTORE: "Lấy lại tệp"}
# The word for what stands in their details.
FIELDS = {"file": "tệp"}
LONGEST_CAPTION = 300
CLOSED = "Hồ sơ này không nhận tệp."
FULL = "Đã đủ {} tệp. Hãy bỏ bớt tệp không cần rồi thêm lại."


@dataclass(frozen=True)
class Taken:
    """A file that was checked and lies in the store already, without a row so far."""

    name: str
    kind: str
    sha256: str
    size: int
    width: int | None
    height: int | None


def take(content: bytes, name: str) -> Taken:
    """Check a file and keep its bytes, without touching the database.

    Opening a picture takes up to a second: done before the transaction begins, it makes nobody else wait.
    Raises ``UploadRefused``.
    """
    checked = inspect(content, name)
    digest = store.keep(checked.content)
    return Taken(checked.name, checked.kind, digest, len(checked.content), checked.width, checked.height)


def attach(
    *,
    actor: history.Doer,
    subject: str,
    subject_id: int,
    content: bytes | Taken,
    name: str = "",
    caption: str = "",
    key: str | None = None,
) -> Attachment:
    """Hang a file on ``subject`` number ``subject_id`` and return its row.

    ``content`` is the bytes with the ``name`` they came with, or what ``take`` returned. The same file sent again (the
    same ``key``, or hanging there already under that name) gives the first one's row. Whether ``actor`` may is for the
    caller to ask the holder. Raises ``UploadRefused``.
    """
    refuse_secret(caption := clean_line(caption)[:LONGEST_CAPTION])
    taken = content if isinstance(content, Taken) else take(content, name)
    if row := _sent_before(actor, subject, subject_id, taken, key):
        return row
    _refuse_full(subject, subject_id)
    row = Attachment(
        subject=subject, subject_id=subject_id, caption=caption, added_by_id=actor.user_id, added_by_name=actor.name,
        added_at=clock.now(), **vars(taken),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    _record(actor, ATTACH, row, key)
    return row


def _sent_before(
    actor: history.Doer, subject: str, subject_id: int, taken: Taken, key: str | None
) -> Attachment | None:
    same = select(Attachment).filter_by(subject=subject, subject_id=subject_id, sha256=taken.sha256, name=taken.name)
    if not history.replayed(key, actor, subject, action=ATTACH, subject_id=subject_id):
        same = same.where(Attachment.removed_at.is_(None))
    return db.session.scalar(same.order_by(Attachment.id.desc()).limit(1))


def _refuse_full(subject: str, subject_id: int) -> None:
    holder = holder_of(subject)
    if holder is None:
        raise UploadRefused(CLOSED)
    hanging = select(func.count()).select_from(Attachment).filter_by(subject=subject, subject_id=subject_id)
    if (db.session.scalar(hanging.where(Attachment.removed_at.is_(None))) or 0) >= holder.most:
        raise UploadRefused(FULL.format(holder.most))


def remove(*, actor: history.Doer, attachment: Attachment, key: str | None = None) -> None:
    """Take a file off; its bytes stay, so that it can be put back. Taken off already, nothing happens."""
    if attachment.removed_at is None:
        attachment.removed_at = clock.now()
        _record(actor, REMOVE, attachment, key)


def restore(*, actor: history.Doer, attachment: Attachment, key: str | None = None) -> None:
    """Put back a file that was taken off. Raises ``UploadRefused`` when there is no room any more."""
    if attachment.removed_at is not None:
        _refuse_full(attachment.subject, attachment.subject_id)
        attachment.removed_at = None
        _record(actor, RESTORE, attachment, key)


def _record(actor: history.Doer, action: str, row: Attachment, key: str | None) -> None:
    side = "before" if action == REMOVE else "after"
    history.record(
        actor=actor, action=action, subject=row.subject, subject_id=row.subject_id, key=history.unused(key),
        details={side: {"file": row.name}},
    )  # fmt: skip


def attachment(file_id: int) -> Attachment | None:
    """Return one row, taken off or not; who may see it is for its holder to say."""
    return db.session.get(Attachment, file_id)


def attached(subject: str, subject_ids: Iterable[int]) -> dict[int, list[Attachment]]:
    """Return what hangs on each of ``subject_ids``, oldest first, in one statement; [] where nothing does."""
    found: dict[int, list[Attachment]] = {subject_id: [] for subject_id in subject_ids}
    rows = select(Attachment).where(
        Attachment.subject == subject, Attachment.subject_id.in_(found), Attachment.removed_at.is_(None)
    )
    for row in db.session.scalars(rows.order_by(Attachment.id)):
        found[row.subject_id].append(row)
    return found
