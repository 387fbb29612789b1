"""Reminding units of reports they have not sent; it stands on their home until they have."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import or_, update

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.reminded import Reminded
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.reporting import reminding, rules
from nam_tinh_hinh.reporting.queries.boards import pressing
from nam_tinh_hinh.reporting.tables import Obligation
from nam_tinh_hinh.reporting.workflow import OBLIGATION
from nam_tinh_hinh.situation.reach import Reach

NOT_YOURS = "Chỉ nơi nhận báo cáo, hoặc nơi đã yêu cầu báo cáo, được nhắc đơn vị nộp."
ALL_SENT = "Các đơn vị đã nộp cả, không còn ai để nhắc."


def remind(
    *, actor: Reach, obligation_ids: Collection[int] = (), period_id: int | None = None, key: str | None = None
) -> Reminded:
    """Remind of these obligations, or of all that one period still misses: those of them that ``actor`` answers for.

    Each at most once a day of Vietnam; on the day it is due an hour apart (``reminding.silent_before``). What was sent
    meanwhile is left alone. The same ``key`` again returns the first's numbers. Raises ``ActionRefused``: none of them
    is the actor's to remind, or all have been sent; nothing has changed then.
    """
    if earlier := history.replayed(key, actor, OBLIGATION, action="remind"):
        return Reminded(**(earlier.details or {})["after"])
    gaps = pressing.to_remind(actor, obligation_ids, period_id)
    mine = [one for one in gaps if rules.may_remind(actor.actor) and rules.reminds(actor, one)]
    if not mine:
        raise ActionRefused(*((Refusal.NOT_ALLOWED, NOT_YOURS) if gaps else (Refusal.INCOMPLETE, ALL_SENT)))
    fresh = [one for one in mine if _stamp(one, clock.now())]
    done = Reminded(len(fresh), len(mine) - len(fresh))
    _note(actor, fresh, done, key)
    return done


def _stamp(owed: Obligation, now: datetime) -> bool:
    """Note the reminder unless there was one too short a while ago: of two who press at once, one does it."""
    last = Obligation.reminded_at
    silent = or_(last.is_(None), last < reminding.silent_before(owed.due_at, now))
    change = update(Obligation).where(Obligation.id == owed.id, silent).values(
        reminded_at=now, reminders=Obligation.reminders + 1
    )  # fmt: skip
    return bool(db.session.execute(change).rowcount)  # type: ignore[attr-defined]


def _note(actor: Reach, fresh: Sequence[Obligation], done: Reminded, key: str | None) -> None:
    for place, owed in enumerate(fresh):
        history.record(
            actor=actor, action="remind", subject=OBLIGATION, subject_id=owed.id, details={"after": asdict(done)},
            key=history.unused(key) if place == 0 else None,
        )  # fmt: skip
