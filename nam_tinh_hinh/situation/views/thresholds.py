"""The page of the numbers that the room's rules go by, in administration: no content of the room stands on it."""

from flask import flash, redirect, render_template, url_for

from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.people.refusals import EntryRefused
from nam_tinh_hinh.people.rules import is_admin
from nam_tinh_hinh.people.views.base import Answer, actor
from nam_tinh_hinh.situation import queries
from nam_tinh_hinh.situation.forms.thresholds import ThresholdForm
from nam_tinh_hinh.situation.services.thresholds import change_thresholds
from nam_tinh_hinh.situation.views.base import bp


@bp.get("/quan-tri/quy-tac")
@allow(is_admin)
def thresholds() -> Answer:
    return _page(ThresholdForm.of(queries.thresholds(), formdata=None))


def _page(form: ThresholdForm) -> str:
    return render_template("situation/thresholds.html", form=form, has_errors=bool(form.errors))


@bp.post("/quan-tri/quy-tac")
@allow(is_admin)
def change_thresholds_post() -> Answer:
    form = ThresholdForm.of(queries.thresholds())
    if not form.validate():
        return _page(form), 422
    try:
        changed = change_thresholds(actor=actor(), values=form.values(), key=form.key)
    except EntryRefused as refused:
        form[refused.field].errors = refused.sentences
        return _page(form), 422
    flash("Đã lưu quy tắc. Kiến nghị đang theo dõi giữ nguyên hạn đã tính." if changed else "Không có gì thay đổi.")
    return redirect(url_for(".thresholds"), 303)
