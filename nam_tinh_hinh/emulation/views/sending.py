"""A unit sends its list: what goes and what stays, the draft of the paper, one press, and the receipt."""

from functools import partial
from typing import Any

from flask import redirect, render_template, url_for

from nam_tinh_hinh.emulation import queries, rules, services
from nam_tinh_hinh.emulation.documents import preparing as documents
from nam_tinh_hinh.emulation.queries import board, preparing
from nam_tinh_hinh.emulation.tables import Campaign, RegistrationList
from nam_tinh_hinh.emulation.views.base import bp
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.people.enums import Audience
from nam_tinh_hinh.people.forms.issuing import IssueForm, marked
from nam_tinh_hinh.people.tables import IssuedPaper, Unit
from nam_tinh_hinh.people.views.base import Answer, actor
from nam_tinh_hinh.people.views.issuing import Heading, Keep, confirming, draft, issued, offered, tell

WORDS = "đăng ký mô hình, điển hình “Dân vận khéo” năm {}"
CAMPAIGN = "campaign"


@bp.get("/gui-danh-sach")
@allow(rules.may_register)
def unit_list() -> Answer:
    return _page(offered(IssueForm()))


def _page(form: IssueForm, refusal: str = "") -> str:
    campaign, unit = queries.sending(actor(), clock.today()), db.session.get_one(Unit, actor().unit_id)
    year = campaign.year if campaign else clock.today().year
    ready = queries.ready_to_send(actor(), campaign) if campaign else []
    return render_template(
        "emulation/preparing/unit_list.html", year=year, campaign=campaign, ready=ready,
        why_closed=rules.why_closed(campaign, year, clock.today()),
        **confirming(form, PaperKind.LIST, seen=marked(ready), refusal=refusal),
        **(_of_year(unit, campaign, len(ready)) if campaign else {}),
    )  # fmt: skip


def _of_year(unit: Unit, campaign: Campaign, ready: int) -> dict[str, Any]:
    return {
        "at_home": preparing.still_at_home(actor(), campaign),
        "quota": board.tally_of(unit.id, campaign, about_to_send=ready),
        "earlier": queries.lists_of(unit.id, campaign),
    }


@bp.route("/gui-danh-sach/xem-thu.pdf", methods=["GET", "POST"])
@allow(rules.may_register)
def unit_list_draft() -> Answer:
    form, name = offered(IssueForm()), "danh-sach-dang-ky-du-thao.pdf"
    return draft(form, page=partial(_page, form), compose=_paper, name=name, subject="registration_list")


def _paper(heading: Heading) -> str:
    campaign = _campaign()
    paper = documents.unit_list(
        queries.ready_to_send(actor(), campaign), year=campaign.year, setting=heading.setting, number=heading.number,
        day=heading.day,
    )  # fmt: skip
    return render_template("print/table.html", paper=paper)


def _campaign() -> Campaign:
    return found(queries.sending(actor(), clock.today()))


@bp.post("/gui-danh-sach")
@allow(rules.may_register)
def unit_list_send() -> Answer:
    form = offered(IssueForm())
    return issued(
        form, PaperKind.LIST, page=partial(_page, form), compose=_paper, settle=partial(_settle, form), done=_sent
    )


def _settle(form: IssueForm, keep: Keep) -> IssuedPaper:
    """Freeze the paper and send what stands on it; what changed since it was read makes both undone."""
    campaign = _campaign()
    paper = keep(
        subject_words=WORDS.format(campaign.year), audience=Audience.UNIT, subject=CAMPAIGN, subject_id=campaign.id,
        about_unit_id=actor().unit_id,
    )  # fmt: skip
    services.send_list(
        actor=actor(), campaign=campaign, seen=form.pairs, number_text=paper.number_text, day=paper.day,
        paper_id=paper.id, key=form.key,
    )  # fmt: skip
    return paper


def _sent(paper: IssuedPaper) -> Answer:
    tell(paper, "Đã gửi danh sách lên Ban Chỉ đạo.")
    return redirect(url_for(".unit_list_receipt", list_id=found(preparing.list_of_paper(paper.id)).id), 303)


@bp.get("/gui-danh-sach/<int:list_id>")
@allow(rules.may_register)
def unit_list_receipt(list_id: int) -> Answer:
    sent: RegistrationList = found(preparing.own_list(actor(), list_id))
    items = preparing.of_list(actor(), sent)
    return render_template(
        "emulation/preparing/receipt.html", sent=sent, items=items,
        shown_stage=lambda item: queries.shown_stage(actor(), item),
    )  # fmt: skip
