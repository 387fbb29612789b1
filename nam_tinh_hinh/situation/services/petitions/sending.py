"""Hand a petition on, note how it comes along, forward it to a higher authority."""

from datetime import date
from typing import NamedTuple

from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.enums import StepKind
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.services.petitions.moving import move, refuse_day, sent_before
from nam_tinh_hinh.situation.services.petitions.opening import log
from nam_tinh_hinh.situation.tables import Petition


class Authority(NamedTuple):
    """Who is to answer: one of our units with its name, or a body outside by name alone."""

    name: str
    unit_id: int | None = None


def hand_on(
    *, actor: Reach, petition: Petition, authority: Authority, on_day: date, paper: str = "", words: str = "",
    version: int | None = None, key: str | None = None,
) -> Petition:  # fmt: skip
    """Note to whom a petition was handed on, when, and by which paper (R049). Raises ``ActionRefused``."""
    return _send(actor, petition, "hand_on", StepKind.HANDED_ON, authority, on_day, paper, words, version, key)


def forward(
    *, actor: Reach, petition: Petition, authority: Authority, on_day: date, reason: str, paper: str = "",
    version: int | None = None, key: str | None = None,
) -> Petition:  # fmt: skip
    """Forward what is above this level's powers (vượt thẩm quyền) to a higher authority. Raises ``ActionRefused``."""
    return _send(actor, petition, "forward", StepKind.FORWARDED, authority, on_day, paper, reason, version, key)


def _send(
    actor: Reach, petition: Petition, action: str, kind: StepKind, authority: Authority, on_day: date, paper: str,
    words: str, version: int | None, key: str | None,
) -> Petition:  # fmt: skip
    if sent_before(actor, petition, action, key):
        return petition
    refuse_day(on_day, petition.observation.on_day, "ngày chuyển")
    facts = {
        "authority": authority.name, "authority_unit_id": authority.unit_id, "handed_on": on_day,
        "handed_paper": paper,
    }  # fmt: skip
    reason = words if action == "forward" else ""
    move(actor=actor, petition=petition, action=action, facts=facts, reason=reason, version=version, key=key)
    log(actor=actor, petition=petition, kind=kind, on_day=on_day, words=words, authority=authority.name, paper=paper)
    return petition


def progress(
    *, actor: Reach, petition: Petition, on_day: date, words: str, promised_on: date | None = None,
    version: int | None = None, key: str | None = None,
) -> Petition:  # fmt: skip
    """Note how far the matter has come, and by when an answer was promised. Raises ``ActionRefused``."""
    if sent_before(actor, petition, "progress", key):
        return petition
    refuse_day(on_day, petition.observation.on_day, "ngày báo tiến độ")
    if rules.answers(actor, petition) and not words:
        raise ActionRefused(Refusal.INCOMPLETE, "Ghi việc đã làm đến đâu.")
    move(actor=actor, petition=petition, action="progress", facts={}, version=version, key=key)
    said = f"{words}\nHẹn trả lời: {day_text(promised_on)}." if promised_on else words
    log(actor=actor, petition=petition, kind=StepKind.PROGRESS, on_day=on_day, words=said)
    return petition
