"""The office's words in the year's reports, and their issue: then words and figures are fixed."""

from collections.abc import Mapping

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.enums import ReportKind
from nam_tinh_hinh.emulation.queries import reports as queries
from nam_tinh_hinh.emulation.queries.reports import SUBJECT
from nam_tinh_hinh.emulation.tables import Campaign, CampaignReport
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal, moved_on, record_change
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.tables import IssuedPaper

WORDS = ("leadership", "strengths", "shortcomings", "tasks", "proposals")
# What no report goes out without; proposals there may be none.
NEEDED = {
    "leadership": "công tác lãnh đạo, chỉ đạo",
    "strengths": "ưu điểm",
    "shortcomings": "hạn chế, nguyên nhân",
    "tasks": "nhiệm vụ thời gian tới",
}
EDITED = "Báo cáo đã thay đổi từ khi bạn mở trang."
NOT_YOURS = "Chỉ Cơ quan thường trực và Trưởng Ban Chỉ đạo viết và ban hành báo cáo."


def save_words(
    *, actor: Actor, campaign: Campaign, kind: ReportKind, words: Mapping[str, str], version: int | None = None,
    key: str | None = None,
) -> CampaignReport:  # fmt: skip
    """Keep the office's words of a report; ``version`` is the one the person saw, 0 when there was none.

    Raises ``ActionRefused``: not his to write, issued already, or changed meanwhile.
    """
    report = queries.report(campaign, kind)
    replayed = report and history.replayed(key, actor, SUBJECT, subject_id=report.id)
    if report and replayed and all(getattr(report, name) == words[name] for name in WORDS):
        return report
    _check(actor, report, version)
    if report is None:
        report = CampaignReport(campaign_id=campaign.id, kind=kind)
        db.session.add(report)
    for name in WORDS:
        setattr(report, name, words[name])
    if report.id is None:
        db.session.flush()
    record_change(EDITED, actor=actor, action="write_report", subject=SUBJECT, subject_id=report.id, key=key)
    return report


def _check(actor: Actor, report: CampaignReport | None, version: int | None) -> None:
    if not rules.issues(actor):
        raise ActionRefused(Refusal.NOT_ALLOWED, NOT_YOURS)
    if report is not None and report.issued_at is not None:
        words = f"Báo cáo đã ban hành số {report.number_text} ngày {day_text(clock.local(report.issued_at).date())}."
        raise ActionRefused(Refusal.MOVED_ON, f"{words} Nội dung không sửa được nữa.")
    if version is not None and version != (report.version if report else 0):
        if report is None:
            raise ActionRefused(Refusal.MOVED_ON, EDITED)
        raise moved_on(EDITED, SUBJECT, report.id)


def missing_words(report: CampaignReport | None) -> list[str]:
    """Name the parts that have to be written before a report is issued."""
    return [words for name, words in NEEDED.items() if not (report and getattr(report, name))]


def check_issue(*, actor: Actor, report: CampaignReport | None, version: int | None) -> CampaignReport:
    """Return ``report`` when it can be issued as it was seen; raises ``ActionRefused`` in words otherwise."""
    _check(actor, report, version)
    missing = missing_words(report)
    if report is None or missing:
        raise ActionRefused(Refusal.INCOMPLETE, f"Chưa ban hành được, còn chưa viết: {'; '.join(missing)}.")
    return report


def issue_report(
    *, actor: Actor, report: CampaignReport | None, paper: IssuedPaper, figures: Mapping[str, int],
    version: int | None = None,
) -> CampaignReport:  # fmt: skip
    """Tie a report to the paper it went out as (R126, R127) and keep the ``figures`` that stand on it.

    Raises ``ActionRefused``: issued already, changed meanwhile, or not complete.
    """
    report = check_issue(actor=actor, report=report, version=version)
    report.paper_id, report.number_text, report.issued_at = paper.id, paper.number_text, clock.now()
    details = {"after": {"number": paper.number_text, "figures": dict(figures)}}
    record_change(
        EDITED, actor=actor, action="issue_report", subject=SUBJECT, subject_id=report.id, key=None, details=details
    )
    return report
