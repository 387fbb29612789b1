"""Lessons of a recognised exemplar, and who learnt from whom."""

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.emulation.forms.recognising import LessonForm
from nam_tinh_hinh.emulation.queries.families import family as family_of
from nam_tinh_hinh.emulation.services import lessons as services
from nam_tinh_hinh.emulation.tables import Exemplar, Lesson
from nam_tinh_hinh.emulation.views.base import bp, fetch, refusal_text
from nam_tinh_hinh.emulation.views.parts import about
from nam_tinh_hinh.emulation.views.recognising.library import learning
from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES
from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.rules import has_hat
from nam_tinh_hinh.people.views.base import Answer, actor


def _recognised(exemplar_id: int) -> Exemplar:
    exemplar = fetch(exemplar_id)
    return found(exemplar if exemplar.stage is Stage.RECOGNISED else None)


@bp.get("/<int:exemplar_id>/nhan-rong")
@allow(has_hat)
def family(exemplar_id: int) -> Answer:
    return _page(_recognised(exemplar_id))


def _page(exemplar: Exemplar, form: LessonForm | None = None, refusal: str = "", *, conflict: bool = False) -> str:
    row, mine = db.session.get(Lesson, exemplar.id), services.parts_of(actor(), exemplar)
    form = form or LessonForm(formdata=None, obj=row)
    form.NAMES = mine
    if conflict or request.method == "GET":
        form.version.data = str(row.version if row else 0)
    last = history.last(services.LESSON, exemplar.id) if conflict else None
    return render_template(
        "emulation/recognising/family.html", **about(exemplar), form=form, lesson=row, mine=mine, refusal=refusal,
        has_errors=bool(refusal or form.errors), family=family_of(actor(), exemplar),
        kept_as=f"nhan-rong-{exemplar.id}", differences=form.differences(row) if conflict else [],
        server_did=f"{last.actor_name} đã lưu lúc {moment_text(last.at)}." if last else "",
        **learning(exemplar.unit_id, exemplar.campaign.year),
    )  # fmt: skip


@bp.post("/<int:exemplar_id>/nhan-rong")
@allow(has_hat)
def family_save(exemplar_id: int) -> Answer:
    exemplar, form = _recognised(exemplar_id), LessonForm()
    if not form.validate():
        return _page(exemplar, form), 422
    form.NAMES = services.parts_of(actor(), exemplar)
    form.take(db.session.get(Lesson, exemplar_id), request.form.getlist("lay"))
    try:
        services.write_lesson(actor=actor(), exemplar=exemplar, told=form.facts(), version=form.seen, key=form.key)
    except ActionRefused as refused:
        conflict = refused.kind is Refusal.MOVED_ON
        return _page(exemplar, form, refusal_text(refused, None), conflict=conflict), CODES[refused.kind]
    flash({"text": "Đã lưu phần rút kinh nghiệm.", "forget": f"nhan-rong-{exemplar_id}"})
    return redirect(url_for(".family", exemplar_id=exemplar_id), 303)
