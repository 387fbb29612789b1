"""Issuing a signed report: the paper it becomes stays as it is; what is sent again replaces it by a new one."""

from collections.abc import Sequence

from sqlalchemy import select, update

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.tables import IssuedPaper
from nam_tinh_hinh.reporting import rules
from nam_tinh_hinh.reporting.enums import OUT
from nam_tinh_hinh.reporting.queries import printing
from nam_tinh_hinh.reporting.tables import Report, Sending
from nam_tinh_hinh.reporting.workflow import REPORT
from nam_tinh_hinh.situation.reach import Reach

NOT_YOURS = "Bạn không ban hành báo cáo của đơn vị này."
NOT_SIGNED = "Báo cáo chưa ký duyệt, gửi nên chưa ban hành được. Ký duyệt và gửi trước, rồi ban hành."
MOVED_ON = "Báo cáo đã được gửi lại từ khi bạn mở trang. Xem lại bản mới rồi bấm ban hành."
NO_WHY = "Ghi lý do thay thế văn bản đã ban hành."


def newest_sending(report_id: int) -> Sending | None:
    """Return the sending that would be issued: the newest that was not recalled."""
    query = select(Sending).where(Sending.report_id == report_id, Sending.recalled_at.is_(None))
    return db.session.scalar(query.order_by(Sending.round.desc()).limit(1))


def check_issue(*, actor: Reach, report: Report, seen: int) -> Sending:
    """Return the sending that may be issued now; ``seen`` is the id of the one that was read.

    Raises ``ActionRefused`` when the report is not out, is out as a paper already, or was sent again meanwhile.
    """
    if not rules.issues(actor, report):
        raise ActionRefused(Refusal.NOT_ALLOWED, NOT_YOURS)
    sending = newest_sending(report.id)
    if sending is None or report.stage not in OUT:
        raise ActionRefused(Refusal.MOVED_ON, NOT_SIGNED)
    if sending.paper is not None:
        raise ActionRefused(Refusal.MOVED_ON, f"Báo cáo đã ban hành: {sending.paper.name}.")
    if sending.id != seen:
        raise ActionRefused(Refusal.MOVED_ON, MOVED_ON)
    return sending


def replaced_paper(*, report: Report, why: str) -> IssuedPaper | None:
    """Return the paper of an earlier sending, which the next one replaces; raises ``ActionRefused`` without a why."""
    issued = printing.papers(report.id)
    if issued and not why:
        raise ActionRefused(Refusal.NO_REASON, NO_WHY)
    return issued[-1] if issued else None


def issue_report(
    *, actor: Reach, report: Report, sending: Sending, paper: IssuedPaper, signers: Sequence[dict[str, str]],
    recipients: str,
) -> history.Event:  # fmt: skip
    """Note that ``sending`` went out as ``paper``, signed by ``signers``; ``ActionRefused`` for a second paper."""
    free = update(Sending).where(Sending.id == sending.id, Sending.paper_id.is_(None)).values(paper_id=paper.id)
    if not db.session.execute(free.execution_options(synchronize_session="fetch")).rowcount:
        raise ActionRefused(Refusal.MOVED_ON, "Báo cáo vừa được người khác ban hành.")
    report.signers, report.recipients = list(signers), recipients
    db.session.flush()
    return history.record(
        actor=actor, action="issue", subject=REPORT, subject_id=report.id, reason=paper.replaced_words,
        details={"after": {"number": paper.number_text}},
    )  # fmt: skip
