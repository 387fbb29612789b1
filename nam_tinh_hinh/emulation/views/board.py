"""The quota board: who is how far from his quota, on the screen, on paper, as a spreadsheet; and reminding."""

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.emulation import queries as exemplars
from nam_tinh_hinh.emulation import quotas, rules
from nam_tinh_hinh.emulation.documents import board as documents
from nam_tinh_hinh.emulation.forms.campaign import unit_ids
from nam_tinh_hinh.emulation.queries import board as queries
from nam_tinh_hinh.emulation.queries import campaigns
from nam_tinh_hinh.emulation.queries.board import BoardFilters, BoardRow
from nam_tinh_hinh.emulation.services import reminders
from nam_tinh_hinh.emulation.tables import Campaign
from nam_tinh_hinh.emulation.views.base import bp
from nam_tinh_hinh.kernel import asked, clock, pdf
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.asked import CODES, PDF, XLSX, form_key
from nam_tinh_hinh.kernel.fragments import render
from nam_tinh_hinh.kernel.paging import PER_PAGE
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people import queries as people
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.people.views.base import Answer, actor


def _filters() -> BoardFilters:
    return BoardFilters(
        year=asked.number("nam") or clock.today().year,
        missing_only=request.args.get("thieu") == "1",
        kind_id=asked.number("loai"),
        mine_only=request.args.get("cua-toi") == "1",
        words=asked.words("tu-khoa"),
    )


def _rows(campaign: Campaign | None, filters: BoardFilters) -> list[BoardRow]:
    return queries.board(actor(), campaign, filters) if campaign else []


@bp.get("/chi-tieu")
@allow(rules.may_look)
def board() -> Answer:
    return _page(asked.block("danh_sach")), 200, {"Vary": "HX-Request"}


def _page(block: str | None = None, refusal: str = "") -> str:
    filters, page = _filters(), asked.page_number()
    campaign = exemplars.campaign(filters.year)
    rows = _rows(campaign, filters)
    return render(
        "emulation/campaign/board.html", block, campaign=campaign, filters=filters, refusal=refusal,
        has_errors=bool(refusal), fragment=block is not None, page=page, total=len(rows), per_page=PER_PAGE,
        rows=rows[(page - 1) * PER_PAGE : page * PER_PAGE], sums=quotas.total([row.tally for row in rows]),
        to_remind=sum(row.may_remind for row in rows), years=exemplars.years(), kinds=people.kinds(),
        follows=campaign is not None and bool(campaigns.followed_ids(actor(), campaign)),
        reminds_all=rules.issues(actor()), layout_codes=exports.LAYOUT_CODES, shows_all=rules.oversees(actor()),
        may_register=rules.may_register(actor()), today=clock.today(),
        page_url=lambda n: url_for(".board", **filters.as_args(), trang=n),
    )  # fmt: skip


@bp.get("/chi-tieu/bang.pdf")
@allow(rules.may_look)
def board_pdf() -> Answer:
    filters, number, day = _filters(), exports.paper_number(), exports.paper_day()
    rows = _rows(exemplars.campaign(filters.year), filters)
    paper = documents.board_paper(rows, filters, setting=exports.setting(), number=number, day=day)
    html = render_template("print/table.html", paper=paper)
    return exports.exported(lambda: pdf.render(html), PDF, f"chi-tieu-{filters.year}.pdf", "quota_board")


@bp.get("/chi-tieu/bang.xlsx")
@allow(rules.may_look)
def board_xlsx() -> Answer:
    filters = _filters()
    content = documents.board_sheet(_rows(exemplars.campaign(filters.year), filters), filters)
    return exports.exported(lambda: content, XLSX, f"chi-tieu-{filters.year}.xlsx", "quota_board")


@bp.post("/chi-tieu/nhac")
@allow(rules.reminds)
def board_remind() -> Answer:
    filters = _filters()
    campaign = exemplars.campaign(filters.year)
    chosen = None if request.form.get("buoc") == "tat-ca" else unit_ids(request.form)
    if campaign is None:
        return _page(refusal=f"Năm {filters.year} chưa có phong trào nên chưa có chỉ tiêu để nhắc."), 422
    try:
        done = reminders.remind_of_quota(
            actor=actor(), campaign=campaign, filters=filters, unit_ids=chosen, key=form_key()
        )
    except ActionRefused as refused:
        return _page(refusal=refused.message), CODES[refused.kind]
    flash(_said(done))
    return redirect(url_for(".board", **filters.as_args(), trang=asked.number("trang")), 303)


def _said(done: reminders.Reminded) -> str:
    left = f" {done.left_out} đơn vị đã được nhắc trong hôm nay nên không nhắc lại." if done.left_out else ""
    if not done.reminded:
        return f"Chưa nhắc thêm đơn vị nào.{left}"
    return f"Đã nhắc {done.reminded} đơn vị. Lời nhắc hiện ở trang đầu của đơn vị cho đến khi đủ chỉ tiêu.{left}"
