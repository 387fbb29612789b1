"""The queue of change requests: before and after side by side, answered one by one; the year's as paper and sheet."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.emulation import queries, rules
from nam_tinh_hinh.emulation.documents import changing as documents
from nam_tinh_hinh.emulation.enums import ChangeKind, RequestStage
from nam_tinh_hinh.emulation.forms.changing import AnswerForm
from nam_tinh_hinh.emulation.queries import changing
from nam_tinh_hinh.emulation.queries.changing import ChangeFilters
from nam_tinh_hinh.emulation.services import changing as services
from nam_tinh_hinh.emulation.tables import ChangeRequest
from nam_tinh_hinh.emulation.views.base import bp
from nam_tinh_hinh.emulation.views.changing import fetch_request, seen_version, wording
from nam_tinh_hinh.kernel import pdf
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.asked import CODES, PDF, XLSX, number, page_number
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.fragments import render
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.people.views.base import Answer, actor

PAGE = "emulation/preparing/changes.html"
DONE = {services.accept: "Đã đồng ý", services.refuse: "Đã trả lời không đồng ý"}


def opens_changes(one: Actor) -> bool:
    """Those who answer requests and those who send them, each his part of the queue."""
    return rules.serves_committee(one) or rules.may_register(one)


def _filters() -> ChangeFilters:
    asked = request.args
    return ChangeFilters(
        year=number("nam"),
        unit_id=number("don-vi"),
        kind=next((kind for kind in ChangeKind if kind.value == asked.get("loai")), None),
        stage=next((stage for stage in RequestStage if stage.value == asked.get("tra-loi")), None),
    )


@bp.get("/dieu-chinh")
@allow(opens_changes)
def changes() -> Answer:
    return _page()


def _page(about: ChangeRequest | None = None, form: AnswerForm | None = None, refusal: str = "") -> str:
    """Render the queue; ``about`` is the request whose answer did not happen, with what was typed in ``form``."""
    filters = _filters()
    page = changing.requests_page(changing.filtered_requests(actor(), filters), page_number())
    return render_template(
        PAGE, page=page, filters=filters, choices=_choices(), layout_codes=exports.LAYOUT_CODES,
        page_url=lambda n: url_for(".changes", **filters.as_args(), trang=n), has_errors=bool(refusal),
        settles=lambda one: rules.settles(actor(), one.exemplar), wording=wording(), **_said(about, form, refusal),
    )  # fmt: skip


def _said(about: ChangeRequest | None, form: AnswerForm | None, refusal: str) -> dict[str, Any]:
    typed = form.answer.data if form and not form.names_a_secret else ""
    return {"refused_id": about.id if about else None, "refusal": refusal, "typed": typed or ""}


def _choices() -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return the filters: name in the address, label, and (value, label) of what can be chosen."""
    return [
        ("tra-loi", "Trả lời", [(stage.value, stage.label) for stage in RequestStage]),
        ("nam", "Năm", [(str(year), str(year)) for year in queries.years()]),
        ("don-vi", "Đơn vị", [(str(unit_id), name) for unit_id, name in changing.asking_units(actor())]),
        ("loai", "Loại đề nghị", [(kind.value, kind.label) for kind in ChangeKind]),
    ]


@bp.post("/dieu-chinh/<int:request_id>/dong-y")
@allow(rules.serves_committee)
def changes_accept(request_id: int) -> Answer:
    return _answered(request_id, services.accept)


@bp.post("/dieu-chinh/<int:request_id>/khong-dong-y")
@allow(rules.serves_committee)
def changes_refuse(request_id: int) -> Answer:
    return _answered(request_id, services.refuse)


def _answered(request_id: int, verb: Any) -> Answer:
    row, form = fetch_request(request_id), AnswerForm()
    if not form.validate():
        return _refused(row, form, " ".join(form.answer.errors), 422)
    try:
        verb(actor=actor(), request=row, answer=form.answer.data or "", version=seen_version(), key=form.key)
    except ActionRefused as refused:
        db.session.rollback()
        return _refused(fetch_request(request_id), form, refused.message, CODES[refused.kind])
    words = f"{DONE[verb]}: “{row.exemplar.name}”, {row.kind.label.lower()}. Đơn vị thấy ngay."
    if request.headers.get("HX-Request"):
        return _one(row, done=words)
    flash({"text": words, "forget": f"tra-loi-{row.id}"})
    return redirect(url_for(".changes", **{"tra-loi": RequestStage.ASKED.value}), 303)


def _refused(row: ChangeRequest, form: AnswerForm, words: str, code: int) -> Answer:
    if request.headers.get("HX-Request"):
        return _one(row, form=form, refusal=words), code
    return _page(row, form, words), code


def _one(row: ChangeRequest, *, form: AnswerForm | None = None, refusal: str = "", done: str = "") -> str:
    """Return the block of one request, answered or not."""
    return render(
        "emulation/preparing/change.html", "mot_de_nghi", one=row, wording=wording(), done=done,
        settles=lambda one: rules.settles(actor(), one.exemplar), **_said(row, form, refusal),
    )  # fmt: skip


@bp.get("/dieu-chinh/danh-sach.pdf")
@allow(opens_changes)
def changes_pdf() -> Answer:
    filters = _filters()
    rows = db.session.scalars(changing.filtered_requests(actor(), filters)).all()
    paper = documents.requests_paper(
        rows, wording(), year=filters.year, setting=exports.setting(), number=exports.paper_number(),
        day=exports.paper_day(),
    )  # fmt: skip
    html = render_template("print/table.html", paper=paper)
    return exports.exported(lambda: pdf.render(html), PDF, "de-nghi-dieu-chinh.pdf", "change_list")


@bp.get("/dieu-chinh/danh-sach.xlsx")
@allow(opens_changes)
def changes_xlsx() -> Answer:
    rows = db.session.scalars(changing.filtered_requests(actor(), _filters())).all()
    content = documents.requests_sheet(rows, wording())
    return exports.exported(lambda: content, XLSX, "de-nghi-dieu-chinh.xlsx", "change_list")
