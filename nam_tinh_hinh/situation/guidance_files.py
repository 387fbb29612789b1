"""Who sees and changes the files of guidance: its sender in the draft; those of a receipt, who reports by it."""

from nam_tinh_hinh.kernel.uploads import Holder
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.enums import GuidanceStage
from nam_tinh_hinh.situation.queries import guiding, reach_of
from nam_tinh_hinh.situation.services.receiving import RECEIPT
from nam_tinh_hinh.situation.workflow import GUIDANCE


def _may_see(actor: Actor, guidance_id: int) -> bool:
    """The sender always; a receiver until it is recalled."""
    if not rules.may_look(actor):
        return False
    person = reach_of(actor)
    row = guiding.guidance(person, guidance_id)
    return row is not None and (rules.sends(person, row) or row.stage is GuidanceStage.SENT)


def _may_change(actor: Actor, guidance_id: int) -> bool:
    person = reach_of(actor)
    row = guiding.guidance(person, guidance_id)
    return row is not None and row.stage is GuidanceStage.DRAFT and rules.sends(person, row)


HOLDER = Holder(GUIDANCE, _may_see, _may_change)


def _may_see_answer(actor: Actor, receipt_id: int) -> bool:
    """The receiver and the sender; in a network its members too, until it is recalled."""
    if not rules.may_look(actor):
        return False
    person = reach_of(actor)
    row = guiding.receipt_read_by(person, receipt_id)
    return row is not None and (rules.sends(person, row.guidance) or row.guidance.stage is GuidanceStage.SENT)


def _may_change_answer(actor: Actor, receipt_id: int) -> bool:
    person = reach_of(actor)
    row = guiding.receipt(person, receipt_id)
    return row is not None and rules.receives(person, row) and row.guidance.stage is GuidanceStage.SENT


ANSWER_HOLDER = Holder(RECEIPT, _may_see_answer, _may_change_answer)
