"""Hồ sơ họp: the reports of some periods as one PDF, with contents and pages numbered through."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby

from flask import render_template

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel import pdf as drawing
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.asked import PDF, file_answer
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import writing
from nam_tinh_hinh.kernel.pdf import Bound, PackHeading, PdfRefused, bind
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.reporting import rules
from nam_tinh_hinh.reporting.forms.pack import PackAsked, pack_asked
from nam_tinh_hinh.reporting.queries import pack as queries
from nam_tinh_hinh.reporting.tables import Sending
from nam_tinh_hinh.reporting.views.base import bp, person
from nam_tinh_hinh.reporting.views.papers import Shown, composed, content_of
from nam_tinh_hinh.reporting.workflow import PACK

NOT_ISSUED = "print/chua-ban-hanh.png"
AT_ONCE, SECONDS = 2, 120.0
SECONDS_EACH = 2  # as the page says it: measured 1.0 to 1.6 on two busy processors, two at a time
NO_NUMBER = "chưa ban hành"
NO_REPORTS = "Chưa chọn báo cáo nào. Đánh dấu ít nhất một báo cáo rồi đóng tập."
TOO_MANY = f"Một tập có nhiều nhất {queries.MOST} báo cáo. Bỏ bớt, hoặc đóng thành hai tập."
TOO_MANY_DRAWN = (
    f"Một lần đóng tập in được nhiều nhất {queries.MOST_DRAWN} báo cáo chưa ban hành, bạn chọn {{}}. Bỏ bớt, đóng "
    "thành nhiều tập, hoặc ban hành trước: báo cáo đã ban hành không phải in lại."
)
NO_TITLE = "Ghi tên tập hồ sơ, ví dụ: Hồ sơ họp giao ban tuần."
NO_DAY = "“{}” không phải là ngày. Ghi ngày họp, ví dụ 05/11/2026."
GONE = "Có báo cáo đã chọn nay không còn: đơn vị thu hồi, hoặc bạn không xem được. Xem lại danh sách rồi đóng tập."


@bp.get("/bao-cao/ho-so-hop")
@allow(rules.may_look)
def pack() -> Answer:
    return _page(pack_asked())


def _page(wanted: PackAsked, refusal: str = "") -> str:
    found = queries.plan(person(), wanted.period_ids)
    drawn = _not_issued(found.sendings)
    return render_template(
        "reporting/issuing/pack.html", wanted=wanted, plan=found, refusal=refusal, most=queries.MOST,
        most_drawn=queries.MOST_DRAWN, drawn=drawn, seconds=SECONDS_EACH * drawn,
        fits=len(found.sendings) <= queries.MOST and drawn <= queries.MOST_DRAWN,
        periods=queries.periods_to_pack(person()), ticked=set(wanted.report_ids),
    )  # fmt: skip


@bp.get("/bao-cao/ho-so-hop.pdf")
@allow(rules.may_look)
def pack_pdf() -> Answer:
    wanted = pack_asked()
    found = queries.sendings_to_pack(person(), wanted.report_ids)
    if refusal := _refusal(wanted, found):
        return _page(wanted, refusal), 422
    rows = [found[one] for one in wanted.report_ids]
    spans = list(dict.fromkeys(row.report.obligation.period.title for row in rows))
    papers = [_paper(row, alone=len(spans) == 1) for row in rows]
    heading = _heading(wanted, spans[0] if len(spans) == 1 else "")
    _note(wanted, [title for _number, title, _drawn in papers])
    return file_answer(_bound(papers, heading), PDF, "ho-so-hop.pdf")


def _refusal(wanted: PackAsked, found: dict[int, Sending]) -> str:
    if not wanted.report_ids:
        return NO_REPORTS
    if len(wanted.report_ids) > queries.MOST:
        return TOO_MANY
    if not wanted.title:
        return NO_TITLE
    if wanted.day is None:
        return NO_DAY.format(wanted.day_typed[:20])
    if len(found) < len(wanted.report_ids):
        return GONE
    drawn = _not_issued(found.values())
    return TOO_MANY_DRAWN.format(drawn) if drawn > queries.MOST_DRAWN else ""


def _not_issued(rows: Iterable[Sending]) -> int:
    """Return how many of these have to be drawn, because no paper of them was issued."""
    return sum(row.paper is None for row in rows)


def _paper(sending: Sending, *, alone: bool) -> tuple[str, str, bytes | str]:
    """Return a report's number, its name in the contents, and its PDF, or the page from which that is drawn.

    Where the pack is of one period ``alone``, that stands in the heading and the unit's name is enough.
    """
    report, issued = sending.report, sending.paper
    title = report.unit.name if alone else f"{report.unit.name}: {report.obligation.period.title}"
    if issued:
        return issued.number_text, title, content_of(issued.id)
    paper = composed(Shown(report, sending), draft_mark=NOT_ISSUED)
    return NO_NUMBER, title, render_template("print/prose.html", paper=paper)


def _bound(papers: list[tuple[str, str, bytes | str]], heading: PackHeading) -> bytes:
    """Return the pack; what is not issued is drawn first, two at a time as the server allows."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        drawn = list(pool.map(_drawn, papers))
    named = zip(papers, drawn, strict=True)
    return bind([Bound(title, number, content) for (number, title, _page), content in named], heading=heading)


def _drawn(paper: tuple[str, str, bytes | str]) -> bytes:
    _number, title, page = paper
    if isinstance(page, bytes):
        return page
    try:
        return drawing.render(page, timeout=SECONDS)
    except PdfRefused as refused:
        raise PdfRefused(f"Không in được “{title}”. {refused}", detail=refused.detail) from refused


def _heading(wanted: PackAsked, subject: str) -> PackHeading:
    assert wanted.day  # refused before without one
    found = queries.plan(person(), wanted.period_ids)
    return PackHeading(
        title=wanted.title.upper(), subject=subject, day=f"Ngày họp: {day_text(wanted.day)}",
        issuer_lines=(person().unit_name,), notes=tuple(_absent(found)),
    )  # fmt: skip


def _absent(found: queries.PackPlan) -> Iterator[str]:
    """Yield a sentence for each period in which reports are owed and none was sent."""
    for _id, owed in groupby(found.absent, key=lambda one: one.period_id):
        rows = list(owed)
        yield f"{rows[0].period.title}, chưa có báo cáo của: {'; '.join(row.unit_name for row in rows)}."


def _note(wanted: PackAsked, named: list[str]) -> None:
    """Note in the history who takes which reports; it also ends the reading, so that nobody waits for the drawing."""
    doer = person()
    with writing():
        history.record(
            actor=doer, action="export_pdf", subject=PACK, details={"after": {"title": wanted.title, "bound": named}}
        )
