"""The certificates of a decision: one a page, numbered as a run, at most sixty at once."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.documents import recognised
from nam_tinh_hinh.emulation.forms.recognising import IssueForm
from nam_tinh_hinh.emulation.queries import recognising
from nam_tinh_hinh.emulation.services import certifying
from nam_tinh_hinh.emulation.tables import Exemplar, Recognition
from nam_tinh_hinh.emulation.views.base import bp
from nam_tinh_hinh.emulation.views.recognising.issuing import issue_form, next_number, preview
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES, whole_number
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paper.certificates import AT_ONCE
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.pdf import PdfRefused
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.enums import Audience
from nam_tinh_hinh.people.queries.issuing import papers_of
from nam_tinh_hinh.people.queries.letterheads import letterhead_for
from nam_tinh_hinh.people.services.issuing import freeze
from nam_tinh_hinh.people.tables import IssuedPaper, Unit
from nam_tinh_hinh.people.views.base import Answer, actor
from nam_tinh_hinh.people.views.issuing import issue

ALL_OUT = "Đã ban hành đủ giấy chứng nhận của quyết định này."


def _decision(recognition_id: int) -> Recognition:
    return found(recognising.recognition(recognition_id))


def _next(decision: Recognition) -> Sequence[Exemplar]:
    """Return what gets its certificate next: in parts, so that each paper is drawn within its time."""
    done = certifying.certified(decision)
    return recognising.recognised_under(decision)[done : done + AT_ONCE]


@bp.get("/cong-nhan/<int:recognition_id>/giay-chung-nhan")
@allow(rules.issues)
def certificates(recognition_id: int) -> Answer:
    return _page(_decision(recognition_id), issue_form())


def _page(decision: Recognition, form: IssueForm, refusal: str = "") -> str:
    items, papers = _next(decision), papers_of(certifying.RECOGNITION, [decision.id])
    form.seen.data = str(certifying.certified(decision))
    return render_template(
        "emulation/recognising/certificates.html", decision=decision, items=items, papers=papers, form=form,
        refusal=refusal, has_errors=bool(refusal or form.errors), at_once=AT_ONCE,
        number=next_number(form, PaperKind.CERTIFICATE), left=decision.count - int(form.seen.data) - len(items),
    )  # fmt: skip


@bp.get("/cong-nhan/<int:recognition_id>/giay-chung-nhan/xem-thu.pdf")
@allow(rules.issues)
def certificates_preview(recognition_id: int) -> Answer:
    decision = _decision(recognition_id)
    html = _html(decision, _next(decision), issue_form(request.args), None)
    return preview(html, "du-thao-giay-chung-nhan.pdf", certifying.RECOGNITION, recognition_id)


def _html(decision: Recognition, items: Sequence[Exemplar], form: IssueForm, number: int | None) -> str:
    setting, day = letterhead_for(form.unit_id.data, form.layout_code.data), form.day.data or clock.today()
    decided = db.session.get(IssuedPaper, decision.paper_id) if decision.paper_id else None
    issuer = decided.unit.name if decided else db.session.get_one(Unit, form.unit_id.data).name
    paper = recognised.certificates(decision, items, setting, number=number, day=day, issuer=issuer)
    return render_template("print/certificates.html", paper=paper)


@bp.post("/cong-nhan/<int:recognition_id>/giay-chung-nhan")
@allow(rules.issues)
def certificates_issue(recognition_id: int) -> Answer:
    decision, form = _decision(recognition_id), issue_form(request.form)
    if not form.validate():
        return _page(decision, form), 422
    try:
        paper = _issued(recognition_id, form)
    except ActionRefused as refused:
        db.session.rollback()
        return _page(_decision(recognition_id), form, refused.message), CODES[refused.kind]
    except PdfRefused as refused:
        db.session.rollback()
        return _page(_decision(recognition_id), form, str(refused)), 422
    flash(f"Đã ban hành {paper.name}.")
    return redirect(url_for(".certificates", recognition_id=recognition_id), 303)


def _issued(recognition_id: int, form: IssueForm) -> IssuedPaper:
    return issue(
        html_of=lambda number: _html(*_read(recognition_id, form), form, number),
        settle=lambda number, content: _settled(recognition_id, form, number, content),
        unit_id=form.unit_id.data, kind=PaperKind.CERTIFICATE, day=form.day.data, key=form.key,
    )  # fmt: skip


def _read(recognition_id: int, form: IssueForm) -> tuple[Recognition, Sequence[Exemplar]]:
    """Return the decision and what is certified now; raises ``ActionRefused`` unless that is what the person saw."""
    decision, seen = _decision(recognition_id), whole_number(form.seen.data)
    certifying.check_certified(decision, seen)
    items = _next(decision)
    if not items:
        raise ActionRefused(Refusal.MOVED_ON, ALL_OUT)
    return decision, items


def _settled(recognition_id: int, form: IssueForm, number: int, content: bytes) -> IssuedPaper:
    decision, items = _read(recognition_id, form)
    paper = freeze(
        actor=actor(), unit=db.session.get_one(Unit, form.unit_id.data), kind=PaperKind.CERTIFICATE,
        day=form.day.data, number=number, content=content, count=len(items), layout_code=form.layout_code.data,
        subject_words=f"mô hình, điển hình “Dân vận khéo” năm {decision.campaign.year}", audience=Audience.ALL,
        subject=certifying.RECOGNITION, subject_id=recognition_id, key=form.key,
    )  # fmt: skip
    certifying.certify(actor=actor(), decision=decision, paper=paper)
    return paper
