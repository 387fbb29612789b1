"""The tree of units, as it is or was on any day; the page of one unit; the list as a spreadsheet."""

from flask import Response, request, url_for

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.days import parse_day
from nam_tinh_hinh.kernel.db import writing
from nam_tinh_hinh.kernel.fragments import render
from nam_tinh_hinh.kernel.paging import PER_PAGE
from nam_tinh_hinh.kernel.text import clean_line
from nam_tinh_hinh.people import queries, rules
from nam_tinh_hinh.people.queries.unit_tree import UnitFilters
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.people.unit_sheets import units_sheet
from nam_tinh_hinh.people.views.base import Answer, actor, bp

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BELOW_SHOWN = 50


def whole(text: str | None) -> int | None:
    """Return a number typed in an address, or None when it is none that a row could have."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None


def fetch_unit(unit_id: int) -> Unit:
    """Return a unit, or answer 404; units are a directory that every hat may read."""
    return found(queries.unit(unit_id))


def _filters() -> UnitFilters:
    asked = request.args
    return UnitFilters(
        day=parse_day(asked.get("ngay", "")),
        words=clean_line(asked.get("tu-khoa", ""))[:100],
        kind_id=whole(asked.get("loai")),
        level_id=whole(asked.get("cap")),
        top_id=whole(asked.get("goc")),
    )


@bp.get("/to-chuc")
@allow(rules.has_hat)
def units() -> Answer:
    filters, page = _filters(), whole(request.args.get("trang")) or 1
    everything = request.args.get("in") == "ca"
    rows = queries.filtered(filters)
    total = len(rows)
    if not everything:
        rows = rows[(page - 1) * PER_PAGE : page * PER_PAGE]
    bad_day = request.args.get("ngay") if request.args.get("ngay") and not filters.day else ""
    return render(
        "people/units.html", rows=rows, total=total, page=page, pages=-(-total // PER_PAGE), filters=filters,
        day=filters.day or clock.today(), bad_day=bad_day, kinds=queries.kinds(), levels=queries.levels(),
        everything=everything, top=filters.top_id and queries.unit(filters.top_id), is_admin=rules.is_admin(actor()),
        page_url=lambda n: url_for(".units", **filters.as_args(), trang=n),
    )  # fmt: skip


@bp.get("/to-chuc.xlsx")
@allow(rules.has_hat)
def units_xlsx() -> Answer:
    filters, doer = _filters(), actor()
    day = filters.day or clock.today()
    names = {row.id: row.name for row in queries.tree_on(day)}
    content = units_sheet(queries.filtered(filters), names, day)
    with writing():
        history.record(actor=doer, action="export_xlsx", subject="unit_list")
    return file(content, "don-vi.xlsx")


def file(content: bytes, name: str) -> Response:
    """Return a spreadsheet to be kept."""
    answer = Response(content, mimetype=XLSX)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


@bp.get("/to-chuc/<int:unit_id>")
@allow(rules.has_hat)
def unit(unit_id: int) -> Answer:
    return unit_page(fetch_unit(unit_id))


def unit_page(unit: Unit, refusal: str = "") -> str:
    """Return the page of one unit, with a refusal when something was not done."""
    today = clock.today()
    below = queries.filtered(UnitFilters(top_id=unit.id))[1:]
    return render(
        "people/unit.html", unit=unit, names=queries.names_of(unit.id), people=queries.people_of(unit.id, today),
        before=queries.came_before(unit.id), after=queries.came_after(unit.id),
        takers=queries.taken_over_by(unit.id), below=below[:BELOW_SHOWN],
        below_total=len(below), refusal=refusal, today=today, is_admin=rules.is_admin(actor()),
    )  # fmt: skip
