"""Notices of assignment: composed, issued in one act with their paper, and confirmed by the units."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.emulation import queries, rules, services
from nam_tinh_hinh.emulation.documents.notice import DUTIES, Basis, in_sentence, notice_paper
from nam_tinh_hinh.emulation.enums import ReminderAbout
from nam_tinh_hinh.emulation.forms.sitting import NoticeForm
from nam_tinh_hinh.emulation.queries import board, campaigns, receipts
from nam_tinh_hinh.emulation.queries import sitting as sittings
from nam_tinh_hinh.emulation.services import reminders
from nam_tinh_hinh.emulation.services.notices import CHANGED
from nam_tinh_hinh.emulation.services.receipts import confirm
from nam_tinh_hinh.emulation.tables import Campaign, Exemplar
from nam_tinh_hinh.emulation.views.base import bp
from nam_tinh_hinh.emulation.views.sitting import year_asked
from nam_tinh_hinh.emulation.views.sitting_close import next_number_words
from nam_tinh_hinh.kernel import clock, pdf
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES, PDF, form_key, whole_number
from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.enums import Audience
from nam_tinh_hinh.people.queries import issuing as papers
from nam_tinh_hinh.people.queries.letterheads import letterhead_for
from nam_tinh_hinh.people.rules import works_for_unit
from nam_tinh_hinh.people.services.issuing import freeze
from nam_tinh_hinh.people.tables import IssuedPaper, Unit
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.people.views.base import Answer, actor
from nam_tinh_hinh.people.views.issuing import issue

KEPT_AS = "soan-thong-bao"


@bp.get("/thong-bao")
@allow(rules.may_look)
def notices() -> Answer:
    return _listing()


def _listing(refusal: str = "") -> str:
    year = year_asked()
    campaign = queries.campaign(year)
    late = receipts.unconfirmed_units(campaign) if campaign and rules.reminds(actor()) else frozenset()
    waiting = len(queries.to_assign(actor(), campaign)) if campaign and rules.issues(actor()) else 0
    return render_template(
        "emulation/notices/index.html", year=year, years=queries.years(), waiting=waiting,
        notices=receipts.notices_for(actor(), campaign) if campaign else [], sees_all=receipts.sees_all(actor()),
        ours={row.id for row in receipts.own_receipts(actor())} if actor().unit_id else set(),
        may_confirm=works_for_unit(actor()), may_issue=rules.issues(actor()), refusal=refusal, has_errors=bool(refusal),
        to_remind=campaigns.remindable_ids(actor(), campaign, late) if campaign else frozenset(),
        reminded=board.newest_reminders(campaign, ReminderAbout.RECEIPT) if campaign and sees_reminders() else {},
    )  # fmt: skip


def sees_reminders() -> bool:
    """Tell whether the reader is told whom the committee has reminded."""
    return receipts.sees_all(actor())


@bp.post("/thong-bao/nhac")
@allow(rules.reminds)
def notices_remind() -> Answer:
    """Remind one unit, or all that have not confirmed, of the year's notices."""
    campaign, unit_id = _campaign(), whole_number(request.form.get("don-vi"))
    try:
        done = reminders.remind_of_receipts(actor=actor(), campaign=campaign, unit_id=unit_id, key=form_key())
    except ActionRefused as refused:
        db.session.rollback()
        return _listing(refused.message), CODES[refused.kind]
    left = f" {done.left_out} đơn vị hôm nay đã nhắc rồi." if done.left_out else ""
    flash(f"Đã nhắc {done.reminded} đơn vị. Lời nhắc hiện ở “Việc của tôi” của đơn vị đến khi xác nhận.{left}"
          if done.reminded else f"Chưa nhắc thêm đơn vị nào.{left}")  # fmt: skip
    return redirect(url_for(".notices", nam=campaign.year), 303)


@bp.post("/thong-bao/<int:receipt_id>/da-nhan")
@allow(works_for_unit)
def notices_confirm(receipt_id: int) -> Answer:
    receipt = found(receipts.own_receipt(actor(), receipt_id))
    first = confirm(actor=actor(), receipt=receipt, key=form_key())
    when = f"{receipt.confirmed_by_name}, {moment_text(receipt.confirmed_at)}"
    flash(f"Đã ghi: đơn vị đã nhận thông báo ({when})." if first else f"Thông báo đã được ghi nhận trước đó ({when}).")
    return redirect(url_for(".notices", nam=request.form.get("nam") or None), 303)


@bp.get("/thong-bao/soan")
@allow(rules.issues)
def notice_compose() -> Answer:
    campaign = _campaign()
    agreed = queries.to_assign(actor(), campaign)
    return _page(_blank(agreed), campaign, agreed)


def _blank(agreed: Sequence[Exemplar]) -> NoticeForm:
    """Return the form as it is first shown; the plan lets the Party committee issue it (seed 003, V step 2)."""
    issuers = papers.issuers(actor())
    return NoticeForm(
        formdata=None, day=clock.today(), duties="\n".join(DUTIES), seen=_seen_of(agreed), layout_code="dang",
        issuer=issuers[-1].id if issuers else None,
    )  # fmt: skip


def _campaign() -> Campaign:
    return found(queries.campaign(year_asked()))


def _seen_of(agreed: Sequence[Exemplar]) -> str:
    return ",".join(f"{item.id}-{item.version}" for item in agreed)


def _page(form: NoticeForm, campaign: Campaign, agreed: Sequence[Exemplar], refusal: str = "") -> str:
    issuers = papers.issuers(actor())
    form.offer([(unit.id, unit.name) for unit in issuers])
    day = form.day.data or clock.today()
    code = form.layout_code.data or "dang"
    numbers = [(unit.name, next_number_words(unit, PaperKind.NOTICE, day, code)) for unit in issuers]
    return render_template(
        "emulation/notices/compose.html", form=form, campaign=campaign, agreed=agreed, refusal=refusal,
        kind=receipts.kind_of_next(campaign, agreed), numbers=numbers, kept_as=KEPT_AS,
        has_errors=bool(refusal or form.errors), forget=KEPT_AS if form.names_a_secret else None,
        units=len({item.unit_id for item in agreed}),
    )  # fmt: skip


def _html(form: NoticeForm, campaign: Campaign, agreed: Sequence[Exemplar], unit: Unit, number: int | None) -> str:
    setting = letterhead_for(unit.id, form.layout_code.data)
    issuer_name = f"{in_sentence(setting.authority)} {unit.name}" if setting.authority else unit.name
    basis = Basis(campaign, sittings.decided_on(campaign, [item.id for item in agreed]))
    paper = notice_paper(
        agreed, kind=receipts.kind_of_next(campaign, agreed), basis=basis, duties=form.duties.data or "",
        setting=setting, issuer_name=issuer_name, number=number, day=form.day.data,
    )  # fmt: skip
    return render_template("print/prose.html", paper=paper)


@bp.route("/thong-bao/xem-thu.pdf", methods=["GET", "POST"])
@allow(rules.issues)
def notice_preview() -> Answer:
    """Show the notice as a draft; a POST brings the words that are typed and not issued yet."""
    campaign = _campaign()
    agreed = queries.to_assign(actor(), campaign)
    form = NoticeForm() if request.method == "POST" else _blank(agreed)
    issuers = papers.issuers(actor())
    form.offer([(unit.id, unit.name) for unit in issuers])
    if request.method == "POST" and not form.validate():
        return _page(form, campaign, agreed), 422
    unit = found(next((one for one in issuers if one.id == form.issuer.data), None))
    html = _html(form, campaign, agreed, unit, None)
    return exports.exported(lambda: pdf.render(html), PDF, "thong-bao-du-thao.pdf", "assignment_notice")


@bp.post("/thong-bao/soan")
@allow(rules.issues)
def notice_issue() -> Answer:
    campaign, form = _campaign(), NoticeForm()
    year, issuers = campaign.year, papers.issuers(actor())
    form.offer([(unit.id, unit.name) for unit in issuers])
    if not form.validate():
        return _page(form, campaign, queries.to_assign(actor(), campaign)), 422
    try:
        paper = issue(
            html_of=lambda number: _numbered(form, year, number),
            settle=lambda number, content: _settle(form, year, number, content),
            unit_id=form.issuer.data, kind=PaperKind.NOTICE, day=form.day.data, key=form.key,
        )  # fmt: skip
    except (ActionRefused, pdf.PdfRefused) as refused:
        return _refused(form, year, refused)
    flash({"text": f"Đã ban hành {paper.name}. Các mô hình chuyển sang “Đang thực hiện”, mỗi đơn vị nhận một thông báo "
                   "để xác nhận.", "forget": KEPT_AS})  # fmt: skip
    return redirect(url_for(".notices", nam=year), 303)


def _refused(form: NoticeForm, year: int, refused: Any) -> Answer:
    """Answer what was not issued on the same page: the list is the present one, what was typed stays."""
    db.session.rollback()
    campaign = found(queries.campaign(year))
    agreed = queries.to_assign(actor(), campaign)
    form.seen.data = _seen_of(agreed)
    code = CODES[refused.kind] if isinstance(refused, ActionRefused) else 422
    return _page(form, campaign, agreed, f"{refused}{_who_was_first(campaign)}"), code


def _who_was_first(campaign: Campaign) -> str:
    last = next(reversed(queries.notices(campaign)), None)
    if last is None:
        return ""
    number = f" số {last.number_text}" if last.number_text else ""
    return f" Thông báo gần nhất{number} do {last.issued_by_name} ban hành lúc {moment_text(last.issued_at)}."


def _read_again(form: NoticeForm, year: int) -> tuple[Campaign, Sequence[Exemplar]]:
    """Return the list as it is now; raises ``ActionRefused`` when it is not the one that was read."""
    campaign = found(queries.campaign(year))
    agreed = queries.to_assign(actor(), campaign)
    if not agreed or _seen_of(agreed) != form.seen.data:
        raise ActionRefused(Refusal.MOVED_ON, CHANGED)
    return campaign, agreed


def _numbered(form: NoticeForm, year: int, number: int) -> str:
    campaign, agreed = _read_again(form, year)
    return _html(form, campaign, agreed, db.session.get_one(Unit, form.issuer.data), number)


def _settle(form: NoticeForm, year: int, number: int, content: bytes) -> IssuedPaper:
    campaign, agreed = _read_again(form, year)
    kind = receipts.kind_of_next(campaign, agreed)
    more = "bổ sung " if kind.value == "supplement" else ""
    paper = freeze(
        actor=actor(), unit=db.session.get_one(Unit, form.issuer.data), kind=PaperKind.NOTICE, day=form.day.data,
        number=number, content=content, layout_code=form.layout_code.data, audience=Audience.ALL,
        subject="assignment_notice", subject_id=None, key=form.key,
        subject_words=f"giao nhiệm vụ {more}xây dựng mô hình, điển hình “Dân vận khéo” năm {year}",
    )  # fmt: skip
    services.assign(
        actor=actor(), campaign=campaign, kind=kind, seen=[(item.id, item.version) for item in agreed],
        number_text=paper.number_text, day=paper.day, duties=form.duties.data or "", paper_id=paper.id,
    )  # fmt: skip
    return paper
