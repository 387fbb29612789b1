"""The year's two reports: figures from the data, the office's words around them."""

from datetime import date
from typing import NamedTuple

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.emulation import queries as registrations
from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.documents.year_report import report_paper
from nam_tinh_hinh.emulation.enums import ReportKind
from nam_tinh_hinh.emulation.forms.reports import ReportForm
from nam_tinh_hinh.emulation.queries import reports as queries
from nam_tinh_hinh.emulation.queries.figures import Figures, figures_of
from nam_tinh_hinh.emulation.services import reports as services
from nam_tinh_hinh.emulation.tables import Campaign, CampaignReport
from nam_tinh_hinh.emulation.views.base import bp
from nam_tinh_hinh.emulation.views.carrying import seen_row
from nam_tinh_hinh.kernel import asked, clock
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.merging import refused_words
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people import documents as people
from nam_tinh_hinh.people.tables import PrintSetting
from nam_tinh_hinh.people.views.base import Answer, actor
from nam_tinh_hinh.people.views.exports import LAYOUT_CODES

SLUGS = {ReportKind.HALF_YEAR: "6-thang", ReportKind.YEAR: "nam"}
KINDS = {slug: kind for kind, slug in SLUGS.items()}
OF_YEAR = '/bao-cao/<int:year>/<any("6-thang","nam"):slug>'


class Place(NamedTuple):
    """Which report an address means."""

    campaign: Campaign
    kind: ReportKind
    slug: str

    @property
    def report(self) -> CampaignReport | None:
        return queries.report(self.campaign, self.kind)

    @property
    def args(self) -> dict[str, object]:
        return {"year": self.campaign.year, "slug": self.slug}


def fetch_report(year: int, slug: str) -> Place:
    """Return the report of an address, or answer 404 when that year has no campaign."""
    return Place(found(registrations.campaign(year)), KINDS[slug], slug)


@bp.get("/bao-cao")
@allow(rules.oversees)
def reports() -> Answer:
    years = registrations.years()
    year = asked.number("nam") or clock.today().year
    campaign = registrations.campaign(year) or (registrations.campaign(years[0]) if years else None)
    return render_template(
        "emulation/carrying/reports.html", years=years, campaign=campaign, slugs=SLUGS, today=clock.today(),
        wanted=queries.wanted(campaign) if campaign else [], issues=rules.issues(actor()),
        figures=figures_of(actor(), campaign) if campaign else None,
    )  # fmt: skip


@bp.get(OF_YEAR)
@allow(rules.oversees)
def report(year: int, slug: str) -> Answer:
    place = fetch_report(year, slug)
    written, figures = place.report, figures_of(actor(), place.campaign)
    issued = written is not None and written.issued_at is not None
    return render_template(
        "emulation/carrying/report.html", place=place, report=written, figures=figures, issued=issued,
        changed=queries.changed_since(written, figures) if written and issued else [], layout_codes=LAYOUT_CODES,
        due=next(one for one in queries.wanted(place.campaign) if one.kind is place.kind), today=clock.today(),
        missing=services.missing_words(written), issues=rules.issues(actor()), year_report=ReportKind.YEAR,
        labels=[(field.name, field.label.text) for field in ReportForm(formdata=None) if field.name in services.WORDS],
    )  # fmt: skip


@bp.route(f"{OF_YEAR}/soan", methods=["GET", "POST"])
@allow(rules.issues)
def report_write(year: int, slug: str) -> Answer:
    place = fetch_report(year, slug)
    written = place.report
    if request.method == "GET":
        if written and written.issued_at:
            return to_report(place)
        return _form_page(place, ReportForm(obj=written, version=written.version if written else 0), 200)
    form = ReportForm()
    if not form.validate():
        return _form_page(place, form, 422)
    if written:
        form.take(written, request.form.getlist("lay"))
    try:
        services.save_words(
            actor=actor(), campaign=place.campaign, kind=place.kind, words=form.facts(), version=seen_row(),
            key=form.key,
        )  # fmt: skip
    except ActionRefused as refused:
        return _form_page(place, form, CODES[refused.kind], refused)
    flash({"text": "Đã lưu phần viết của báo cáo, chưa ban hành.", "forget": _kept(place)})
    return to_report(place)


def to_report(place: Place) -> Answer:
    """Lead back to the report's page."""
    return redirect(url_for(".report", **place.args), 303)  # type: ignore[arg-type]


def _kept(place: Place) -> str:
    return f"bao-cao-{place.campaign.id}-{place.slug}"


def _form_page(place: Place, form: ReportForm, code: int, refused: ActionRefused | None = None) -> tuple[str, int]:
    written = place.report
    editable = written is None or written.issued_at is None
    html = render_template(
        "emulation/carrying/report_form.html", place=place, form=form, editable=editable, kept_as=_kept(place),
        **refused_words(form, written, refused, editable=editable),
    )  # fmt: skip
    return html, code


def composed(
    place: Place, figures: Figures, setting: PrintSetting, *, number: int | None = None, day: date | None = None
) -> str:
    """Return the page of the report in a letterhead; without a number it is a draft."""
    campaign, written = place.campaign, place.report
    named = f"Kế hoạch số {campaign.plan_number}" if campaign.plan_number else ""
    if named and campaign.plan_day:
        named += f" ngày {day_text(campaign.plan_day)}"
    paper = report_paper(
        figures, {name: getattr(written, name) for name in services.WORDS} if written else {}, kind=place.kind,
        plan_words=named, letterhead=people.letterhead(setting), layout=people.layout(setting), number=number,
        day=day,
    )  # fmt: skip
    return render_template("print/prose.html", paper=paper)
