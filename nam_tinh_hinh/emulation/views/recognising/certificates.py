"""The certificates of a decision: one a page, numbered as a run, at most sixty at once."""

from collections.abc import Sequence
from functools import partial

from flask import redirect, render_template, url_for

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.documents import recognised
from nam_tinh_hinh.emulation.queries import recognising
from nam_tinh_hinh.emulation.services import certifying
from nam_tinh_hinh.emulation.tables import Exemplar, Recognition
from nam_tinh_hinh.emulation.views.base import bp
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paper.certificates import AT_ONCE
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.enums import Audience
from nam_tinh_hinh.people.forms.issuing import IssueForm
from nam_tinh_hinh.people.queries.issuing import papers_of
from nam_tinh_hinh.people.tables import IssuedPaper
from nam_tinh_hinh.people.views.base import Answer, actor
from nam_tinh_hinh.people.views.issuing import Heading, Keep, confirming, draft, issued, offered, tell

PAGE = "/cong-nhan/<int:recognition_id>/giay-chung-nhan"
ALL_OUT = "Đã ban hành đủ giấy chứng nhận của quyết định này."


def _decision(recognition_id: int) -> Recognition:
    return found(recognising.recognition(recognition_id))


def _next(decision: Recognition) -> Sequence[Exemplar]:
    """Return what gets its certificate next: in parts, so that each paper is drawn within its time."""
    done = certifying.certified(decision)
    return recognising.recognised_under(decision)[done : done + AT_ONCE]


@bp.get(PAGE)
@allow(rules.issues)
def certificates(recognition_id: int) -> Answer:
    return _page(recognition_id, offered(IssueForm()))


def _page(recognition_id: int, form: IssueForm, refusal: str = "") -> str:
    decision = _decision(recognition_id)
    items, done = _next(decision), certifying.certified(decision)
    return render_template(
        "emulation/recognising/certificates.html", decision=decision, items=items, at_once=AT_ONCE,
        papers=papers_of(certifying.RECOGNITION, [decision.id]), left=decision.count - done - len(items),
        **confirming(form, PaperKind.CERTIFICATE, seen=str(done), refusal=refusal),
    )  # fmt: skip


@bp.route(f"{PAGE}/xem-thu.pdf", methods=["GET", "POST"])
@allow(rules.issues)
def certificates_preview(recognition_id: int) -> Answer:
    decision, form = _decision(recognition_id), offered(IssueForm())
    return draft(
        form, page=partial(_page, recognition_id, form), compose=partial(_html, decision, _next(decision)),
        name="du-thao-giay-chung-nhan.pdf", subject=certifying.RECOGNITION, subject_id=recognition_id,
    )  # fmt: skip


def _html(decision: Recognition, items: Sequence[Exemplar], heading: Heading) -> str:
    decided = db.session.get(IssuedPaper, decision.paper_id) if decision.paper_id else None
    paper = recognised.certificates(
        decision, items, heading.setting, number=heading.number, day=heading.day or clock.today(),
        issuer=decided.unit.name if decided else heading.issuer.name,
    )  # fmt: skip
    return render_template("print/certificates.html", paper=paper)


@bp.post(PAGE)
@allow(rules.issues)
def certificates_issue(recognition_id: int) -> Answer:
    _decision(recognition_id)
    form = offered(IssueForm())
    return issued(
        form, PaperKind.CERTIFICATE, page=partial(_page, recognition_id, form),
        compose=lambda heading: _html(*_read(recognition_id, form), heading),
        settle=partial(_settle, recognition_id, form), done=partial(_done, recognition_id),
    )  # fmt: skip


def _read(recognition_id: int, form: IssueForm) -> tuple[Recognition, Sequence[Exemplar]]:
    """Return the decision and what is certified now; raises ``ActionRefused`` unless that is what the person saw."""
    decision = _decision(recognition_id)
    certifying.check_certified(decision, form.version)
    items = _next(decision)
    if not items:
        raise ActionRefused(Refusal.MOVED_ON, ALL_OUT)
    return decision, items


def _settle(recognition_id: int, form: IssueForm, keep: Keep) -> IssuedPaper:
    decision, items = _read(recognition_id, form)
    paper = keep(
        subject_words=f"mô hình, điển hình “Dân vận khéo” năm {decision.campaign.year}", audience=Audience.ALL,
        subject=certifying.RECOGNITION, subject_id=recognition_id, count=len(items),
    )  # fmt: skip
    certifying.certify(actor=actor(), decision=decision, paper=paper)
    return paper


def _done(recognition_id: int, paper: IssuedPaper) -> Answer:
    tell(paper)
    return redirect(url_for(".certificates", recognition_id=recognition_id), 303)
