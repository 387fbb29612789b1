"""What was answered and has come again: the desk names the earlier one among those that read alike."""

from flask import abort, flash, redirect, render_template, request, url_for

from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.asked import CODES, whole_number
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.situation import queries as reads
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.forms import petitions as forms
from nam_tinh_hinh.situation.queries import petitions as queries
from nam_tinh_hinh.situation.services import petitions as services
from nam_tinh_hinh.situation.tables import Observation
from nam_tinh_hinh.situation.views.base import bp, fetch, person, refusal_text
from nam_tinh_hinh.situation.views.parts import about
from nam_tinh_hinh.situation.views.petition import PLACE, opens


@bp.route(f"{PLACE}/tai-dien", methods=["GET", "POST"])
@allow(rules.keeps_desk)
def petition_recurs(observation_id: int) -> Answer:
    """Say that an answered matter has come again: choose it among those that read alike, or by its number."""
    observation = fetch(observation_id)
    if not rules.holds(person(), observation):
        abort(403)
    form, alike = forms.RecursForm(), queries.answered_like(person(), observation)
    form.chosen.choices = [(str(one.id), one.content) for one in alike]
    if request.method == "GET":
        form.version.data = observation.version
        return _recurs_page(observation, form, alike)
    undone = request.form.get("bo") == "1"
    if not undone and not form.validate():
        return _recurs_page(observation, form, alike), 422
    return _recur(observation, form, alike, None if undone else form.earlier_id, undone=undone)


def _recur(
    observation: Observation, form: forms.RecursForm, alike: list[Observation], earlier_id: int | None, *, undone: bool
) -> Answer:
    earlier = reads.observation(person(), earlier_id) if earlier_id else None
    if earlier is None and not undone:
        form.number.errors = [f"Không có nội dung số {earlier_id} mà bạn xem được."]
        return _recurs_page(observation, form, alike), 422
    try:
        services.recur(actor=person(), observation=observation, earlier=earlier, version=form.seen, key=form.key)
    except ActionRefused as refused:
        if refused.kind is Refusal.MOVED_ON:
            form.version.data = observation.version
        return _recurs_page(observation, form, alike, refusal_text(refused)), CODES[refused.kind]
    back = {"undo_url": url_for(".petition_recurs", observation_id=observation.id),
            "fields": {"bo": "1", "version": observation.version}}  # fmt: skip
    flash("Đã bỏ ghi tái diễn." if undone else {"text": "Đã ghi: việc này tái diễn.", **back})
    there = url_for(".petition", observation_id=observation.id)
    return redirect(there if opens(person(), observation) else f"/phan-anh/{observation.id}", 303)


def _recurs_page(observation: Observation, form: forms.RecursForm, alike: list[Observation], refusal: str = "") -> str:
    return render_template(
        "situation/petitions/recurs.html", **about(observation), form=form, alike=alike, refusal=refusal,
        has_errors=bool(refusal or form.errors), chosen=whole_number(form.chosen.data),
    )  # fmt: skip
