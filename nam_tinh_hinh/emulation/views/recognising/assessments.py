"""Each member assesses apart; then the result is decided."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.enums import Proposal, Stage
from nam_tinh_hinh.emulation.forms import ReasonForm
from nam_tinh_hinh.emulation.forms.recognising import AssessmentForm
from nam_tinh_hinh.emulation.queries import recognising as queries
from nam_tinh_hinh.emulation.services import recognising as services
from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.emulation.views.base import bp, fetch, refusal_text, seen_version
from nam_tinh_hinh.emulation.views.recognising import results
from nam_tinh_hinh.emulation.views.recognising.base import panel
from nam_tinh_hinh.emulation.workflow import VERDICTS, WORKFLOW
from nam_tinh_hinh.kernel import uploads
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES, form_key
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.rules import is_committee
from nam_tinh_hinh.people.views.base import Answer, actor


@bp.get("/cong-nhan/danh-gia")
@allow(is_committee)
def assessing() -> Answer:
    """Lead to what waits longest for this member's assessment."""
    waiting = queries.to_assess(actor())
    if waiting:
        return redirect(url_for(".assessment", exemplar_id=waiting[0].id), 303)
    return render_template("emulation/recognising/assessed_all.html", assessed_before=queries.assessed_by(actor()))


@bp.get("/<int:exemplar_id>/danh-gia")
@allow(is_committee)
def assessment(exemplar_id: int) -> Answer:
    exemplar = _judged_here(exemplar_id)
    if exemplar.stage is not Stage.REPORTED:
        return redirect(url_for(".result", exemplar_id=exemplar_id), 303)
    return _page(exemplar, _form(exemplar))


def _judged_here(exemplar_id: int) -> Exemplar:
    """Return an exemplar that the member may assess; of his own unit's, or not reported yet, there is none here."""
    exemplar = fetch(exemplar_id)
    return found(exemplar if exemplar.reported_at and rules.decides(actor(), exemplar) else None)


def _form(exemplar: Exemplar) -> AssessmentForm:
    mine = queries.standing_of([exemplar.id], actor())[exemplar.id].mine
    return AssessmentForm.of(queries.criteria_for(exemplar.campaign), mine)


def _page(exemplar: Exemplar, form: AssessmentForm, refusal: str = "") -> str:
    return render_template(
        "emulation/recognising/assessment.html", item=exemplar, report=queries.result_of(exemplar.id), form=form,
        refusal=refusal, has_errors=bool(refusal or form.errors), waiting=queries.to_assess(actor()),
        done=queries.assessed_by(actor()), total=queries.count_to_assess(actor()), reason="",
        attached=uploads.attached("result", [exemplar.id])[exemplar.id], **panel(exemplar),
    )  # fmt: skip


@bp.post("/<int:exemplar_id>/danh-gia")
@allow(is_committee)
def assessment_save(exemplar_id: int) -> Answer:
    exemplar = _judged_here(exemplar_id)
    form = _form(exemplar)
    if not form.validate():
        return _page(exemplar, form), 422
    try:
        services.assess(
            actor=actor(), exemplar=exemplar, proposal=Proposal(form.proposal.data), words=form.words.data or "",
            marks=form.marks(), key=form.key,
        )  # fmt: skip
    except ActionRefused as refused:
        return _refused(exemplar, form, refused)
    flash({"text": f"Đã ghi đánh giá của bạn: “{exemplar.name}”.", "forget": f"danh-gia-{exemplar.id}"})
    return redirect(url_for(".assessment", exemplar_id=exemplar_id), 303)


def _refused(exemplar: Exemplar, form: AssessmentForm, refused: ActionRefused) -> Answer:
    if refused.message == services.WHY_NOT:
        form.words.errors = [refused.message]
        return _page(exemplar, form), 422
    return _page(exemplar, form, refusal_text(refused, exemplar)), CODES[refused.kind]


@bp.post("/<int:exemplar_id>/ket-luan")
@allow(is_committee)
def recognition_judge(exemplar_id: int) -> Answer:
    exemplar, form = fetch(exemplar_id), ReasonForm()
    action = request.form.get("ket-luan", "")
    if action not in VERDICTS:
        return results.page(exemplar, refusal="Chọn một kết luận.", reason=form.reason.data or ""), 422
    if not form.validate():
        return _not_judged(exemplar, form, " ".join(form.reason.errors), 422)
    try:
        services.judge(
            actor=actor(), exemplar=exemplar, action=action, reason=form.reason.data or "",
            version=seen_version(exemplar), key=form_key(),
        )  # fmt: skip
    except ActionRefused as refused:
        return _not_judged(exemplar, form, refusal_text(refused, exemplar), CODES[refused.kind])
    flash(_done(exemplar, action))
    return redirect(url_for(".result", exemplar_id=exemplar_id), 303)


def _not_judged(exemplar: Exemplar, form: ReasonForm, words: str, code: int) -> Answer:
    typed = "" if form.names_a_secret else form.reason.data or ""
    return results.page(exemplar, refusal=words, reason=typed), code


def _done(exemplar: Exemplar, action: str) -> dict[str, Any]:
    back = url_for(".act", exemplar_id=exemplar.id, slug=WORKFLOW.actions["undo_judgement"].slug)
    words = f"{WORKFLOW.actions[action].done}: “{exemplar.name}”. Đơn vị chưa thấy cho đến khi ban hành quyết định."
    seen = {"version": exemplar.version}
    return {"text": words, "undo_url": back, "undo_label": "Hoàn tác", "fields": seen,
            "forget": f"ket-luan-{exemplar.id}"}  # fmt: skip
