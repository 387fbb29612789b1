"""How one unit kept its deadlines: on the screen, on paper, as a spreadsheet."""

from flask import render_template

from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.reporting import rules
from nam_tinh_hinh.reporting.documents import boards
from nam_tinh_hinh.reporting.documents import unit_history as documents
from nam_tinh_hinh.reporting.queries.boards import History, history_of
from nam_tinh_hinh.reporting.views.base import bp, person
from nam_tinh_hinh.reporting.views.boards import place_of
from nam_tinh_hinh.situation.views import papers

NAME, SUBJECT = "nop-bao-cao-cua-don-vi", "report_history"


def _fetch(unit_id: int) -> History:
    return found(history_of(person(), unit_id))


@bp.get("/bao-cao/dung-han/<int:unit_id>")
@allow(rules.may_look)
def unit_history(unit_id: int) -> Answer:
    one = _fetch(unit_id)
    return render_template(
        "reporting/board/history.html", found=one, streak=documents.streak_words(one),
        drawing=documents.month_bars(one), result_words=documents.result_words, place_of=place_of,
        sums=zip(boards.NUMBERS, boards.numbers(one.tally), strict=True), how=boards.HOW_COUNTED,
        layout_codes=exports.LAYOUT_CODES,
    )  # fmt: skip


@bp.get("/bao-cao/dung-han/<int:unit_id>/bang.pdf")
@allow(rules.may_look)
def unit_history_pdf(unit_id: int) -> Answer:
    one, top = _fetch(unit_id), papers.top_asked()
    return papers.as_pdf(documents.history_paper(one, **top), NAME, SUBJECT, unit_id, template=papers.PROSE)


@bp.get("/bao-cao/dung-han/<int:unit_id>/bang.xlsx")
@allow(rules.may_look)
def unit_history_xlsx(unit_id: int) -> Answer:
    return papers.as_xlsx(documents.history_sheet(_fetch(unit_id)), NAME, SUBJECT, unit_id)
