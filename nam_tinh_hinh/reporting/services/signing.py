"""Signing what was seen: between looking and signing nobody slips in another word."""

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.reporting.queries import sections
from nam_tinh_hinh.reporting.queries.signing import fingerprint
from nam_tinh_hinh.reporting.services.sending import act, send
from nam_tinh_hinh.reporting.tables import Report
from nam_tinh_hinh.reporting.workflow import REPORT, workflow
from nam_tinh_hinh.situation.reach import Reach

# What is put forward or signed is the words on the screen.
BY_WORDS = frozenset({"propose", "send"})
SAVED_MEANWHILE = "Có mục vừa được lưu thêm sau khi bạn mở trang này. Xem lại bản mới dưới đây rồi bấm lại."


def carry_out(
    *, actor: Reach, report: Report, action: str, seen: str, reason: str = "", version: int | None = None,
    key: str | None = None,
) -> None:  # fmt: skip
    """Carry out any action of a report but ``return``; ``seen`` is the fingerprint of the sections that were shown.

    Raises ``ActionRefused``: as the workflow does, and MOVED_ON when other words would be put forward or signed than
    those that were read. Nothing has changed then.
    """
    again = history.replayed(key, actor, REPORT, action=action, subject_id=report.id)
    if action in BY_WORDS and not again:
        # Whose it is not, and what has moved on, is said first.
        workflow.check(workflow.actions[action], actor, report, reason, version)
        if seen != fingerprint(report, sections(report.id)):
            raise ActionRefused(Refusal.MOVED_ON, SAVED_MEANWHILE)
    if action == "send":
        send(actor=actor, report=report, version=version, key=key)
    else:
        act(actor=actor, report=report, action=action, reason=reason, version=version, key=key)
