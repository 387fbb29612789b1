"""The switches and numbers of the installation."""

from flask import current_app, flash, redirect, render_template, url_for

from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.people.forms.papers import SettingsForm
from nam_tinh_hinh.people.queries import settings as queries
from nam_tinh_hinh.people.rules import is_admin
from nam_tinh_hinh.people.services import settings as services
from nam_tinh_hinh.people.views.base import Answer, actor, bp


@bp.get("/quan-tri/thiet-lap")
@allow(is_admin)
def settings() -> Answer:
    known = {"second_factor": queries.second_factor_for_admins(), "idle_days": queries.idle_days()}
    return _page(SettingsForm(formdata=None, data=known))


def _page(form: SettingsForm) -> str:
    minutes = int(current_app.config["IDLE"].total_seconds()) // 60
    hours = int(current_app.config["ABSOLUTE"].total_seconds()) // 3600
    return render_template("people/admin/settings.html", form=form, idle_minutes=minutes, absolute_hours=hours)


@bp.post("/quan-tri/thiet-lap")
@allow(is_admin)
def change_settings() -> Answer:
    form = SettingsForm()
    if not form.validate():
        return _page(form), 422
    values = {
        queries.SECOND_FACTOR: "1" if form.second_factor.data else "",
        queries.IDLE_DAYS: str(form.idle_days.data),
    }
    changed = services.change(actor=actor(), values=values)
    flash("Đã lưu thiết lập." if changed else "Thiết lập không có gì thay đổi.")
    return redirect(url_for("people.settings"), 303)
