"""A unit confirms that it has received its notice of assignment."""

from nam_tinh_hinh.emulation.tables import NoticeReceipt
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.rules import works_for_unit


def confirm(*, actor: Actor, receipt: NoticeReceipt, key: str | None = None) -> bool:
    """Note that the unit has its notice; tell whether this was the first time.

    The caller has looked the receipt up among those of the actor's unit. Raises ``ActionRefused`` for anyone but its
    clerk or leader.
    """
    if not works_for_unit(actor):
        raise ActionRefused(Refusal.NOT_ALLOWED, "Cán bộ hoặc lãnh đạo đơn vị xác nhận đã nhận thông báo.")
    if receipt.confirmed_at is not None:
        return False
    receipt.confirmed_at, receipt.confirmed_by_id = clock.now(), actor.user_id
    receipt.confirmed_by_name = actor.name
    history.record(
        actor=actor, action="confirm", subject="assignment_notice", subject_id=receipt.notice_id,
        key=history.unused(key),
    )  # fmt: skip
    return True
