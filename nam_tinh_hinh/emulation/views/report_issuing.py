"""Issuing a report of the year: what will happen, the number it will bear, one button."""

from functools import partial

from flask import render_template, request

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.documents.year_report import subject_of
from nam_tinh_hinh.emulation.queries import reports as queries
from nam_tinh_hinh.emulation.queries.figures import figures_of
from nam_tinh_hinh.emulation.services import reports as services
from nam_tinh_hinh.emulation.views.base import bp
from nam_tinh_hinh.emulation.views.reports import OF_YEAR, composed, fetch_report, to_report
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.people.enums import Audience
from nam_tinh_hinh.people.forms.issuing import IssueForm
from nam_tinh_hinh.people.tables import IssuedPaper
from nam_tinh_hinh.people.views.base import Answer, actor
from nam_tinh_hinh.people.views.issuing import Heading, Keep, confirming, draft, issued, offered, tell


@bp.route(f"{OF_YEAR}/xem-thu.pdf", methods=["GET", "POST"])
@allow(rules.oversees)
def report_pdf(year: int, slug: str) -> Answer:
    written, form = fetch_report(year, slug).report, offered(IssueForm())
    return draft(
        form, page=partial(_page, year, slug, form), name=f"bao-cao-{slug}-{year}-du-thao.pdf",
        compose=lambda heading: _drawn(year, slug, heading)[0], subject=queries.SUBJECT,
        subject_id=written.id if written else None,
    )  # fmt: skip


@bp.route(f"{OF_YEAR}/ban-hanh", methods=["GET", "POST"])
@allow(rules.issues)
def report_issue(year: int, slug: str) -> Answer:
    place, form = fetch_report(year, slug), offered(IssueForm())
    if request.method == "POST":
        return _issue(year, slug, form)
    if place.report and place.report.issued_at:
        return to_report(place)
    return _page(year, slug, form)


def _page(year: int, slug: str, form: IssueForm, refusal: str = "") -> str:
    place = fetch_report(year, slug)
    version = str(place.report.version) if place.report else "0"
    return render_template(
        "emulation/carrying/report_issue.html", place=place, missing=services.missing_words(place.report),
        figures=figures_of(actor(), place.campaign),
        **confirming(form, PaperKind.REPORT, seen=version, refusal=refusal),
    )  # fmt: skip


def _drawn(year: int, slug: str, heading: Heading) -> tuple[str, dict[str, int]]:
    """Return the report's page, and the figures that stand on it."""
    place = fetch_report(year, slug)
    figures = figures_of(actor(), place.campaign)
    html = composed(place, figures, heading.setting, number=heading.number, day=heading.day)
    return html, figures.main()


def _issue(year: int, slug: str, form: IssueForm) -> Answer:
    """Draw the report with the issuer's next number and settle it with the figures that were drawn."""
    seen, printed = form.version, dict[str, int]()

    def compose(heading: Heading) -> str:
        services.check_issue(actor=actor(), report=fetch_report(year, slug).report, version=seen)
        html, figures = _drawn(year, slug, heading)
        printed.update(figures)
        return html

    def settle(keep: Keep) -> IssuedPaper:
        report = services.check_issue(actor=actor(), report=fetch_report(year, slug).report, version=seen)
        words = subject_of(report.kind, year)
        paper = keep(subject_words=words, audience=Audience.COMMITTEE, subject=queries.SUBJECT, subject_id=report.id)
        services.issue_report(actor=actor(), report=report, paper=paper, figures=printed, version=seen)
        return paper

    return issued(
        form, PaperKind.REPORT, page=partial(_page, year, slug, form), compose=compose, settle=settle,
        done=partial(_done, year, slug),
    )  # fmt: skip


def _done(year: int, slug: str, paper: IssuedPaper) -> Answer:
    place = fetch_report(year, slug)
    tell(paper, f"{place.kind.label} giữ nguyên như lúc ký; Ban Chỉ đạo, thường trực, tổng hợp và người xem mở được.")
    return to_report(place)
