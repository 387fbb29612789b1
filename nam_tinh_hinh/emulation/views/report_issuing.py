"""Issuing a report of the year: what will happen, the number it will bear, one button."""

from flask import flash, render_template, request

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.documents.year_report import subject_of
from nam_tinh_hinh.emulation.forms.reports import IssueForm
from nam_tinh_hinh.emulation.queries import reports as queries
from nam_tinh_hinh.emulation.queries.figures import figures_of
from nam_tinh_hinh.emulation.services import reports as services
from nam_tinh_hinh.emulation.views.base import bp
from nam_tinh_hinh.emulation.views.carrying import seen_row
from nam_tinh_hinh.emulation.views.reports import OF_YEAR, Place, composed, fetch_report, to_report
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.asked import CODES
from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.pdf import PdfRefused
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.enums import Audience
from nam_tinh_hinh.people.queries.issuing import issued_before, issuers, next_number
from nam_tinh_hinh.people.queries.letterheads import letterhead_for
from nam_tinh_hinh.people.services.issuing import freeze
from nam_tinh_hinh.people.tables import IssuedPaper, Unit
from nam_tinh_hinh.people.views.base import Answer, actor
from nam_tinh_hinh.people.views.exports import LAYOUT_CODES
from nam_tinh_hinh.people.views.issuing import issue


@bp.route(f"{OF_YEAR}/ban-hanh", methods=["GET", "POST"])
@allow(rules.issues)
def report_issue(year: int, slug: str) -> Answer:
    place, form = fetch_report(year, slug), IssueForm()
    written = place.report
    form.offer([(unit.id, _numbered(unit)) for unit in issuers(actor())], LAYOUT_CODES.items())
    if request.method == "GET":
        if written and written.issued_at:
            return to_report(place)
        form.day.data, form.layout.data = clock.today(), next(iter(LAYOUT_CODES))
        form.version.data = written.version if written else 0
        return _page(place, form), 200
    if not form.validate():
        return _page(place, form), 422
    try:
        paper = _issued(place, form)
    except ActionRefused as refused:
        return _page(fetch_report(year, slug), form, refused.message), CODES[refused.kind]
    except PdfRefused as refused:
        return _page(fetch_report(year, slug), form, str(refused)), 422
    flash(f"Đã ban hành {place.kind.label} số {paper.number_text} lúc {moment_text(paper.issued_at)}.")
    return to_report(fetch_report(year, slug))


def _numbered(unit: Unit) -> str:
    """Name an issuer with the number its next report will bear."""
    try:
        return f"{unit.name} (số kế tiếp: {next_number(unit.id, PaperKind.REPORT, clock.today()):02d})"
    except ActionRefused:
        return unit.name


def _page(place: Place, form: IssueForm, refusal: str = "") -> str:
    written = place.report
    return render_template(
        "emulation/carrying/report_issue.html", place=place, form=form, refusal=refusal, report=written,
        has_errors=bool(refusal or form.errors), missing=services.missing_words(written),
        figures=figures_of(actor(), place.campaign),
    )  # fmt: skip


def _issued(place: Place, form: IssueForm) -> IssuedPaper:
    """Draw the report with the issuer's next number and settle it; everything is looked up again for each try."""
    year, slug, seen, key = place.campaign.year, place.slug, seen_row(), form.key
    unit_id, layout, day, who = int(form.issuer.data), form.layout.data, form.day.data, actor()
    figures: dict[str, int] = {}
    if not issued_before(who, key):
        services.check_issue(actor=who, report=place.report, version=seen)

    def html_of(number: int) -> str:
        now = figures_of(who, fetch_report(year, slug).campaign)
        figures.update(now.main())
        return composed(fetch_report(year, slug), now, letterhead_for(unit_id, layout), number=number, day=day)

    def settle(number: int, content: bytes) -> IssuedPaper:
        again = fetch_report(year, slug)
        paper = freeze(
            actor=who, unit=db.session.get_one(Unit, unit_id), kind=PaperKind.REPORT, day=day, number=number,
            content=content, subject_words=subject_of(again.kind, year), layout_code=layout, key=key,
            audience=Audience.COMMITTEE, subject=queries.SUBJECT, subject_id=again.report and again.report.id,
        )  # fmt: skip
        services.issue_report(actor=who, report=again.report, paper=paper, figures=figures, version=seen)
        return paper

    return issue(html_of=html_of, settle=settle, unit_id=unit_id, kind=PaperKind.REPORT, day=day, key=key)
