"""The criteria of recognition: use, order and points. Their words are reference rows."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.emulation import queries, rules
from nam_tinh_hinh.emulation.forms.recognising import criteria_form, read_criteria, typed_criteria
from nam_tinh_hinh.emulation.queries import recognising
from nam_tinh_hinh.emulation.services import recognising as services
from nam_tinh_hinh.emulation.views.base import bp
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.asked import CODES
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.views.base import Answer, actor


@bp.get("/cong-nhan/tieu-chi")
@allow(rules.issues)
def criteria() -> Answer:
    return _page(criteria_form(recognising.criteria(every=True)))


def _page(form: Any, refusal: str = "") -> str:
    campaign = queries.campaign(clock.today().year)
    return render_template(
        "emulation/recognising/criteria.html", form=form, rows=recognising.criteria(every=True), refusal=refusal,
        campaign=campaign, has_errors=bool(refusal or form.errors),
    )  # fmt: skip


@bp.post("/cong-nhan/tieu-chi")
@allow(rules.issues)
def criteria_save() -> Answer:
    rows = recognising.criteria(every=True)
    form = criteria_form(rows)
    if not form.validate():
        return _page(form), 422
    seen = read_criteria(request.form.get("seen", ""))
    try:
        services.set_criteria(actor=actor(), wanted=typed_criteria(form, rows), seen=seen, key=form.key)
    except ActionRefused as refused:
        form.seen.data = form.seen.default
        return _page(form, refused.message), CODES[refused.kind]
    flash("Đã lưu bộ tiêu chí.")
    return redirect(url_for(".criteria"), 303)
