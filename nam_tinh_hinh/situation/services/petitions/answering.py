"""Answer a petition, put the answer right, reopen it, and tell the people (seed 004, IV.2)."""

from datetime import date
from typing import Any

from nam_tinh_hinh.kernel import clock, uploads
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal, moved_on
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.enums import Outcome, PetitionStage, StepKind, ToldBy
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.services.petitions.moving import (
    MOVED_ON,
    change,
    check_change,
    move,
    refuse_day,
    sent_before,
)
from nam_tinh_hinh.situation.services.petitions.opening import log
from nam_tinh_hinh.situation.services.petitions.timing import note_move, refuse_due, run_on
from nam_tinh_hinh.situation.standing import closing_of
from nam_tinh_hinh.situation.tables import Petition
from nam_tinh_hinh.situation.workflow import PETITION

CORRECT = "Sửa kết quả"
UNPROVEN = "“Đã giải quyết” cần số văn bản hoặc ảnh chứng minh."


def has_picture(petition: Petition) -> bool:
    """Tell whether a picture hangs on the petition."""
    return any(one.is_picture for one in uploads.attached(PETITION, [petition.id])[petition.id])


def answer(
    *, actor: Reach, petition: Petition, outcome: Outcome, words: str, on_day: date, paper: str = "",
    version: int | None = None, key: str | None = None,
) -> Petition:  # fmt: skip
    """Write down what came of a petition. "Đã giải quyết" needs a paper's number or a picture (PRACTICE.md §5.3).

    A paused clock runs on first, so that the last day is the true one. Raises ``ActionRefused``.
    """
    if sent_before(actor, petition, "answer", key):
        return petition
    refuse_day(on_day, petition.observation.on_day, "ngày trả lời")
    petition.proven_by_picture, moved = has_picture(petition), run_on(petition)
    facts = _said(outcome, words, on_day, paper) | (moved.facts if moved else {})
    move(actor=actor, petition=petition, action="answer", facts=facts, version=version, key=key)
    if moved:
        note_move(actor, petition, StepKind.RESUMED, moved)
    log(actor=actor, petition=petition, kind=StepKind.ANSWERED, on_day=on_day, words=_line(outcome, words), paper=paper)
    return petition


def _said(outcome: Outcome, words: str, on_day: date, paper: str) -> dict[str, Any]:
    return {"outcome": outcome, "answer": words, "answered_on": on_day, "answer_paper": paper}


def _line(outcome: Outcome, words: str) -> str:
    return f"{outcome.label}: {words}"


def correct_answer(
    *, actor: Reach, petition: Petition, outcome: Outcome, words: str, on_day: date, paper: str = "",
    version: int | None = None, key: str | None = None,
) -> Petition:  # fmt: skip
    """Put an answer right; the step keeps what it says now, the earlier step what it said. Raises ``ActionRefused``."""
    if sent_before(actor, petition, "correct_answer", key):
        return petition
    check_change(actor, petition, rules.answers, CORRECT, version)
    if petition.outcome is None:
        raise moved_on(MOVED_ON, PETITION, petition.id)
    refuse_day(on_day, petition.observation.on_day, "ngày trả lời")
    if not words:
        raise ActionRefused(Refusal.INCOMPLETE, "Ghi nội dung trả lời.")
    if outcome is Outcome.RESOLVED and not (paper or has_picture(petition)):
        raise ActionRefused(Refusal.INCOMPLETE, UNPROVEN)
    if petition.told_on and petition.told_on < on_day:
        raise ActionRefused(Refusal.INCOMPLETE, "Ngày trả lời không sau ngày đã thông tin lại cho người dân.")
    details = {"before": petition.outcome.label, "after": outcome.label}
    change(
        actor=actor, petition=petition, action="correct_answer", allowed=rules.answers, label=CORRECT,
        facts=_said(outcome, words, on_day, paper), version=version, key=key, details=details,
    )  # fmt: skip
    log(
        actor=actor, petition=petition, kind=StepKind.CORRECTED, on_day=on_day, words=_line(outcome, words),
        paper=paper,
    )  # fmt: skip
    return petition


def reopen(
    *, actor: Reach, petition: Petition, reason: str, due_on: date | None = None, version: int | None = None,
    key: str | None = None,
) -> Petition:  # fmt: skip
    """Take up an answered petition again, with a new last day when one is given. Raises ``ActionRefused``."""
    if sent_before(actor, petition, "reopen", key):
        return petition
    if due_on is not None:
        refuse_due(due_on, clock.today())
    before = petition.due_at
    after = closing_of(due_on) if due_on else before
    move(
        actor=actor, petition=petition, action="reopen", facts={"due_at": after}, reason=reason, version=version,
        key=key,
    )  # fmt: skip
    moved = {"due_before": before, "due_after": after} if after != before else {}
    log(actor=actor, petition=petition, kind=StepKind.REOPENED, on_day=clock.today(), words=reason, **moved)
    return petition


def tell(
    *, actor: Reach, petition: Petition, on_day: date, way: ToldBy, note: str = "", version: int | None = None,
    key: str | None = None,
) -> Petition:  # fmt: skip
    """Write down when and how the people were told the answer. Raises ``ActionRefused``."""
    if sent_before(actor, petition, "tell", key):
        return petition
    if petition.stage is PetitionStage.ANSWERED and petition.answered_on:
        refuse_day(on_day, petition.answered_on, "ngày thông tin lại")
    facts = {"told_on": on_day, "told_by": way, "told_note": note}
    move(actor=actor, petition=petition, action="tell", facts=facts, version=version, key=key)
    said = f"{way.label}. {note}" if note else f"{way.label}."
    log(actor=actor, petition=petition, kind=StepKind.TOLD, on_day=on_day, words=said)
    return petition


def untell(*, actor: Reach, petition: Petition, version: int | None = None, key: str | None = None) -> Petition:
    """Take back that the people were told. Raises ``ActionRefused``."""
    if sent_before(actor, petition, "untell", key):
        return petition
    move(actor=actor, petition=petition, action="untell", facts={}, version=version, key=key)
    log(actor=actor, petition=petition, kind=StepKind.UNTOLD, on_day=clock.today())
    return petition
