"""Notices of assignment: composed, issued in one act with their paper, and confirmed by the units."""

from collections.abc import Sequence
from functools import partial

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
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES, form_key, whole_number
from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.enums import Audience
from nam_tinh_hinh.people.forms.issuing import marked
from nam_tinh_hinh.people.queries import issuing as papers
from nam_tinh_hinh.people.rules import works_for_unit
from nam_tinh_hinh.people.tables import IssuedPaper
from nam_tinh_hinh.people.views.base import Answer, actor
from nam_tinh_hinh.people.views.issuing import Heading, Keep, confirming, draft, issued, offered, tell

KEPT_AS = "soan-thong-bao"
DRAFT = "thong-bao-du-thao.pdf"


@bp.get("/thong-bao")
@allow(rules.may_look)
def notices() -> Answer:
    return _listing()


def _listing(refusal: str = "") -> str:
    year = year_asked()
    campaign, sees_all = queries.campaign(year), rules.oversees(actor())
    late = receipts.unconfirmed_units(campaign) if campaign and rules.reminds(actor()) else frozenset()
    waiting = len(queries.to_assign(actor(), campaign)) if campaign and rules.issues(actor()) else 0
    return render_template(
        "emulation/notices/index.html", year=year, years=queries.years(), waiting=waiting,
        notices=receipts.notices_for(actor(), campaign) if campaign else [], sees_all=sees_all,
        ours={row.id for row in receipts.own_receipts(actor())} if actor().unit_id else set(),
        may_confirm=works_for_unit(actor()), may_issue=rules.issues(actor()), refusal=refusal, has_errors=bool(refusal),
        to_remind=campaigns.remindable_ids(actor(), campaign, late) if campaign else frozenset(),
        reminded=board.newest_reminders(campaign, ReminderAbout.RECEIPT) if campaign and sees_all else {},
    )  # fmt: skip


@bp.post("/thong-bao/nhac")
@allow(rules.reminds)
def notices_remind() -> Answer:
    """Remind one unit, or all that have not confirmed, of the year's notices."""
    campaign, unit_id = _campaign(), whole_number(request.form.get("don-vi"))
    try:
        done = reminders.remind_of_receipts(actor=actor(), campaign=campaign, unit_id=unit_id, key=form_key())
    except ActionRefused as refused:
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
    _campaign()
    return _page(_form())


def _campaign() -> Campaign:
    return found(queries.campaign(year_asked()))


def _form() -> NoticeForm:
    """Return the form; the plan lets the Party committee issue the notice (seed 003, V step 2)."""
    issuers = papers.issuers(actor())
    form = NoticeForm(duties="\n".join(DUTIES))
    return offered(form, issuers=issuers, usual=issuers[-1] if issuers else None)


def _page(form: NoticeForm, refusal: str = "") -> str:
    campaign = _campaign()
    agreed = queries.to_assign(actor(), campaign)
    refusal += _who_was_first(campaign) if refusal else ""
    return render_template(
        "emulation/notices/compose.html", campaign=campaign, agreed=agreed,
        kind=receipts.kind_of_next(campaign, agreed), units=len({item.unit_id for item in agreed}),
        **confirming(form, PaperKind.NOTICE, seen=marked(agreed), refusal=refusal, kept_as=KEPT_AS),
    )  # fmt: skip


def _who_was_first(campaign: Campaign) -> str:
    last = next(reversed(queries.notices(campaign)), None)
    if last is None:
        return ""
    number = f" số {last.number_text}" if last.number_text else ""
    return f" Thông báo gần nhất{number} do {last.issued_by_name} ban hành lúc {moment_text(last.issued_at)}."


@bp.route("/thong-bao/xem-thu.pdf", methods=["GET", "POST"])
@allow(rules.issues)
def notice_preview() -> Answer:
    """Show the notice as a draft; a POST brings the words that are typed and not issued yet."""
    form, subject = _form(), "assignment_notice"
    return draft(form, page=partial(_page, form), compose=partial(_html, form), name=DRAFT, subject=subject)


def _html(form: NoticeForm, heading: Heading) -> str:
    campaign, setting, name = _campaign(), heading.setting, heading.issuer.name
    agreed = queries.to_assign(actor(), campaign)
    paper = notice_paper(
        agreed, kind=receipts.kind_of_next(campaign, agreed), duties=form.duties.data or "", setting=setting,
        basis=Basis(campaign, sittings.decided_on(campaign, [item.id for item in agreed])),
        issuer_name=f"{in_sentence(setting.authority)} {name}" if setting.authority else name,
        number=heading.number, day=heading.day,
    )  # fmt: skip
    return render_template("print/prose.html", paper=paper)


@bp.post("/thong-bao/soan")
@allow(rules.issues)
def notice_issue() -> Answer:
    form = _form()
    return issued(
        form, PaperKind.NOTICE, page=partial(_page, form), compose=partial(_issuable, form),
        settle=partial(_settle, form), done=_done,
    )  # fmt: skip


def _issuable(form: NoticeForm, heading: Heading) -> str:
    _read_again(form)
    return _html(form, heading)


def _read_again(form: NoticeForm) -> tuple[Campaign, Sequence[Exemplar]]:
    """Return the list as it is now; raises ``ActionRefused`` when it is not the one that was read."""
    campaign = _campaign()
    agreed = queries.to_assign(actor(), campaign)
    if not agreed or marked(agreed) != form.seen.data:
        raise ActionRefused(Refusal.MOVED_ON, CHANGED)
    return campaign, agreed


def _settle(form: NoticeForm, keep: Keep) -> IssuedPaper:
    campaign, agreed = _read_again(form)
    kind = receipts.kind_of_next(campaign, agreed)
    more = "bổ sung " if kind.value == "supplement" else ""
    paper = keep(
        audience=Audience.ALL, subject="assignment_notice", subject_id=None,
        subject_words=f"giao nhiệm vụ {more}xây dựng mô hình, điển hình “Dân vận khéo” năm {campaign.year}",
    )  # fmt: skip
    services.assign(
        actor=actor(), campaign=campaign, kind=kind, seen=form.pairs, number_text=paper.number_text, day=paper.day,
        duties=form.duties.data or "", paper_id=paper.id,
    )  # fmt: skip
    return paper


def _done(paper: IssuedPaper) -> Answer:
    did = "Các mô hình chuyển sang “Đang thực hiện”, mỗi đơn vị nhận một thông báo để xác nhận."
    tell(paper, did, forget=KEPT_AS)
    return redirect(url_for(".notices", nam=year_asked()), 303)
