"""Who sent which report: the matrix, the same on paper and as a spreadsheet, and reminding those who have not."""

from typing import Any

from flask import flash, redirect, request, url_for

from nam_tinh_hinh.kernel import asked, clock
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.asked import whole_number
from nam_tinh_hinh.kernel.fragments import render
from nam_tinh_hinh.kernel.paging import PER_PAGE
from nam_tinh_hinh.kernel.periods import Cadence, Period, period_of
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.reporting import reminding, rules
from nam_tinh_hinh.reporting.documents import boards as documents
from nam_tinh_hinh.reporting.queries import boards as queries
from nam_tinh_hinh.reporting.queries.boards import Board, BoardFilters, Cell, Scope, matrix
from nam_tinh_hinh.reporting.queries.receiving import Pile
from nam_tinh_hinh.reporting.services import reminders
from nam_tinh_hinh.reporting.views.base import bp, person, refusal_text
from nam_tinh_hinh.situation.queries import audiences
from nam_tinh_hinh.situation.views import papers

QUEUE = "hang-doi"
NAME, SUBJECT = "theo-doi-nop-bao-cao", "report_board"
MOST_REMINDED = 1000
HOW_OFTEN = "mỗi ngày một lần, riêng ngày đến hạn cách nhau một giờ"
# On a phone the cards keep so many periods of each regime, and what is late or missing of the older ones.
ON_PHONES = 6


def place_of(cell: Cell) -> str:
    """Return where a report is read: his own where it is written, another's as it was sent; "" while it is not."""
    if rules.works_on(person(), cell):
        return url_for(".show", report_id=cell.report_id)
    return url_for(".sent", report_id=cell.report_id) if cell.sent_at else ""


def _filters() -> BoardFilters:
    said = request.args
    cadence = next((one for one in matrix.SPANS if one.value == said.get("ky")), None)
    return BoardFilters(
        span=matrix.span_of(cadence, asked.day("ngay") or clock.today()), regime_id=asked.number("che-do"),
        scope=next((one for one in Scope if one.value == said.get("pham-vi")), None),
        missing_only=said.get("thieu") == "1", words=asked.words("tu-khoa"),
    )  # fmt: skip


@bp.get("/bao-cao/theo-doi")
@allow(rules.may_look)
def board() -> Answer:
    return _page()


def _page(refusal: str = "") -> str:
    filters, page = _filters(), asked.page_number()
    found = queries.board(person(), filters)
    lacking = found.lacking(person())
    return render(
        "reporting/board/index.html", None, filters=filters, found=found, args=filters.as_args(), refusal=refusal,
        has_errors=bool(refusal), rows=found.rows[(page - 1) * PER_PAGE : page * PER_PAGE], page=page,
        per_page=PER_PAGE, lacking=lacking, silent=_silent(lacking), regimes=matrix.regimes(person()),
        scopes=[(one.value, one.label) for one in matrix.scopes(person())], ways=_ways(filters), me=person(),
        now=clock.now(), due_words=reminding.due_words, at_words=reminding.at_words, place_of=place_of,
        numbers=documents.numbers, labels=documents.NUMBERS,
        sums=zip(documents.NUMBERS, documents.numbers(found.tally), strict=True), how=documents.HOW_COUNTED,
        old=_old(found), layout_codes=exports.LAYOUT_CODES,
        page_url=lambda n: url_for(".board", **filters.as_args(), trang=n),
    )  # fmt: skip


def _silent(lacking: list[queries.Lacking]) -> set[int]:
    """Return the units that lack a report and of which nobody can sign in: a reminder here reaches nobody."""
    return audiences.unmanned({gap.unit_id for one in lacking for gap in one.cells})


def _old(found: Board) -> set[int]:
    """Return the periods that a phone's card leaves out unless something is wrong with them."""
    return {one.id for _regime, some in found.groups for one in some[ON_PHONES:]}


def _ways(filters: BoardFilters) -> list[tuple[str, str, bool]]:
    """Return (word, address, whether it is shown now) of the spans one step away and of those of today."""
    span, today = filters.span, clock.today()
    words = {Cadence.MONTH: "Tháng này", Cadence.QUARTER: "Quý này", Cadence.YEAR: "Năm nay"}
    steps: list[tuple[str, Period | None]] = [("Kỳ trước", span.before)]
    steps += [(word, period_of(one, today)) for one, word in words.items()]
    steps += [("Kỳ sau", span.after)] if span.last < today else []
    return [(word, _address(filters, one), one == span) for word, one in steps if one]


def _address(filters: BoardFilters, span: Period) -> str:
    return url_for(".board", **filters.as_args() | BoardFilters.span_args(span))


def _in_words(filters: BoardFilters) -> str:
    """Say what a paper was narrowed to."""
    said = [label for key, label in matrix.regimes(person()) if key == filters.regime_id]
    said += [filters.scope.label[:1].lower() + filters.scope.label[1:]] if filters.scope else []
    said += ["chỉ đơn vị còn thiếu"] if filters.missing_only else []
    said += [f"từ khóa “{filters.words}”"] if filters.words else []
    return f"({'; '.join(said)})" if said else ""


@bp.get("/bao-cao/theo-doi.pdf")
@allow(rules.may_look)
def board_pdf() -> Answer:
    filters, top = _filters(), papers.top_asked()
    found = queries.board(person(), filters)
    paper = documents.board_paper(found, filters, narrowed=_in_words(filters), **top)
    return papers.as_pdf(paper, NAME, SUBJECT, template=papers.PROSE)


@bp.get("/bao-cao/theo-doi.xlsx")
@allow(rules.may_look)
def board_xlsx() -> Answer:
    filters = _filters()
    content = documents.board_sheet(queries.board(person(), filters), filters, _in_words(filters))
    return papers.as_xlsx(content, NAME, SUBJECT)


@bp.post("/bao-cao/theo-doi/nhac")
@allow(rules.may_remind)
def remind() -> Answer:
    """Remind of the obligations named ("viec"), or of all that one period still misses ("ky")."""
    ids = [one for one in map(whole_number, request.form.getlist("viec")[:MOST_REMINDED]) if one]
    try:
        done = reminders.remind(
            actor=person(), obligation_ids=ids, period_id=whole_number(request.form.get("ky")), key=asked.form_key()
        )
    except ActionRefused as refused:
        return _page(refusal=refusal_text(refused)), asked.CODES[refused.kind]
    flash(_said(done))
    return redirect(_where_from(), 303)


def _where_from() -> str:
    """Return the page on which the button was pressed: the receiver's pile of who has not sent, or the board."""
    if request.form.get("ve") == QUEUE:
        return url_for(".queue", loc=Pile.UNSENT.value, ky=whole_number(request.form.get("loc-ky")))
    return url_for(".board", **_kept())


def _kept() -> dict[str, Any]:
    return _filters().as_args() | {"trang": asked.number("trang")}


def _said(done: reminders.Reminded) -> str:
    left = f" {done.left_out} đơn vị vừa được nhắc nên chưa nhắc lại: {HOW_OFTEN}." if done.left_out else ""
    if not done.reminded:
        return f"Chưa nhắc thêm đơn vị nào.{left}"
    return f"Đã nhắc {done.reminded} đơn vị. Lời nhắc hiện ở trang “Việc của tôi” của đơn vị cho đến khi nộp.{left}"
