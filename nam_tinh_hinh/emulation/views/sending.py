"""A unit sends its list: what goes and what stays, the draft of the paper, one press, and the receipt."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.emulation import queries, rules, services
from nam_tinh_hinh.emulation.documents import preparing as documents
from nam_tinh_hinh.emulation.forms.sending import SendForm
from nam_tinh_hinh.emulation.queries import preparing
from nam_tinh_hinh.emulation.tables import Campaign, Exemplar, RegistrationList
from nam_tinh_hinh.emulation.views.base import bp
from nam_tinh_hinh.kernel import clock, pdf
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES, PDF, whole_number
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.enums import Audience
from nam_tinh_hinh.people.queries.issuing import letterhead_for, next_number
from nam_tinh_hinh.people.services.issuing import freeze
from nam_tinh_hinh.people.tables import IssuedPaper, Unit
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.people.views.base import Answer, actor
from nam_tinh_hinh.people.views.issuing import issue

WORDS = "đăng ký mô hình, điển hình “Dân vận khéo” năm {}"
CAMPAIGN = "campaign"


@bp.get("/gui-danh-sach")
@allow(rules.may_register)
def unit_list() -> Answer:
    return _page(_form())


def _form() -> SendForm:
    form = SendForm()
    form.offer(exports.LAYOUT_CODES)
    return form


def _page(form: SendForm, refusal: str = "") -> str:
    year, unit = clock.today().year, db.session.get_one(Unit, actor().unit_id)
    campaign = queries.campaign(year)
    ready = queries.ready_to_send(actor(), campaign) if campaign else []
    return render_template(
        "emulation/preparing/unit_list.html", form=form, refusal=refusal, has_errors=bool(refusal or form.errors),
        year=year, campaign=campaign, why_closed=rules.why_closed(campaign, year, clock.today()), ready=ready,
        seen=",".join(f"{item.id}-{item.version}" for item in ready), number=_next_number(),
        **(_of_year(unit, campaign, len(ready)) if campaign else {}),
    )  # fmt: skip


def _of_year(unit: Unit, campaign: Campaign, ready: int) -> dict[str, Any]:
    return {
        "at_home": preparing.still_at_home(actor(), campaign),
        "quota": preparing.quota_state(unit, campaign, ready),
        "earlier": queries.lists_of(unit.id, campaign),
    }


def _next_number() -> int | None:
    """Return the number the paper will bear if it is signed today; None outside the unit's term on record."""
    try:
        return next_number(actor().unit_id or 0, PaperKind.LIST, clock.today())
    except ActionRefused:
        return None


@bp.get("/gui-danh-sach/xem-thu.pdf")
@allow(rules.may_register)
def unit_list_draft() -> Answer:
    campaign = found(queries.campaign(clock.today().year))
    html = _paper(queries.ready_to_send(actor(), campaign), campaign.year, asked_layout(), None, None)
    return exports.exported(lambda: pdf.render(html), PDF, "danh-sach-dang-ky-du-thao.pdf", "registration_list")


def asked_layout() -> str:
    """Return the layout a draft is asked in, the first one when none is named."""
    code = request.args.get("layout", "")
    return code if code in exports.LAYOUT_CODES else next(iter(exports.LAYOUT_CODES))


def _paper(items: Sequence[Exemplar], year: int, layout_code: str, number: int | None, day: Any) -> str:
    setting = letterhead_for(actor().unit_id or 0, layout_code)
    paper = documents.unit_list(items, year=year, setting=setting, number=number, day=day)
    return render_template("print/table.html", paper=paper)


@bp.post("/gui-danh-sach")
@allow(rules.may_register)
def unit_list_send() -> Answer:
    form, year = _form(), clock.today().year
    if not form.validate():
        return _page(form), 422
    try:
        paper = _issued(form, year)
    except ActionRefused as refused:
        return _refused(form, refused.message, CODES[refused.kind])
    except pdf.PdfRefused as refused:
        return _refused(form, str(refused), 422)
    sent = found(preparing.list_of_paper(paper.id))
    flash(f"Đã gửi danh sách số {sent.number_text} lên Ban Chỉ đạo.")
    return redirect(url_for(".unit_list_receipt", list_id=sent.id), 303)


def _refused(form: SendForm, words: str, code: int) -> Answer:
    db.session.rollback()  # what the paper took is given back before the page is drawn anew
    return _page(form, words), code


def _issued(form: SendForm, year: int) -> IssuedPaper:
    campaign = queries.campaign(year)
    items = queries.ready_to_send(actor(), campaign) if campaign else []

    def html_of(number: int) -> str:
        return _paper(items, year, form.layout.data, number, form.day.data)

    return issue(
        html_of=html_of, settle=lambda number, content: _settle(form, year, number, content),
        unit_id=actor().unit_id or 0, kind=PaperKind.LIST, day=form.day.data, key=form.key,
    )  # fmt: skip


def _settle(form: SendForm, year: int, number: int, content: bytes) -> IssuedPaper:
    """Freeze the paper and send what stands on it; what changed since it was read makes both undone."""
    campaign = found(queries.campaign(year))
    unit = db.session.get_one(Unit, actor().unit_id)
    paper = freeze(
        actor=actor(), unit=unit, kind=PaperKind.LIST, day=form.day.data, number=number, content=content,
        subject_words=WORDS.format(year), layout_code=form.layout.data, audience=Audience.UNIT, subject=CAMPAIGN,
        subject_id=campaign.id, about_unit_id=unit.id, key=form.key,
    )  # fmt: skip
    services.send_list(
        actor=actor(), campaign=campaign, seen=_seen(form.seen.data), number_text=paper.number_text, day=paper.day,
        paper_id=paper.id, key=form.key,
    )  # fmt: skip
    return paper


def _seen(typed: str | None) -> list[tuple[int, int]]:
    pairs = [[whole_number(text) for text in pair.split("-")] for pair in (typed or "").split(",")]
    return [(pair[0], pair[1]) for pair in pairs if len(pair) == 2 and pair[0] is not None and pair[1] is not None]


@bp.get("/gui-danh-sach/<int:list_id>")
@allow(rules.may_register)
def unit_list_receipt(list_id: int) -> Answer:
    sent: RegistrationList = found(preparing.own_list(actor(), list_id))
    items = preparing.of_list(actor(), sent)
    return render_template(
        "emulation/preparing/receipt.html", sent=sent, items=items,
        shown_stage=lambda item: queries.shown_stage(actor(), item),
    )  # fmt: skip
