"""The decision of recognition: read what is made known, see the paper, issue it."""

from functools import partial

from flask import flash, redirect, render_template, url_for

from nam_tinh_hinh.emulation import queries, rules, services
from nam_tinh_hinh.emulation.documents import recognised
from nam_tinh_hinh.emulation.services.publishing import CHANGED
from nam_tinh_hinh.emulation.tables import Campaign
from nam_tinh_hinh.emulation.views.base import bp
from nam_tinh_hinh.kernel import asked, clock
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.enums import Audience
from nam_tinh_hinh.people.forms.issuing import IssueForm, marked
from nam_tinh_hinh.people.queries.issuing import issued_before
from nam_tinh_hinh.people.tables import IssuedPaper
from nam_tinh_hinh.people.views.base import Answer, actor
from nam_tinh_hinh.people.views.issuing import Heading, Keep, confirming, draft, issued, offered, tell


def _campaign() -> Campaign:
    return found(queries.campaign(asked.number("nam") or clock.today().year))


@bp.get("/cong-nhan/quyet-dinh")
@allow(rules.issues)
def decision() -> Answer:
    return _page(offered(IssueForm()))


def _page(form: IssueForm, refusal: str = "") -> str:
    campaign = _campaign()
    judged = queries.to_publish(actor(), campaign)
    return render_template(
        "emulation/recognising/decision.html", campaign=campaign, awarded=[item for item in judged if item.award],
        refused=[item for item in judged if not item.award],
        **confirming(form, PaperKind.DECISION, seen=marked(judged), refusal=refusal),
    )  # fmt: skip


@bp.route("/cong-nhan/quyet-dinh/xem-thu.pdf", methods=["GET", "POST"])
@allow(rules.issues)
def decision_preview() -> Answer:
    form, name = offered(IssueForm()), "du-thao-quyet-dinh-cong-nhan.pdf"
    return draft(form, page=partial(_page, form), compose=_html, name=name, subject="recognition_list")


def _html(heading: Heading) -> str:
    campaign, day = _campaign(), heading.day or clock.today()
    paper = recognised.decision(
        campaign, queries.to_publish(actor(), campaign), heading.setting, issuer=heading.issuer.name,
        number=heading.number, day=day,
    )  # fmt: skip
    return render_template("print/prose.html", paper=paper)


@bp.post("/cong-nhan/quyet-dinh")
@allow(rules.issues)
def decision_issue() -> Answer:
    form = offered(IssueForm())
    nobody = not any(item.award for item in queries.to_publish(actor(), _campaign()))
    if nobody and not issued_before(actor(), form.key):
        return _told(form)
    return issued(
        form, PaperKind.DECISION, page=partial(_page, form), compose=partial(_issuable, form),
        settle=partial(_settle, form), done=_done,
    )  # fmt: skip


def _told(form: IssueForm) -> Answer:
    """Make results known of which none is a recognition: there is nothing to put on a paper."""
    try:
        services.publish(actor=actor(), campaign=_campaign(), seen=form.pairs, day=clock.today(), key=form.key)
    except ActionRefused as refused:
        db.session.rollback()
        return _page(form, refused.message), CODES[refused.kind]
    flash("Đã thông báo kết quả cho các đơn vị.")
    return redirect(url_for(".recognition", nam=_campaign().year), 303)


def _issuable(form: IssueForm, heading: Heading) -> str:
    judged = queries.to_publish(actor(), _campaign())
    if not rules.has_read(form.pairs, judged):
        raise ActionRefused(Refusal.MOVED_ON, CHANGED)
    return _html(heading)


def _settle(form: IssueForm, keep: Keep) -> IssuedPaper:
    campaign = _campaign()
    paper = keep(
        subject_words=f"công nhận mô hình, điển hình “Dân vận khéo” năm {campaign.year}", audience=Audience.ALL,
        subject="campaign", subject_id=campaign.id,
    )  # fmt: skip
    services.publish(
        actor=actor(), campaign=campaign, seen=form.pairs, number_text=paper.number_text, day=paper.day,
        paper_id=paper.id, key=form.key,
    )  # fmt: skip
    return paper


def _done(paper: IssuedPaper) -> Answer:
    tell(paper, "Các đơn vị thấy kết quả ngay từ bây giờ.")
    return redirect(url_for(".recognition", nam=_campaign().year), 303)
