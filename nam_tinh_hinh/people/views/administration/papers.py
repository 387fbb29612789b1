"""What stands on papers: letterheads per unit and layout, tried on a real PDF."""

from flask import Response, flash, redirect, render_template, url_for

from nam_tinh_hinh.kernel import pdf
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paper import LayoutRefused
from nam_tinh_hinh.people.forms.papers import PrintSettingForm, UnitForm
from nam_tinh_hinh.people.queries import papers as queries
from nam_tinh_hinh.people.rules import is_admin
from nam_tinh_hinh.people.services import papers as services
from nam_tinh_hinh.people.specimens import SPECIMENS
from nam_tinh_hinh.people.tables import PrintSetting, Unit
from nam_tinh_hinh.people.views.administration.users import unit_names
from nam_tinh_hinh.people.views.base import Answer, actor, bp


@bp.get("/quan-tri/mau-in")
@allow(is_admin)
def print_settings() -> Answer:
    return _list(UnitForm(formdata=None))


def _list(form: UnitForm) -> str:
    return render_template(
        "people/admin/print_settings.html", rows=queries.all_print_settings(), layouts=queries.layouts(), form=form,
        unit_names=unit_names(),
    )  # fmt: skip


@bp.post("/quan-tri/mau-in")
@allow(is_admin)
def add_print_settings() -> Answer:
    form = UnitForm()
    if not form.validate():
        return _list(form), 422
    settings = services.add_print_settings(actor=actor(), unit=form.unit.unit)
    return redirect(url_for("people.print_setting", setting_id=settings[0].id), 303)


def _fetch(setting_id: int) -> PrintSetting:
    return found(db.session.get(PrintSetting, setting_id))


@bp.get("/quan-tri/mau-in/<int:setting_id>")
@allow(is_admin)
def print_setting(setting_id: int) -> Answer:
    setting = _fetch(setting_id)
    return _page(setting, PrintSettingForm(formdata=None, obj=setting))


def _page(setting: PrintSetting, form: PrintSettingForm) -> str:
    unit = db.session.get_one(Unit, setting.unit_id)
    others = queries.print_settings_of(unit.id)
    return render_template("people/admin/print_setting.html", setting=setting, unit=unit, form=form, others=others)


@bp.post("/quan-tri/mau-in/<int:setting_id>")
@allow(is_admin)
def edit_print_setting(setting_id: int) -> Answer:
    setting, form = _fetch(setting_id), PrintSettingForm()
    if not form.validate():
        return _page(setting, form), 422
    changed = services.edit_print_setting(actor=actor(), setting=setting, words=form.words())
    flash("Đã lưu mẫu in." if changed else "Mẫu in không có gì thay đổi.")
    return redirect(url_for("people.print_setting", setting_id=setting_id), 303)


@bp.get("/quan-tri/mau-in/<int:setting_id>/xem-thu.pdf")
@allow(is_admin)
def specimen(setting_id: int) -> Answer:
    return _printed(_fetch(setting_id))


@bp.post("/quan-tri/mau-in/<int:setting_id>/xem-thu.pdf")
@allow(is_admin)
def specimen_typed(setting_id: int) -> Answer:
    """Print what is typed and not saved, so that a letterhead is tried before it is put on any paper."""
    setting, form = _fetch(setting_id), PrintSettingForm()
    if not form.validate():
        return _page(setting, form), 422
    return _printed(PrintSetting(unit_id=setting.unit_id, layout=setting.layout, **form.words()))


def _printed(setting: PrintSetting) -> Answer:
    if not SPECIMENS:
        raise pdf.PdfRefused("Chưa có giấy tờ nào để in thử.")
    try:
        paper = SPECIMENS[0].paper(setting)
    except LayoutRefused as refused:
        raise pdf.PdfRefused(str(refused)) from refused
    answer = Response(pdf.render(render_template(SPECIMENS[0].template, paper=paper)), mimetype="application/pdf")
    answer.headers.set("Content-Disposition", "inline", filename="in-thu.pdf")
    return answer
