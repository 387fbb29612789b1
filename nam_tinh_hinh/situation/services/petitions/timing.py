"""The clock of a petition: extended, paused, run on. It never moves without a line that says why."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.workdays import WorkCalendar
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.queries.calendar import work_calendar
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.enums import WAITING_FOR_ANSWER, StepKind
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.services.petitions.moving import change, check_change, sent_before
from nam_tinh_hinh.situation.services.petitions.opening import HORIZON, log
from nam_tinh_hinh.situation.standing import closing_of, due_day, moved_due
from nam_tinh_hinh.situation.tables import Petition

EXTEND, PAUSE, RESUME = "Gia hạn", "Tạm dừng tính hạn", "Tính hạn tiếp"
# Nobody is granted more than this at once: an answer is promised for a day one can look forward to.
FURTHEST = timedelta(days=366)


def extend(
    *, actor: Reach, petition: Petition, due_on: date, reason: str, version: int | None = None, key: str | None = None
) -> Petition:
    """Give a petition a later last day, for a reason that everybody reads. Raises ``ActionRefused``."""
    if sent_before(actor, petition, "extend", key):
        return petition
    check_change(actor, petition, rules.follows, EXTEND, version)
    _refuse_answered(petition, EXTEND)
    if petition.paused_on:
        raise ActionRefused(Refusal.INCOMPLETE, "Đang tạm dừng tính hạn. Bấm “Tính hạn tiếp” trước, rồi gia hạn.")
    _refuse_reasonless(reason, EXTEND)
    refuse_due(due_on, max(due_day(petition.due_at), clock.today()))
    moved = Moved(petition.due_at, closing_of(due_on), reason)
    return _move(actor, petition, "extend", StepKind.EXTENDED, moved, version, key)


def refuse_due(due_on: date, after: date) -> None:
    """Raise ``ActionRefused`` for a last day that is not after ``after``, is a day off, or lies too far ahead."""
    why_off = work_calendar(due_on, due_on).why_off(due_on)
    if due_on <= after:
        raise ActionRefused(Refusal.INCOMPLETE, f"Hạn mới phải sau ngày {day_text(after)}.")
    if due_on > clock.today() + FURTHEST:
        raise ActionRefused(Refusal.INCOMPLETE, "Hạn mới xa quá một năm. Xem lại năm đã ghi.")
    if why_off:
        raise ActionRefused(
            Refusal.INCOMPLETE, f"Ngày {day_text(due_on)} là ngày nghỉ ({why_off}). Chọn ngày làm việc."
        )


class Moved(NamedTuple):
    """A last day about to move: from when to when, and why."""

    before: datetime
    after: datetime
    words: str

    @property
    def facts(self) -> dict[str, Any]:
        """What it changes on the petition; a clock whose end is moved runs."""
        return {"due_at": self.after, "paused_on": None, "pause_reason": ""}


def note_move(actor: Reach, petition: Petition, kind: StepKind, moved: Moved) -> None:
    """Add the line that says why the last day moved."""
    log(
        actor=actor, petition=petition, kind=kind, on_day=clock.today(), words=moved.words, due_before=moved.before,
        due_after=moved.after,
    )  # fmt: skip


def _move(
    actor: Reach, petition: Petition, action: str, kind: StepKind, moved: Moved, version: int | None, key: str | None
) -> Petition:
    said = [day_text(due_day(moment)) for moment in (moved.before, moved.after)]
    change(
        actor=actor, petition=petition, action=action, allowed=rules.follows, label=kind.label, facts=moved.facts,
        version=version, key=key, details=dict(zip(("before", "after"), said, strict=True)),
    )  # fmt: skip
    note_move(actor, petition, kind, moved)
    return petition


def pause(
    *, actor: Reach, petition: Petition, reason: str, version: int | None = None, key: str | None = None
) -> Petition:
    """Stop the clock from today on, for a reason that everybody reads. Raises ``ActionRefused``."""
    if sent_before(actor, petition, "pause", key):
        return petition
    check_change(actor, petition, rules.follows, PAUSE, version)
    _refuse_answered(petition, PAUSE)
    if petition.paused_on:
        raise ActionRefused(Refusal.MOVED_ON, f"Đã tạm dừng tính hạn từ ngày {day_text(petition.paused_on)}.")
    _refuse_reasonless(reason, PAUSE)
    change(
        actor=actor, petition=petition, action="pause", allowed=rules.follows, label=PAUSE, version=version, key=key,
        facts={"paused_on": clock.today(), "pause_reason": reason},
    )  # fmt: skip
    log(actor=actor, petition=petition, kind=StepKind.PAUSED, on_day=clock.today(), words=reason)
    return petition


def resume(*, actor: Reach, petition: Petition, version: int | None = None, key: str | None = None) -> Petition:
    """Let the clock run on: the last day moves by the working days the pause lasted. Raises ``ActionRefused``."""
    if sent_before(actor, petition, "resume", key):
        return petition
    check_change(actor, petition, rules.follows, RESUME, version)
    moved = run_on(petition)
    if moved is None:
        raise ActionRefused(Refusal.MOVED_ON, "Kiến nghị này không tạm dừng tính hạn.")
    return _move(actor, petition, "resume", StepKind.RESUMED, moved, version, key)


def run_on(petition: Petition) -> Moved | None:
    """Return what letting the clock run on today does to the last day; None when it is not stopped."""
    first, today, last = petition.paused_on, clock.today(), due_day(petition.due_at)
    if first is None:
        return None
    calendar = _calendar(min(first, last), max(today, last))
    words = f"Tạm dừng từ {day_text(first)}: {calendar.between(first, today)} ngày làm việc không tính vào hạn."
    return Moved(petition.due_at, closing_of(moved_due(last, first, today, calendar)), words)


def _calendar(first: date, last: date) -> WorkCalendar:
    return work_calendar(first, last + (last - first) + HORIZON)


def _refuse_answered(petition: Petition, label: str) -> None:
    if petition.stage not in WAITING_FOR_ANSWER:
        raise ActionRefused(Refusal.MOVED_ON, f"Kiến nghị đã có kết quả nên không “{label}” được nữa.")


def _refuse_reasonless(reason: str, label: str) -> None:
    if not reason:
        raise ActionRefused(Refusal.NO_REASON, f"Ghi lý do để thực hiện việc “{label}”.")
