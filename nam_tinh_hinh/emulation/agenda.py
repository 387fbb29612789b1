"""What an item on a sitting's agenda means: what may be decided, whether it is, and by whom it may be opened. Pure."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.enums import PENDING, SittingPurpose, SittingStage, Stage
from nam_tinh_hinh.emulation.workflow import DECISIONS, JUDGEMENTS, VERDICTS
from nam_tinh_hinh.people.actor import Actor

# What waits for a sitting, what is decided and not made known yet, the decisions to choose from, and their undoing.
WAITING = {SittingPurpose.REGISTRATION: Stage.SUBMITTED, SittingPurpose.RECOGNITION: Stage.REPORTED}
DECIDED_STAGES = {SittingPurpose.REGISTRATION: PENDING, SittingPurpose.RECOGNITION: JUDGEMENTS}
CHOICES = {SittingPurpose.REGISTRATION: DECISIONS, SittingPurpose.RECOGNITION: VERDICTS}
UNDOING = {SittingPurpose.REGISTRATION: "undo", SittingPurpose.RECOGNITION: "undo_judgement"}
# How minutes and lists say a decision.
OUTCOMES = {
    "agree": "Đồng ý đưa vào danh sách",
    "return": "Yêu cầu bổ sung",
    "decline": "Không đưa vào danh sách",
    "recognise": "Công nhận",
    "commend": "Công nhận, biểu dương",
    "reward": "Công nhận, khen thưởng",
    "refuse": "Không công nhận",
}
_SAID_BY_STAGE = {
    Stage.AGREE_PENDING: "agree",
    Stage.DECLINE_PENDING: "decline",
    Stage.REFUSE_PENDING: "refuse",
}


def open_stages(purpose: SittingPurpose) -> frozenset[Stage]:
    """Return the stages in which a sitting of ``purpose`` may still decide, or confirm, or change."""
    return DECIDED_STAGES[purpose] | {WAITING[purpose]}


def standing_choice(exemplar: Any) -> str:
    """Return the action behind the decision an exemplar carries and nobody knows yet; empty for none."""
    if exemplar.stage is Stage.RECOGNISE_PENDING and exemplar.award:
        return str(exemplar.award.value)
    return _SAID_BY_STAGE.get(exemplar.stage, "")


class Earlier(NamedTuple):
    """The decision an exemplar carries: whose, when, why."""

    by_id: int | None
    at: datetime | None
    reason: str


def earlier(purpose: SittingPurpose, exemplar: Any) -> Earlier:
    """Return who took the decision that ``exemplar`` carries in the matter of ``purpose``."""
    if purpose is SittingPurpose.RECOGNITION:
        return Earlier(exemplar.judged_by_id, exemplar.judged_at, exemplar.judgement_reason)
    return Earlier(exemplar.decided_by_id, exemplar.decided_at, exemplar.decision_reason)


def is_settled(item: Any) -> bool:
    """Tell whether an item is decided and still stands: a decision taken back elsewhere leaves it open again."""
    if not item.outcome or item.sitting.stage is SittingStage.CLOSED:
        return bool(item.outcome)
    exemplar, purpose = item.exemplar, item.sitting.purpose
    if exemplar.stage is WAITING[purpose]:
        came_back = item.outcome == "return" and exemplar.submitted_at > item.decided_at
        return bool(came_back)
    if exemplar.stage in DECIDED_STAGES[purpose]:
        return standing_choice(exemplar) == item.outcome
    return True


def is_gone(item: Any) -> bool:
    """Tell whether an item has left the committee without being decided here: withdrawn, returned, made known."""
    return not item.outcome and item.exemplar.stage not in open_stages(item.sitting.purpose)


def is_confirmed(item: Any) -> bool:
    """Tell whether the sitting took over a decision taken before it, rather than taking one."""
    return bool(item.decided_at != earlier(item.sitting.purpose, item.exemplar).at)


def progress(items: Iterable[Any]) -> tuple[int, int]:
    """Return how many of ``items`` are decided, and how many there are to decide in all."""
    there = [item for item in items if not is_gone(item)]
    return sum(map(is_settled, there)), len(there)


def stepped_aside(actor: Actor, item: Any) -> bool:
    """Tell whether ``actor`` takes no part in an item: it is of a unit of his own, or he said so."""
    declared = any(one.user_id == actor.user_id for one in item.aside)
    return declared or rules.is_involved(actor, item.exemplar)


def opens(actor: Actor, item: Any) -> bool:
    """Tell whether ``actor`` may read what is said and decided about an item."""
    return rules.serves_committee(actor) and not stepped_aside(actor, item)


def attends(actor: Actor, sitting: Any) -> bool:
    """Tell whether ``actor`` is noted as there."""
    return any(one.user_id == actor.user_id and one.present for one in sitting.attendances)


def decides(actor: Actor, item: Any) -> bool:
    """Tell whether ``actor`` may record a decision: a member who is there and has not stepped aside."""
    return rules.decides(actor, item.exemplar) and opens(actor, item) and attends(actor, item.sitting)


def digest(words: str) -> str:
    """Return a mark of a text by which a page shows that its reader has seen it."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def state_of(sitting: Any) -> str:
    """Return a mark of all that the minutes would say: it changes with every word and decision."""
    items = [
        (i.id, i.exemplar.version, i.discussion, i.outcome, i.reason, [(a.name, a.why) for a in i.aside])
        for i in sitting.items
    ]
    there = [(a.id, a.present, a.absent_why) for a in sitting.attendances]
    return digest(repr((sitting.version, items, there)))
