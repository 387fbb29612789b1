"""The list with its filters in the address, and the same list as a paper and as a spreadsheet."""

from collections.abc import Sequence
from datetime import date

from flask import Response, render_template, request, url_for
from sqlalchemy import Row

from nam_tinh_hinh.emulation import queries, rules
from nam_tinh_hinh.emulation.documents import from_rows
from nam_tinh_hinh.emulation.enums import LISTED, Stage
from nam_tinh_hinh.emulation.queries import Filters
from nam_tinh_hinh.emulation.views.base import Answer, actor, bp, whole_number
from nam_tinh_hinh.kernel import clock, forms, history, pdf
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.db import writing
from nam_tinh_hinh.kernel.fragments import render
from nam_tinh_hinh.kernel.text import clean_line
from nam_tinh_hinh.people import queries as people
from nam_tinh_hinh.people.rules import has_hat

LAYOUT_CODES = {"dang": "Thể thức Đảng", "nha-nuoc": "Thể thức Nhà nước"}


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
@allow(has_hat)
def index() -> Answer:
    filters, number = _filters(), whole_number(request.args.get("trang")) or 1
    page = queries.page_of(queries.filtered(actor(), filters), number)
    block = "danh_sach" if request.headers.get("HX-Request") else None
    page_html = render(
        "emulation/index.html", block, page=page, filters=filters,
        shown_stage=lambda item: queries.shown_stage(actor(), item), choices=_choices(filters),
        layout_codes=LAYOUT_CODES, may_register=rules.may_register(actor()),
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
@allow(has_hat)
def list_pdf() -> Answer:
    code = request.args.get("the-thuc", "dang")
    setting = people.print_setting(code if code in LAYOUT_CODES else "dang")
    if setting is None:
        raise pdf.PdfRefused("Chưa khai đầu văn bản của Ban Chỉ đạo nên chưa in được. Hãy báo quản trị.")
    number, day = _number(), _day()
    paper = from_rows.registration_list(actor(), _filters(), setting=setting, number=number, day=day)
    html = render_template("print/table.html", paper=paper)
    _note_export("export_pdf")  # also ends the reading: nobody's write waits while the paper is drawn
    return _file(pdf.render(html), "application/pdf", "danh-sach-dan-van-kheo.pdf", inline=True)


def _number() -> int | None:
    typed = clean_line(request.args.get("so", ""))
    if typed and whole_number(typed) is None:
        raise pdf.PdfRefused(f"Số “{typed[:20]}” chưa đúng: chỉ ghi phần số, ví dụ 05. Đóng trang này và ghi lại.")
    return whole_number(typed)


def _day() -> date | None:
    """Return the day of signing: the one typed, today for a numbered list, room to write it by hand for a draft."""
    typed = clean_line(request.args.get("ngay", ""))
    day = forms.parse_day(typed)
    if typed and day is None:
        raise pdf.PdfRefused(f"Ngày “{typed[:20]}” không phải là ngày. Đóng trang này và ghi lại, ví dụ 05/09/2026.")
    return day or (clock.today() if _number() is not None else None)


@bp.get("/danh-sach.xlsx")
@allow(has_hat)
def list_xlsx() -> Answer:
    content = from_rows.registration_sheet(actor(), _filters())
    _note_export("export_xlsx")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _file(content, kind, "danh-sach-dan-van-kheo.xlsx", inline=False)


def _note_export(action: str) -> None:
    doer = actor()
    with writing():
        history.record(actor=doer, action=action, subject="exemplar_list")


def _file(content: bytes, kind: str, name: str, *, inline: bool) -> Response:
    answer = Response(content, mimetype=kind)
    answer.headers.set("Content-Disposition", "inline" if inline else "attachment", filename=name)
    return answer
