"""A leader lends his position to a colleague and takes it back."""

from datetime import date

from flask import flash, redirect, render_template, url_for

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people import rules
from nam_tinh_hinh.people.forms.account import StandInForm
from nam_tinh_hinh.people.queries import stand_ins as queries
from nam_tinh_hinh.people.queries.postings import person_label, posts_on
from nam_tinh_hinh.people.services import stand_ins as services
from nam_tinh_hinh.people.tables import User
from nam_tinh_hinh.people.views.base import Answer, actor, bp


@bp.get("/tai-khoan/uy-quyen")
@allow(rules.may_lend)
def lend() -> Answer:
    form = _form(formdata=None)
    form.valid_from.data = clock.today()
    return _page(form)


@bp.post("/tai-khoan/uy-quyen")
@allow(rules.may_lend)
def lend_post() -> Answer:
    form = _form()
    if form.validate():
        deputy = db.session.get_one(User, int(form.deputy_id.data))
        try:
            row = services.lend(
                actor=actor(), deputy=deputy, begins=form.valid_from.data, ends=form.valid_to.data, key=form.key
            )
        except services.StandInRefused as refused:
            return _page(form, str(refused)), 422
        flash(f"Đã ủy quyền cho {deputy.name} từ {day_text(row.valid_from)} đến hết {day_text(row.valid_to)}.")
        return redirect(url_for("people.account"), 303)
    return _page(form), 422


def _form(**given: None) -> StandInForm:
    form = StandInForm(**given)
    form.offer(_colleagues(actor().unit_id or 0, clock.today()))
    return form


def _colleagues(unit_id: int, today: date) -> list[tuple[int, str]]:
    people = queries.colleagues(unit_id, of=actor().user_id or 0, day=today)
    posts = posts_on([user.id for user in people], today, unit_id=unit_id)
    return [(user.id, person_label(user.name, user.username, posts.get(user.id, ""))) for user in people]


def _page(form: StandInForm, refusal: str = "") -> str:
    return render_template("people/account/lend.html", form=form, refusal=refusal, has_errors=bool(refusal) or None)


@bp.post("/tai-khoan/uy-quyen/<int:stand_in_id>/ket-thuc")
@allow(rules.is_signed_in)
def end_stand_in(stand_in_id: int) -> Answer:
    row = found(queries.stand_in(stand_in_id, lender_id=actor().user_id or 0))
    services.end_early(actor=actor(), stand_in=row)
    flash(f"Đã kết thúc ủy quyền cho {row.deputy.name}.")
    return redirect(url_for("people.account"), 303)
