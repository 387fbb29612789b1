"""Taking in a commune's list of units: check every row, show what would come, then one transaction."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.sheets import SheetRefused, SheetRow, as_pasted, read_file, read_pasted, under_headings
from nam_tinh_hinh.people import queries, rules, services
from nam_tinh_hinh.people.forms.units import UnitListForm
from nam_tinh_hinh.people.unit_lists import HEADINGS, NEEDED
from nam_tinh_hinh.people.unit_sheets import sample_sheet
from nam_tinh_hinh.people.views.base import Answer, actor, bp
from nam_tinh_hinh.people.views.units import file

SHOWN = 200


@bp.get("/to-chuc/mau.xlsx")
@allow(rules.is_admin)
def units_sample() -> Answer:
    content = sample_sheet([kind.label for kind in queries.kinds()], [level.label for level in queries.levels()])
    return file(content, "mau-don-vi.xlsx")


@bp.route("/to-chuc/nhap", methods=["GET", "POST"])
@allow(rules.is_admin)
def units_import() -> Answer:
    form = UnitListForm(data={"day": clock.today()})
    if request.method == "GET":
        return _page(form)
    if not form.validate():
        return _page(form, code=422)
    try:
        table = _table(form)
        rows = under_headings(table, HEADINGS, NEEDED)
    except SheetRefused as refused:
        return _page(form, others=[str(refused)], code=422)
    if not rows:
        return _page(form, others=["Dưới dòng tiêu đề chưa có đơn vị nào."], code=422)
    return _judged(form, rows, as_pasted(table))


def _table(form: UnitListForm) -> list[SheetRow]:
    if form.file.data and form.file.data.filename:
        return read_file(form.file.data.read(), form.file.data.filename)
    if not (form.pasted.data or "").strip():
        raise SheetRefused("Chọn một tệp, hoặc dán các ô chép từ Excel.")
    return read_pasted(form.pasted.data)


def _judged(form: UnitListForm, rows: Sequence[tuple[int, Any]], text: str) -> Answer:
    judged = queries.judge_list(rows, day=form.begins)
    if judged.faults:
        return _page(form, judged=judged, text=text, code=422)
    if request.form.get("buoc") == "nhap":
        judged, _units = services.take_in(actor=actor(), rows=rows, day=form.begins, key=form.key)
        told = f"Đã thêm {len(judged.new)} đơn vị; {len(judged.known)} đơn vị đã có từ trước, giữ nguyên."
        flash(told if judged.new else "Danh sách này đã nhập xong; không có gì phải thêm.")
        return redirect(url_for(".units"), 303)
    return _page(form, judged=judged, text=text)


def _page(
    form: UnitListForm, *, judged: Any = None, text: str = "", others: Sequence[str] = (), code: int = 200
) -> Answer:
    html = render_template(
        "people/units_import.html", form=form, judged=judged, text=text or form.pasted.data or "", others=others,
        shown=SHOWN, headings=HEADINGS,
    )  # fmt: skip
    return html, code
