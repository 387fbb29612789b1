"""The lists of guidance: received, sent, drafts; with their filters in the address, and as spreadsheets."""

from typing import Any

from flask import request, url_for

from nam_tinh_hinh.kernel import asked, clock
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.enums import Labelled
from nam_tinh_hinh.kernel.fragments import render
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.situation import receipts, rules
from nam_tinh_hinh.situation.documents import guiding as documents
from nam_tinh_hinh.situation.enums import Ask
from nam_tinh_hinh.situation.queries import guidance_lists as queries
from nam_tinh_hinh.situation.queries.guidance_lists import Box, GuidanceFilters, Pick
from nam_tinh_hinh.situation.queries.guiding import news_about
from nam_tinh_hinh.situation.views import papers
from nam_tinh_hinh.situation.views.base import bp, person

LIST = "guidance_list"


def _filters() -> GuidanceFilters:
    boxes = list(Box) if rules.may_guide(person().actor) else [Box.RECEIVED]
    return GuidanceFilters(
        box=next((box for box in boxes if box.value == request.args.get("hop")), Box.RECEIVED),
        pick=next((pick for pick in Pick if pick.value == request.args.get("loc")), None),
        ask=next((ask for ask in Ask if ask.value == request.args.get("yeu-cau")), None),
        words=asked.words("tu-khoa"),
    )


@bp.get("/chi-dao/")
@allow(rules.may_look)
def guidances() -> Answer:
    filters, number = _filters(), asked.page_number()
    shown = _received(filters, number) if filters.box is Box.RECEIVED else _sent(filters, number)
    html = render(
        "situation/guidance/index.html", asked.block("danh_sach"), filters=filters, boxes=Box,
        ask_options=_options(Ask), pick_options=_options(Pick),
        guides=rules.may_guide(person().actor), now=clock.now(),
        page_url=lambda n: url_for(".guidances", **filters.as_args(), trang=n), **shown,
    )  # fmt: skip
    return html, 200, {"Vary": "HX-Request"}


def _options(words: type[Labelled]) -> list[tuple[str, str]]:
    return [(one.value, one.label) for one in words]


def _received(filters: GuidanceFilters, number: int) -> dict[str, Any]:
    page = queries.received_page(person(), filters, number)
    return {
        "page": page,
        "standing": lambda row: receipts.standing(row.guidance.ask, row.guidance.due_at, row, clock.now()),
        "news": news_about(person(), [row.guidance_id for row in page.rows]),
        "time_left": receipts.time_left,
        "completed": lambda row: receipts.completed_at(row.guidance.ask, row),
    }


def _sent(filters: GuidanceFilters, number: int) -> dict[str, Any]:
    page = queries.sent_page(person(), filters, number)
    ids = [row.id for row in page.rows]
    return {"page": page, "tallies": queries.tallies(ids), "news": news_about(person(), ids)}


@bp.get("/chi-dao/danh-sach.xlsx")
@allow(rules.may_look)
def guidances_xlsx() -> Answer:
    filters = _filters()
    if filters.box is Box.RECEIVED:
        content = documents.received_sheet(queries.all_received(person(), filters))
    else:
        rows = queries.all_sent(person(), filters)
        content = documents.sent_sheet(rows, queries.tallies(row.id for row in rows))
    return papers.as_xlsx(content, "chi-dao", LIST)
