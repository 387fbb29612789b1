"""Writes of contacts for replies: kept sealed, read for a reason, erased when their purpose ends.

Luật Bảo vệ dữ liệu cá nhân (91/2025/QH15): with consent, for one purpose, no longer than it needs. The history keeps
who did what and why, never the contact.
"""

from datetime import date
from typing import Any

from sqlalchemy import update

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.sealing import SealBroken, seal, unseal
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.queries import contacts as queries
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import Observation, ReplyContact

CONTACT = "reply_contact"
MACHINE = history.Machine("Tự xóa theo hạn")
NOT_YOURS = "Chỉ đơn vị ghi, giữ hoặc theo dõi nội dung này được dùng liên hệ để trả lời."
TOLD = "Đã thông tin lại cho người dân nên không cần ghi liên hệ nữa."
NO_KEY = "Máy chủ đang thiếu tệp khóa liên hệ nên chưa ghi, chưa đọc được. Báo quản trị chạy “nam-tinh-hinh doctor”."
NOTHING = "Không có liên hệ nào: chưa ghi, hoặc đã xóa."


def write(*, actor: Reach, observation: Observation, contact: str, secret_key: str, key: str | None = None) -> None:
    """Keep, with the person's consent, how to reach who asked; one that is there is replaced.

    ``secret_key`` is the installation's key for contacts. Raises ``ActionRefused`` when it is not the actor's to
    handle, when the answer was told already, or when the server lacks its key.
    """
    if history.replayed(key, actor, CONTACT, subject_id=observation.id):
        return
    _refuse_others(actor, observation)
    if queries.contact_of(observation).told_on:
        raise ActionRefused(Refusal.MOVED_ON, TOLD)
    if not secret_key:
        raise ActionRefused(Refusal.MOVED_ON, NO_KEY)
    row = db.session.get(ReplyContact, observation.id)
    replaces = row is not None and row.sealed is not None
    if row is None:
        row = ReplyContact(observation_id=observation.id)
        db.session.add(row)
    row.sealed = seal(contact.encode(), key=secret_key, purpose=queries.purpose(observation.id))
    row.written_at, row.erased_at = clock.now(), None
    _note(actor, "replace" if replaces else "write", observation.id, key=key, details={"after": {"consent": True}})


def read(*, actor: Reach, observation: Observation, reason: str, secret_key: str, key: str | None = None) -> str:
    """Return the contact, and write down who read it and why; every reading is a line of the history.

    Raises ``ActionRefused`` also when there is none (any more) or it cannot be opened.
    """
    _refuse_others(actor, observation)
    row = db.session.get(ReplyContact, observation.id)
    if row is None or row.sealed is None:
        raise ActionRefused(Refusal.MOVED_ON, NOTHING, history.last(CONTACT, observation.id))
    try:
        contact = unseal(row.sealed, key=secret_key, purpose=queries.purpose(observation.id)).decode()
    except SealBroken as error:
        raise ActionRefused(Refusal.MOVED_ON, NO_KEY) from error
    _note(actor, "read", observation.id, reason=reason, key=key)
    return contact


def erase(*, actor: Reach, observation: Observation, key: str | None = None) -> None:
    """Erase the contact now, for good. Raises ``ActionRefused``."""
    if history.replayed(key, actor, CONTACT, subject_id=observation.id):
        return
    _refuse_others(actor, observation)
    if not _erase(observation.id):
        raise ActionRefused(Refusal.MOVED_ON, NOTHING, history.last(CONTACT, observation.id))
    _note(actor, "erase", observation.id, key=key)


def erase_due(today: date | None = None) -> int:
    """Erase the contacts whose time has come by ``today``; return how many this call erased."""
    return _erase_all(queries.due_ids(today or clock.today()), "expire")


def erase_unreadable(*, key: str) -> int:
    """Erase the contacts that ``key`` does not open (the installation's own was lost); return how many."""
    return _erase_all(queries.unreadable_ids(key), "erase_unreadable")


def _erase_all(ids: Any, action: str) -> int:
    erased = [one for one in ids if _erase(one)]
    for observation_id in erased:
        _note(MACHINE, action, observation_id)
    return len(erased)


def _erase(observation_id: int) -> bool:
    """Erase one unless somebody else just did: of two servers only one writes the line of the history."""
    kept = update(ReplyContact).where(ReplyContact.observation_id == observation_id, ReplyContact.sealed.is_not(None))
    done: Any = db.session.execute(kept.values(sealed=None, erased_at=clock.now()))
    return bool(done.rowcount)


def _refuse_others(actor: Reach, observation: Observation) -> None:
    if not rules.handles_contact(actor, observation):
        raise ActionRefused(Refusal.NOT_ALLOWED, NOT_YOURS)


def _note(actor: history.Doer, action: str, observation_id: int, **said: Any) -> None:
    said["key"] = history.unused(said.get("key"))
    history.record(actor=actor, action=action, subject=CONTACT, subject_id=observation_id, **said)
