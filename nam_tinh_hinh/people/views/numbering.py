"""How a unit numbers its papers, and from which number it goes on."""

from flask import flash, redirect, render_template, url_for

from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.people import rules
from nam_tinh_hinh.people.enums import Renewal
from nam_tinh_hinh.people.forms.issuing import NextNumberForm, NumberingForm
from nam_tinh_hinh.people.queries import issuing as queries
from nam_tinh_hinh.people.refusals import EntryRefused
from nam_tinh_hinh.people.services import issuing as services
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.people.views.base import Answer, actor, bp


def _fetch(unit_id: int) -> Unit:
    """Return a unit whose numbers the signed-in person keeps, or answer 404."""
    return found(next((unit for unit in queries.issuers(actor()) if unit.id == unit_id), None))


def _page(unit: Unit, form: NumberingForm | None = None, next_form: NextNumberForm | None = None) -> str:
    period = queries.todays_period(unit.id)
    return render_template(
        "people/numbering.html", unit=unit, period=period, form=form or _filled(unit),
        next_form=next_form or NextNumberForm(formdata=None), way=queries.numbering(unit.id),
        numbers=queries.next_numbers(unit.id, period) if period else {},
    )  # fmt: skip


def _filled(unit: Unit) -> NumberingForm:
    way = queries.numbering(unit.id)
    return NumberingForm(formdata=None, obj=way) if way else NumberingForm(formdata=None, renewal=Renewal.YEAR.value)


@bp.get("/so-van-ban/danh-so/<int:unit_id>")
@allow(rules.keeps_numbers)
def numbering(unit_id: int) -> Answer:
    return _page(_fetch(unit_id))


@bp.post("/so-van-ban/danh-so/<int:unit_id>")
@allow(rules.keeps_numbers)
def set_numbering(unit_id: int) -> Answer:
    unit, form = _fetch(unit_id), NumberingForm()
    if not form.validate():
        return _page(unit, form), 422
    try:
        changed = services.set_numbering(actor=actor(), unit=unit, **form.way())
    except EntryRefused as refused:
        form[refused.field].errors = refused.sentences
        return _page(unit, form), 422
    flash("Đã đổi cách đánh số." if changed else "Cách đánh số không có gì thay đổi.")
    return redirect(url_for(".numbering", unit_id=unit_id), 303)


@bp.post("/so-van-ban/danh-so/<int:unit_id>/so-tiep-theo")
@allow(rules.keeps_numbers)
def set_next_number(unit_id: int) -> Answer:
    unit, form = _fetch(unit_id), NextNumberForm()
    period = queries.todays_period(unit.id)
    if not period or not form.validate():
        return _page(unit, next_form=form), 422
    kind = PaperKind(form.kind.data)
    try:
        changed = services.set_next_number(
            actor=actor(), unit=unit, kind=kind, period=period, number=form.number.data, reason=form.reason.data or "",
            key=form.key,
        )  # fmt: skip
    except EntryRefused as refused:
        form[refused.field].errors = refused.sentences
        return _page(unit, next_form=form), 422
    said = f"{kind.label} tiếp theo sẽ mang số {form.number.data:02d}."
    flash(said if changed else f"{said} Không có gì thay đổi.")
    return redirect(url_for(".numbering", unit_id=unit_id), 303)
