"""The page of one meeting: its name, how many spoke, and what was written down from it."""

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES, page_number
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.forms.entry import OccasionForm
from nam_tinh_hinh.situation.queries import occasions
from nam_tinh_hinh.situation.services import occasions as services
from nam_tinh_hinh.situation.tables import Occasion
from nam_tinh_hinh.situation.views.base import bp, person
from nam_tinh_hinh.situation.views.entry import occasion_box

SAVED = "Đã lưu tên cuộc, số người phát biểu."


@bp.route("/phan-anh/cuoc/<int:occasion_id>", methods=["GET", "POST"])
@allow(rules.may_look)
def occasion(occasion_id: int) -> Answer:
    kept = found(occasions.occasion(person(), occasion_id))
    if request.method == "GET":
        return _page(kept)
    form, refusal, code = OccasionForm(), "", 422
    if form.validate():
        try:
            services.describe(
                actor=person(), occasion=kept, title=form.title.data or "", speakers=form.speakers.data, key=form.key
            )
            return _saved(kept)
        except ActionRefused as refused:
            refusal, code = refused.message, CODES[refused.kind]
    return _box(kept, form) if _beside_entry() and not refusal else _page(kept, form, refusal), code


def _beside_entry() -> bool:
    """Tell whether it was asked from the line above quick entry, whose half-written item must stay as it is."""
    return bool(request.headers.get("HX-Request"))


def _saved(kept: Occasion) -> Answer:
    if _beside_entry():
        return _box(kept, None, SAVED)
    flash(SAVED)
    goes_on = request.form.get("tiep") == "1"
    return redirect(url_for(".record", cuoc=kept.id) if goes_on else url_for(".occasion", occasion_id=kept.id), 303)


def _box(kept: Occasion, form: OccasionForm | None, said: str = "") -> str:
    return render_template(
        "situation/entry/_occasion.html", occasion=kept, said=said, goes_on=True, **occasion_box(kept, form)
    )


def _page(kept: Occasion, form: OccasionForm | None = None, refusal: str = "") -> str:
    return render_template(
        "situation/entry/occasion.html", occasion=kept, refusal=refusal,
        items=occasions.items(person(), kept.id, page_number()), keeps=rules.wrote(person(), kept),
        may_record=rules.may_record(person().actor), has_errors=bool(refusal or (form and form.errors)),
        **occasion_box(kept, form),
    )  # fmt: skip
