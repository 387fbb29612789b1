"""The list of the whole area, issued by the standing office or the chair (requirement R121)."""

import hashlib
from collections.abc import Sequence
from datetime import date

from flask import flash, redirect, render_template, url_for

from nam_tinh_hinh.emulation import queries, rules
from nam_tinh_hinh.emulation.documents import preparing as documents
from nam_tinh_hinh.emulation.forms.sending import SendForm
from nam_tinh_hinh.emulation.queries import preparing
from nam_tinh_hinh.emulation.tables import Campaign, Exemplar
from nam_tinh_hinh.emulation.views.base import bp
from nam_tinh_hinh.emulation.views.sending import CAMPAIGN, WORDS, asked_layout
from nam_tinh_hinh.kernel import clock, pdf
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES, PDF, number
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.enums import Audience
from nam_tinh_hinh.people.queries.issuing import issuers, letterhead_for, next_number, papers_of
from nam_tinh_hinh.people.services.issuing import freeze
from nam_tinh_hinh.people.tables import IssuedPaper, Unit
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.people.views.base import Answer, actor
from nam_tinh_hinh.people.views.issuing import issue

CHANGED = "Danh sách vừa thay đổi. Hãy đọc lại rồi ban hành."


def _campaign() -> Campaign:
    return found(queries.campaign(number("nam") or clock.today().year))


def _issuer() -> Unit:
    """Return the committee, in whose name the whole area's list goes out."""
    return found(next(iter(issuers(actor())), None))


@bp.get("/danh-sach/ban-hanh")
@allow(rules.issues)
def area_list() -> Answer:
    return _page(_campaign(), _form())


def _form() -> SendForm:
    form = SendForm()
    form.offer(exports.LAYOUT_CODES)
    return form


def _page(campaign: Campaign, form: SendForm, refusal: str = "") -> str:
    items = preparing.of_whole_area(actor(), campaign)
    papers = papers_of(CAMPAIGN, [campaign.id], actor=actor())
    return render_template(
        "emulation/preparing/area_list.html", form=form, refusal=refusal, has_errors=bool(refusal or form.errors),
        campaign=campaign, items=items, units=len({item.unit_id for item in items}), seen=_mark(items),
        number=_next_number(), issuer=_issuer(), earlier=[one for one in papers if _is_whole(one)],
    )  # fmt: skip


def _is_whole(paper: IssuedPaper) -> bool:
    return paper.kind is PaperKind.LIST and paper.about_unit_id is None


def _mark(items: Sequence[Exemplar]) -> str:
    """Return what the form carries of the list that was read: it changes with every row."""
    said = ",".join(f"{item.id}-{item.version}" for item in items)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _next_number() -> int | None:
    try:
        return next_number(_issuer().id, PaperKind.LIST, clock.today())
    except ActionRefused:
        return None


@bp.get("/danh-sach/ban-hanh/xem-thu.pdf")
@allow(rules.issues)
def area_list_draft() -> Answer:
    html = _paper(_campaign(), asked_layout(), None, None)
    return exports.exported(lambda: pdf.render(html), PDF, "danh-sach-toan-dia-ban-du-thao.pdf", "registration_list")


def _paper(campaign: Campaign, layout_code: str, given: int | None, day: date | None) -> str:
    items, setting = preparing.of_whole_area(actor(), campaign), letterhead_for(_issuer().id, layout_code)
    paper = documents.area_list(items, year=campaign.year, setting=setting, number=given, day=day)
    return render_template("print/table.html", paper=paper)


@bp.post("/danh-sach/ban-hanh")
@allow(rules.issues)
def area_list_issue() -> Answer:
    campaign, form = _campaign(), _form()
    if not form.validate():
        return _page(campaign, form), 422
    try:
        paper = _issued(form)
    except ActionRefused as refused:
        return _refused(form, refused.message, CODES[refused.kind])
    except pdf.PdfRefused as refused:
        return _refused(form, str(refused), 422)
    flash(f"Đã ban hành {paper.name}.")
    return redirect(url_for(".area_list", nam=number("nam")), 303)


def _refused(form: SendForm, words: str, code: int) -> Answer:
    db.session.rollback()
    return _page(_campaign(), form, words), code


def _issued(form: SendForm) -> IssuedPaper:
    return issue(
        html_of=lambda given: _paper(_campaign(), form.layout.data, given, form.day.data),
        settle=lambda given, content: _settle(form, given, content),
        unit_id=_issuer().id, kind=PaperKind.LIST, day=form.day.data, key=form.key,
    )  # fmt: skip


def _settle(form: SendForm, given: int, content: bytes) -> IssuedPaper:
    campaign = _campaign()
    items = preparing.of_whole_area(actor(), campaign)
    if not items or form.seen.data != _mark(items):
        raise ActionRefused(Refusal.MOVED_ON, CHANGED)
    return freeze(
        actor=actor(), unit=_issuer(), kind=PaperKind.LIST, day=form.day.data, number=given, content=content,
        subject_words=WORDS.format(campaign.year) + documents.WHOLE_AREA, layout_code=form.layout.data,
        audience=Audience.COMMITTEE, subject=CAMPAIGN, subject_id=campaign.id, key=form.key,
    )  # fmt: skip
