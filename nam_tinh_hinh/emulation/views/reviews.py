"""The board of a year's interim reviews: who is late, reminding them, the paper and the spreadsheet."""

from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.emulation import queries as registrations
from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.documents.reviews import review_paper, review_sheet
from nam_tinh_hinh.emulation.enums import ReminderAbout
from nam_tinh_hinh.emulation.queries import campaigns
from nam_tinh_hinh.emulation.queries import interim as queries
from nam_tinh_hinh.emulation.queries.interim import Pick, ReviewFilters
from nam_tinh_hinh.emulation.services.reminders import Reminded, remind_of_each
from nam_tinh_hinh.emulation.views.base import bp
from nam_tinh_hinh.kernel import asked, clock, pdf
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.asked import CODES, PDF, XLSX, whole_number
from nam_tinh_hinh.kernel.fragments import render
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people import queries as people
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.people.views.base import Answer, actor

PICKS = {Pick.OVERDUE: "Quá hạn", Pick.OPEN: "Đang mở", Pick.SENT: "Đã gửi"}


def _filters() -> ReviewFilters:
    unit_id = asked.number("don-vi")
    if unit_id:  # an address kept from before a merger leads to the present unit
        unit_id = people.present_unit_ids([unit_id])[unit_id]
    return ReviewFilters(
        year=asked.number("nam") or clock.today().year,
        pick=next((pick for pick in Pick if pick.value == request.args.get("loc")), None),
        unit_id=unit_id,
        followed=request.args.get("phu-trach") == "1",
        words=asked.words("tu-khoa"),
    )


@bp.get("/so-ket")
@allow(rules.may_look)
def reviews() -> Answer:
    return _page(), 200, {"Vary": "HX-Request"}


def _page(refusal: str = "") -> str:
    filters = _filters()
    campaign, follows = registrations.campaign(filters.year), queries.follows(actor(), filters.year)
    page = queries.page_of(queries.board(actor(), filters), asked.page_number())
    units = {one.exemplar.unit_id for one in page.rows}
    return render(
        "emulation/carrying/reviews.html", asked.block("danh_sach"), page=page, filters=filters,
        rows=[(one, queries.standing_of(one, one.exemplar)) for one in page.rows],
        reminders=queries.last_reminders(page.rows), counts=queries.counts(actor(), filters), choices=_choices(filters),
        follows=follows, reminds=rules.issues(actor()) or follows,
        reminds_all=rules.issues(actor()), refusal=refusal, has_errors=bool(refusal),
        to_remind=campaigns.remindable_ids(actor(), campaign, units) if campaign else frozenset(),
        layout_codes=exports.LAYOUT_CODES, overdue=Pick.OVERDUE, today=clock.today(), picks=PICKS,
        page_url=lambda n: url_for(".reviews", **filters.as_args(), trang=n),
    )  # fmt: skip


def _choices(filters: ReviewFilters) -> dict[str, list[tuple[str, str]]]:
    years = {*registrations.years(), filters.year}
    return {
        "nam": [(str(year), str(year)) for year in sorted(years, reverse=True)],
        "loc": [(pick.value, label) for pick, label in PICKS.items()],
        "don-vi": [(str(row.id), row.name) for row in queries.units_with_reviews(actor(), filters.year)],
    }


@bp.post("/so-ket/nhac")
@allow(rules.serves_committee)
def reviews_remind() -> Answer:
    """Remind the units of what is overdue under the filters of the address, or of the one exemplar that is posted."""
    filters, only = _filters(), whole_number(request.form.get("ho-so"))
    late = queries.overdue(actor(), replace(filters, pick=Pick.OVERDUE), exemplar_id=only)
    about, done = ReminderAbout.REVIEW, Reminded(0, 0)
    try:
        if late:
            done = remind_of_each(actor=actor(), campaign=late[0].campaign, exemplars=late, about=about)
    except ActionRefused as refused:
        return _page(refused.message), CODES[refused.kind]
    flash(_reminded(done))
    return redirect(url_for(".reviews", **filters.as_args()), 303)


def _reminded(done: Reminded) -> str:
    return said_of(done) if done.reminded or done.left_out else "Không có sơ kết nào quá hạn để nhắc."


def said_of(done: Reminded) -> str:
    """Say of how many exemplars their units were reminded just now."""
    if not done.reminded:
        return "Hôm nay đã nhắc rồi. Mỗi mô hình một ngày nhắc một lần."
    rest = f" {done.left_out} mô hình hôm nay đã nhắc rồi." if done.left_out else ""
    return f"Đã nhắc {done.reminded} mô hình. Đơn vị thấy lời nhắc ở “Việc của tôi”.{rest}"


@bp.get("/so-ket.pdf")
@allow(rules.may_look)
def reviews_pdf() -> Answer:
    number, day = exports.paper_number(), exports.paper_day()
    paper = review_paper(actor(), _filters(), setting=exports.setting(), number=number, day=day)
    html = render_template("print/table.html", paper=paper)
    return exports.exported(lambda: pdf.render(html), PDF, "so-ket-dan-van-kheo.pdf", "review_list")


@bp.get("/so-ket.xlsx")
@allow(rules.may_look)
def reviews_xlsx() -> Answer:
    content = review_sheet(actor(), _filters())
    return exports.exported(lambda: content, XLSX, "so-ket-dan-van-kheo.xlsx", "review_list")
