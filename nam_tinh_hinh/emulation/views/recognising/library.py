"""The library of recognised exemplars, open to every unit, and "Học tập mô hình này"."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.documents.recognised import library_paper, library_sheet
from nam_tinh_hinh.emulation.enums import Award, Stage
from nam_tinh_hinh.emulation.queries import library as queries
from nam_tinh_hinh.emulation.queries import registering
from nam_tinh_hinh.emulation.queries.library import LibraryFilters
from nam_tinh_hinh.emulation.services import lessons as services
from nam_tinh_hinh.emulation.views.base import bp
from nam_tinh_hinh.kernel import asked, clock, pdf
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES, PDF, XLSX, form_key
from nam_tinh_hinh.kernel.fragments import render
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.people.views.base import Answer, actor


def _filters() -> LibraryFilters:
    return LibraryFilters(
        words=asked.words("tu-khoa"),
        field_id=asked.number("linh-vuc"),
        place_kind_id=asked.number("dia-ban"),
        unit_kind_id=asked.number("loai-don-vi"),
        unit_id=asked.number("don-vi"),
        year=asked.number("nam"),
        award=next((award for award in Award if award.value == request.args.get("muc")), None),
    )


@bp.get("/thu-vien")
@allow(rules.may_look)
def library() -> Answer:
    filters = _filters()
    html = render(
        "emulation/recognising/library.html", asked.block("danh_sach"), filters=filters, choices=queries.choices(),
        page=queries.shelf_page(filters, asked.page_number()), fragment=bool(asked.block("danh_sach")),
        layout_codes=exports.LAYOUT_CODES,
        page_url=lambda n: url_for(".library", **filters.as_args(), trang=n),
    )  # fmt: skip
    return html, 200, {"Vary": "HX-Request"}


@bp.get("/thu-vien/thu-vien.pdf")
@allow(rules.may_look)
def library_pdf() -> Answer:
    rows = queries.whole_shelf(_filters())
    paper = library_paper(rows, exports.setting(), number=exports.paper_number(), day=exports.paper_day())
    html = render_template("print/table.html", paper=paper)
    return exports.exported(lambda: pdf.render(html), PDF, "thu-vien-dan-van-kheo.pdf", "exemplar_library")


@bp.get("/thu-vien/thu-vien.xlsx")
@allow(rules.may_look)
def library_xlsx() -> Answer:
    rows = queries.whole_shelf(_filters())
    return exports.exported(lambda: library_sheet(rows), XLSX, "thu-vien-dan-van-kheo.xlsx", "exemplar_library")


@bp.get("/thu-vien/<int:exemplar_id>")
@allow(rules.may_look)
def library_show(exemplar_id: int) -> Answer:
    return _page(exemplar_id)


def _page(exemplar_id: int, refusal: str = "") -> str:
    item = found(queries.public(exemplar_id))
    return render_template(
        "emulation/recognising/library_show.html", item=item, refusal=refusal, has_errors=bool(refusal),
        **learning(item.unit_id, item.year),
    )  # fmt: skip


def learning(unit_id: int, year: int) -> dict[str, Any]:
    """Return whether the signed-in person may learn from an exemplar, and under which word."""
    one, campaign = actor(), registering(clock.today())
    own = rules.may_register(one) and one.unit_id == unit_id
    return {
        "may_learn": rules.may_register(one) and not (own and campaign is not None and year >= campaign.year),
        "learn_label": "Tiếp tục năm sau" if own else "Học tập mô hình này",
    }


@bp.post("/thu-vien/<int:exemplar_id>/hoc-tap")
@allow(rules.may_register)
def library_learn(exemplar_id: int) -> Answer:
    source = found(queries.source(exemplar_id))
    try:
        begun = services.learn(actor=actor(), source=source, key=form_key())
    except ActionRefused as refused:
        return _page(exemplar_id, refused.message), CODES[refused.kind]
    if begun.stage is not Stage.DRAFT:
        flash(f"Đơn vị đã đăng ký theo mô hình này năm {begun.campaign.year}.")
        return redirect(url_for(".show", exemplar_id=begun.id), 303)
    flash("Đã tạo bản nháp theo mô hình này. Ghi nơi thực hiện, thời gian, người làm của đơn vị mình.")
    return redirect(url_for(".edit", exemplar_id=begun.id), 303)
