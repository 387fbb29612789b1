"""Many areas at once: paste or choose a file, read what is wrong row by row, mend it in place, save all."""

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.kernel import clock, forms, sheets
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.sheets import SheetRefused, SheetRow
from nam_tinh_hinh.kernel.sheets.reading import MOST_BYTES
from nam_tinh_hinh.people import services
from nam_tinh_hinh.people.forms.areas import AreaTableForm
from nam_tinh_hinh.people.rules import is_admin
from nam_tinh_hinh.people.services.area_import import AreaLine
from nam_tinh_hinh.people.views.base import Answer, actor, bp


@bp.route("/dia-ban/nhap", methods=["GET", "POST"])
@allow(is_admin)
def areas_import() -> Answer:
    form = AreaTableForm()
    if request.method == "GET" or not form.validate():
        return _page(form, [], 200 if request.method == "GET" else 422)
    try:
        rows = _rows(form)
        lines = services.read_areas(rows, today=clock.today(), parse_day=forms.parse_day)
    except SheetRefused as refused:
        form.cells.errors = [str(refused)]
        return _page(form, [], 422)
    if not lines:
        form.cells.errors = ["Chưa có dòng nào dưới dòng tiêu đề."]
        return _page(form, [], 422)
    return _checked(form, lines)


def _rows(form: AreaTableForm) -> list[SheetRow]:
    """Return the rows of the file, or of the cells; a file's go into the field, to be mended there."""
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        return sheets.read_pasted(form.cells.data or "")
    rows = sheets.read_file(upload.read(MOST_BYTES + 1), upload.filename)
    form.cells.data = sheets.as_pasted(rows)
    return rows


def _checked(form: AreaTableForm, lines: list[AreaLine]) -> Answer:
    if any(line.faults for line in lines):
        return _page(form, lines, 422)
    if request.form.get("buoc") != "nhap":
        return _page(form, lines, 200)
    count = services.save_areas(actor=actor(), lines=lines, key=form.key)
    flash(f"Đã nhập {count} địa bàn.")
    return redirect(url_for(".areas"), 303)


def _page(form: AreaTableForm, lines: list[AreaLine], code: int) -> tuple[str, int]:
    bad = [line for line in lines if line.faults]
    return render_template("people/area_import.html", form=form, lines=lines, bad=bad), code
