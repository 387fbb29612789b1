"""Step 3 of one exemplar: its plan and who helps it. Its progress is beside, in progress.py."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.enums import ASSIGNED, Stage
from nam_tinh_hinh.emulation.forms.carrying import HelperForm, PlanForm, ProgressForm
from nam_tinh_hinh.emulation.queries import carrying as queries
from nam_tinh_hinh.emulation.services import carrying as services
from nam_tinh_hinh.emulation.tables import Exemplar, Helper
from nam_tinh_hinh.emulation.views.base import bp, fetch
from nam_tinh_hinh.emulation.views.parts import about
from nam_tinh_hinh.kernel import clock, uploads
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES, form_key, page_number, whole_number
from nam_tinh_hinh.kernel.merging import refused_words
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.views.base import Answer, actor

NONE_SEEN = -1


@bp.get("/<int:exemplar_id>/thuc-hien")
@allow(rules.may_look)
def carrying(exemplar_id: int) -> Answer:
    return carrying_page(fetch(exemplar_id))


def carrying_page(exemplar: Exemplar, form: ProgressForm | None = None, refusal: str = "") -> str:
    """Render everything of step 3; before the notice of assignment the page only says why it is not open yet."""
    if exemplar.stage not in ASSIGNED:
        return render_template("emulation/carrying/closed.html", **about(exemplar), refusal=refusal, what="Thực hiện")
    page = queries.entries(exemplar.id, page_number())
    underway = exemplar.stage is Stage.UNDERWAY
    return render_template(
        "emulation/carrying/show.html", **about(exemplar), plan=queries.plan_of(exemplar.id), page=page,
        helpers=queries.helpers_of(exemplar.id), newest=queries.last_percent(exemplar.id),
        attached=uploads.attached(services.PROGRESS, [row.id for row in page.rows]),
        form=form or ProgressForm(formdata=None, on_day=clock.today()), refusal=refusal,
        has_errors=bool(refusal or (form and form.errors)), fresh=whole_number(request.args.get("moi")),
        edits=underway and rules.edits(actor(), exemplar), assigns=underway and rules.issues(actor()),
        page_url=lambda n: url_for(".carrying", exemplar_id=exemplar.id, trang=n),
    )  # fmt: skip


def to_carrying(exemplar_id: int, **more: Any) -> Answer:
    """Lead back to the page of step 3."""
    return redirect(url_for(".carrying", exemplar_id=exemplar_id, **more), 303)


def refused_page(exemplar: Exemplar, refused: ActionRefused) -> Answer:
    """Answer a button that did nothing, in words."""
    return carrying_page(exemplar, refusal=refused.message), CODES[refused.kind]


def seen_row() -> int:
    """Return the version of the row that the form was shown with; none of a row's when the form does not say."""
    seen = whole_number(request.form.get("version"))
    return NONE_SEEN if seen is None else seen


@bp.route("/<int:exemplar_id>/thuc-hien/ke-hoach", methods=["GET", "POST"])
@allow(rules.may_register)
def carrying_plan(exemplar_id: int) -> Answer:
    exemplar = fetch(exemplar_id)
    plan = queries.plan_of(exemplar.id)
    if request.method == "GET":
        if exemplar.stage is not Stage.UNDERWAY or not rules.edits(actor(), exemplar):
            return to_carrying(exemplar_id)
        return _plan_page(exemplar, PlanForm(obj=plan, version=plan.version if plan else 0), 200)
    form = PlanForm()
    if not form.validate():
        return _plan_page(exemplar, form, 422)
    if plan:
        form.take(plan, request.form.getlist("lay"))
    try:
        services.save_plan(actor=actor(), exemplar=exemplar, facts=form.facts(), version=seen_row(), key=form.key)
    except ActionRefused as refused:
        return _plan_page(exemplar, form, CODES[refused.kind], refused)
    flash({"text": "Đã lưu kế hoạch.", "forget": _kept_plan(exemplar)})
    return to_carrying(exemplar_id)


def _kept_plan(exemplar: Exemplar) -> str:
    return f"ke-hoach-{exemplar.id}"


def _plan_page(exemplar: Exemplar, form: PlanForm, code: int, refused: ActionRefused | None = None) -> tuple[str, int]:
    plan, editable = queries.plan_of(exemplar.id), exemplar.stage is Stage.UNDERWAY
    html = render_template(
        "emulation/carrying/plan.html", exemplar=exemplar, form=form, editable=editable, kept_as=_kept_plan(exemplar),
        **refused_words(form, plan, refused, editable=editable),
    )  # fmt: skip
    return html, code


@bp.route("/<int:exemplar_id>/thuc-hien/phan-cong", methods=["GET", "POST"])
@allow(rules.issues)
def carrying_helper(exemplar_id: int) -> Answer:
    exemplar, form = fetch(exemplar_id), HelperForm()
    form.offer(queries.candidates(exemplar.campaign))
    if request.method == "GET":
        return to_carrying(exemplar_id) if exemplar.stage is not Stage.UNDERWAY else _helper_page(exemplar, form)
    if not form.validate():
        return _helper_page(exemplar, form), 422
    try:
        row = services.add_helper(actor=actor(), exemplar=exemplar, key=form.key, **form.facts())
    except ActionRefused as refused:
        return _helper_page(exemplar, form, refused.message), CODES[refused.kind]
    flash({"text": f"Đã phân công {row.name} tham gia chỉ đạo.", "forget": f"phan-cong-{exemplar_id}",
           **_button("Hoàn tác", ".carrying_end_helper", exemplar_id, row)})  # fmt: skip
    return to_carrying(exemplar_id)


def _helper_page(exemplar: Exemplar, form: HelperForm, refusal: str = "") -> str:
    return render_template(
        "emulation/carrying/helper.html", exemplar=exemplar, form=form, refusal=refusal,
        has_errors=bool(refusal or form.errors),
    )  # fmt: skip


def _button(label: str, endpoint: str, exemplar_id: int, row: Helper) -> dict[str, str]:
    return {"undo_url": url_for(endpoint, exemplar_id=exemplar_id, helper_id=row.id), "undo_label": label}


@bp.post("/<int:exemplar_id>/thuc-hien/phan-cong/<int:helper_id>/ket-thuc")
@allow(rules.issues)
def carrying_end_helper(exemplar_id: int, helper_id: int) -> Answer:
    exemplar, row = fetch(exemplar_id), found(queries.helper(exemplar_id, helper_id))
    try:
        services.end_helper(actor=actor(), exemplar=exemplar, helper=row, key=form_key())
    except ActionRefused as refused:
        return refused_page(exemplar, refused)
    undo = _button("Hoàn tác", ".carrying_resume_helper", exemplar_id, row)
    flash({"text": f"{row.name} thôi tham gia chỉ đạo mô hình này.", **undo})
    return to_carrying(exemplar_id)


@bp.post("/<int:exemplar_id>/thuc-hien/phan-cong/<int:helper_id>/lay-lai")
@allow(rules.issues)
def carrying_resume_helper(exemplar_id: int, helper_id: int) -> Answer:
    exemplar, row = fetch(exemplar_id), found(queries.helper(exemplar_id, helper_id))
    try:
        services.resume_helper(actor=actor(), exemplar=exemplar, helper=row, key=form_key())
    except ActionRefused as refused:
        return refused_page(exemplar, refused)
    flash(f"{row.name} tiếp tục tham gia chỉ đạo mô hình này.")
    return to_carrying(exemplar_id)
