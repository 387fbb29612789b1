"""The decision of recognition: read what is made known, see the paper, issue it."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.emulation import queries, rules, services
from nam_tinh_hinh.emulation.documents import recognised
from nam_tinh_hinh.emulation.forms.recognising import IssueForm
from nam_tinh_hinh.emulation.services.publishing import CHANGED
from nam_tinh_hinh.emulation.tables import Campaign, Exemplar
from nam_tinh_hinh.emulation.views.base import bp
from nam_tinh_hinh.emulation.views.recognising.issuing import issue_form, next_number, preview
from nam_tinh_hinh.kernel import asked, clock
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.pdf import PdfRefused
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.enums import Audience
from nam_tinh_hinh.people.queries.letterheads import letterhead_for
from nam_tinh_hinh.people.services.issuing import freeze
from nam_tinh_hinh.people.tables import IssuedPaper, Unit
from nam_tinh_hinh.people.views.base import Answer, actor
from nam_tinh_hinh.people.views.issuing import issue

Seen = list[tuple[int, int]]


def _campaign() -> Campaign:
    return found(queries.campaign(asked.number("nam") or clock.today().year))


@bp.get("/cong-nhan/quyet-dinh")
@allow(rules.issues)
def decision() -> Answer:
    return _page(_campaign(), issue_form())


def _page(campaign: Campaign, form: IssueForm, refusal: str = "") -> str:
    judged = queries.to_publish(actor(), campaign)
    form.seen.data = ",".join(f"{item.id}-{item.version}" for item in judged)
    return render_template(
        "emulation/recognising/decision.html", campaign=campaign, form=form, refusal=refusal,
        has_errors=bool(refusal or form.errors), awarded=[item for item in judged if item.award],
        refused=[item for item in judged if not item.award], number=next_number(form, PaperKind.DECISION),
    )  # fmt: skip


@bp.get("/cong-nhan/quyet-dinh/xem-thu.pdf")
@allow(rules.issues)
def decision_preview() -> Answer:
    campaign, form = _campaign(), issue_form(request.args)
    html = _html(campaign, queries.to_publish(actor(), campaign), form, None)
    return preview(html, "du-thao-quyet-dinh-cong-nhan.pdf", "recognition_list")


def _html(campaign: Campaign, judged: Sequence[Exemplar], form: IssueForm, number: int | None) -> str:
    setting = letterhead_for(form.unit_id.data, form.layout_code.data)
    issuer, day = db.session.get_one(Unit, form.unit_id.data).name, form.day.data or clock.today()
    paper = recognised.decision(campaign, judged, setting, issuer=issuer, number=number, day=day)
    return render_template("print/prose.html", paper=paper)


@bp.post("/cong-nhan/quyet-dinh")
@allow(rules.issues)
def decision_issue() -> Answer:
    campaign, form = _campaign(), issue_form(request.form)
    year, seen = campaign.year, form.pairs
    if not form.validate():
        return _page(campaign, form), 422
    nobody = not any(item.award for item in queries.to_publish(actor(), campaign))
    try:
        words = _told(campaign, form) if nobody else _issued(year, form, seen)
    except ActionRefused as refused:
        db.session.rollback()
        return _page(found(queries.campaign(year)), form, refused.message), CODES[refused.kind]
    except PdfRefused as refused:
        db.session.rollback()
        return _page(found(queries.campaign(year)), form, str(refused)), 422
    flash(words)
    return redirect(url_for(".recognition", nam=year), 303)


def _told(campaign: Campaign, form: IssueForm) -> str:
    """Make results known of which none is a recognition: there is nothing to put on a paper."""
    services.publish(actor=actor(), campaign=campaign, seen=form.pairs, day=form.day.data, key=form.key)
    return "Đã thông báo kết quả cho các đơn vị."


def _issued(year: int, form: IssueForm, seen: Seen) -> str:
    paper = issue(
        html_of=lambda number: _drawn(year, form, seen, number),
        settle=lambda number, content: _settled(year, form, seen, number, content),
        unit_id=form.unit_id.data, kind=PaperKind.DECISION, day=form.day.data, key=form.key,
    )  # fmt: skip
    return f"Đã ban hành {paper.name}. Các đơn vị thấy kết quả ngay từ bây giờ."


def _drawn(year: int, form: IssueForm, seen: Seen, number: int) -> str:
    campaign = found(queries.campaign(year))
    judged = queries.to_publish(actor(), campaign)
    if sorted(seen) != sorted((item.id, item.version) for item in judged):
        raise ActionRefused(Refusal.MOVED_ON, CHANGED)
    return _html(campaign, judged, form, number)


def _settled(year: int, form: IssueForm, seen: Seen, number: int, content: bytes) -> IssuedPaper:
    campaign, day = found(queries.campaign(year)), form.day.data
    paper = freeze(
        actor=actor(), unit=db.session.get_one(Unit, form.unit_id.data), kind=PaperKind.DECISION, day=day,
        number=number, content=content, subject_words=f"công nhận mô hình, điển hình “Dân vận khéo” năm {year}",
        layout_code=form.layout_code.data, audience=Audience.ALL, subject="campaign", subject_id=campaign.id,
        key=form.key,
    )  # fmt: skip
    services.publish(
        actor=actor(), campaign=campaign, seen=seen, number_text=paper.number_text, day=day, paper_id=paper.id,
        key=form.key,
    )  # fmt: skip
    return paper
