"""Issuing a signed report: who signs, whom it goes to, the number it will bear, one button."""

from functools import partial

from flask import abort, redirect, render_template, request, url_for

from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.clock import local
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.people.enums import Audience
from nam_tinh_hinh.people.tables import IssuedPaper
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.people.views.issuing import Heading, Keep, confirming, draft, issued, offered, tell
from nam_tinh_hinh.reporting import rules
from nam_tinh_hinh.reporting.documents.report import Replaced, subject_of, usual_recipients
from nam_tinh_hinh.reporting.enums import OUT
from nam_tinh_hinh.reporting.forms.issuing import ReportIssueForm
from nam_tinh_hinh.reporting.queries import printing
from nam_tinh_hinh.reporting.services import issuing as services
from nam_tinh_hinh.reporting.tables import Report
from nam_tinh_hinh.reporting.views.base import bp, fetch_own, person
from nam_tinh_hinh.reporting.views.papers import Shown, composed, file_name, layout_of
from nam_tinh_hinh.reporting.workflow import REPORT

PLACE = "/bao-cao/<int:report_id>/ban-hanh"


def _fetch(report_id: int) -> Report:
    """Return a report that the signed-in person may issue; 404 for who does not work on it, 403 for an officer."""
    report = fetch_own(report_id)
    if not rules.issues(person(), report):
        abort(403)
    return report


def _form(report: Report) -> ReportIssueForm:
    form = ReportIssueForm()
    recipients = report.recipients or "\n".join(usual_recipients(report))
    form.preset(printing.usual_signers(report), recipients, layout_of(report.unit))
    if sending := services.newest_sending(report.id):
        form.not_before = "ngày báo cáo được ký duyệt, gửi", local(sending.sent_at).date()
        form.replaces = sending.paper_id is None and bool(printing.papers(report.id))
    return offered(form, issuers=[report.unit])


@bp.route(PLACE, methods=["GET", "POST"])
@allow(rules.may_issue)
def issue(report_id: int) -> Answer:
    form = _form(_fetch(report_id))
    if request.method == "GET":
        return _page(report_id, form)
    if form.wants_more:
        form.make_room()
        return _page(report_id, form)
    return issued(
        form, PaperKind.REPORT, page=partial(_page, report_id, form), compose=partial(_composed, report_id, form),
        settle=partial(_settle, report_id, form), done=partial(_done, report_id),
    )  # fmt: skip


@bp.post(f"{PLACE}/xem-thu.pdf")
@allow(rules.may_issue)
def issue_draft(report_id: int) -> Answer:
    form, one = _form(_fetch(report_id)), _shown(report_id)
    return draft(
        form, page=partial(_page, report_id, form), compose=partial(_html, report_id, form),
        name=file_name(one, "pdf"), subject=REPORT, subject_id=report_id,
    )  # fmt: skip


def _shown(report_id: int) -> Shown:
    return Shown(_fetch(report_id), found(services.newest_sending(report_id)))


def _page(report_id: int, form: ReportIssueForm, refusal: str = "") -> str:
    report, sending = _fetch(report_id), services.newest_sending(report_id)
    papers = printing.papers(report_id)
    seen = str(sending.id) if sending else "0"
    return render_template(
        "reporting/issuing/issue.html", report=report, sending=sending, papers=papers,
        is_out=sending is not None and report.stage in OUT, signer=Heading(report.unit_id, form.layout.data).setting,
        **confirming(form, PaperKind.REPORT, seen=seen, refusal=refusal, kept_as=f"ban-hanh-bao-cao-{seen}"),
    )  # fmt: skip


def _html(report_id: int, form: ReportIssueForm, heading: Heading) -> str:
    one = _shown(report_id)
    earlier = printing.papers(report_id)
    replaced = Replaced(earlier[-1], form.replaced_words.data or "") if earlier else None
    paper = composed(
        one, heading, signers=form.chosen_signers, recipients=form.recipients.data or "", replaced=replaced
    )
    return render_template("print/prose.html", paper=paper)


def _composed(report_id: int, form: ReportIssueForm, heading: Heading) -> str:
    services.check_issue(actor=person(), report=_fetch(report_id), seen=form.version)
    return _html(report_id, form, heading)


def _settle(report_id: int, form: ReportIssueForm, keep: Keep) -> IssuedPaper:
    report, why = _fetch(report_id), form.replaced_words.data or ""
    sending = services.check_issue(actor=person(), report=report, seen=form.version)
    replaces = services.replaced_paper(report=report, why=why)
    paper = keep(
        subject_words=subject_of(report, report.obligation.period.outline.headings), audience=Audience.UNIT,
        about_unit_id=report.obligation.receiver_id, subject=REPORT, subject_id=report.id, replaces=replaces,
        replaced_words=why if replaces else "",
    )  # fmt: skip
    services.issue_report(
        actor=person(), report=report, sending=sending, paper=paper, signers=form.chosen_signers,
        recipients=form.recipients.data or "",
    )  # fmt: skip
    return paper


def _done(report_id: int, paper: IssuedPaper) -> Answer:
    to = paper.about_unit.name if paper.about_unit else ""
    sending = services.newest_sending(report_id)
    forget = f"ban-hanh-bao-cao-{sending.id}" if sending else None
    tell(paper, f"{to} mở được văn bản này." if to else "", forget=forget)
    return redirect(url_for(".issue", report_id=report_id), 303)
