"""The list with its filters in the address, and the same list as a paper and as a spreadsheet."""

from collections.abc import Sequence

from flask import render_template, request, url_for
from sqlalchemy import Row

from nam_tinh_hinh.emulation import queries, rules
from nam_tinh_hinh.emulation.documents import from_rows
from nam_tinh_hinh.emulation.enums import LISTED, Stage
from nam_tinh_hinh.emulation.queries import Filters
from nam_tinh_hinh.emulation.views.base import bp
from nam_tinh_hinh.kernel import pdf
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.asked import PDF, XLSX, whole_number
from nam_tinh_hinh.kernel.fragments import render
from nam_tinh_hinh.kernel.text import clean_line
from nam_tinh_hinh.people import queries as people
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.people.views.base import Answer, actor


def _filters() -> Filters:
    asked, as_registered = request.args, request.args.get("theo") == "cu"
    unit_id = whole_number(asked.get("don-vi"))
    if unit_id and not as_registered:  # an address kept from before a merger leads to the present unit
        unit_id = people.present_unit_ids([unit_id])[unit_id]
    return Filters(
        year=whole_number(asked.get("nam")),
        unit_id=unit_id,
        as_registered=as_registered,
        field_id=whole_number(asked.get("linh-vuc")),
        stage=next((stage for stage in LISTED if stage.value == asked.get("giai-doan")), None),
        words=clean_line(asked.get("tu-khoa", ""))[:100],
    )


@bp.get("/")
@allow(rules.may_look)
def index() -> Answer:
    filters, number = _filters(), whole_number(request.args.get("trang")) or 1
    page = queries.page_of(queries.filtered(actor(), filters), number)
    block = "danh_sach" if request.headers.get("HX-Request") else None
    page_html = render(
        "emulation/index.html", block, page=page, filters=filters, fragment=block is not None,
        shown_stage=lambda item: queries.shown_stage(actor(), item), choices=_choices(filters),
        layout_codes=exports.LAYOUT_CODES, may_register=rules.may_register(actor()), issues=rules.issues(actor()),
        page_url=lambda n: url_for(".index", **filters.as_args(), trang=n),
    )  # fmt: skip
    return page_html, 200, {"Vary": "HX-Request"}


def _choices(filters: Filters) -> dict[str, list[tuple[object, str]]]:
    return {
        "nam": [(year, str(year)) for year in queries.years()],
        "don-vi": [(row.id, row.name) for row in _units(filters)],
        "theo": [("cu", "Đơn vị lúc đăng ký")] if filters.as_registered or people.any_succession() else [],
        "linh-vuc": [(field.id, field.label) for field in queries.fields()],
        "giai-doan": [(stage.value, stage.label) for stage in LISTED if stage is not Stage.DRAFT or _has_drafts()],
    }


def _units(filters: Filters) -> Sequence[Row[int, str]]:
    return queries.units_with_exemplars(actor(), as_registered=filters.as_registered)


def _has_drafts() -> bool:
    return rules.may_register(actor())


@bp.get("/danh-sach.pdf")
@allow(rules.may_look)
def list_pdf() -> Answer:
    number, day = exports.paper_number(), exports.paper_day()
    paper = from_rows.registration_list(actor(), _filters(), setting=exports.setting(), number=number, day=day)
    html = render_template("print/table.html", paper=paper)
    return exports.exported(lambda: pdf.render(html), PDF, "danh-sach-dan-van-kheo.pdf", "exemplar_list")


@bp.get("/danh-sach.xlsx")
@allow(rules.may_look)
def list_xlsx() -> Answer:
    filters, one = _filters(), actor()
    content = from_rows.registration_sheet(one, filters)
    return exports.exported(lambda: content, XLSX, "danh-sach-dan-van-kheo.xlsx", "exemplar_list")
