"""The unit's report on what came of its exemplar; beside it, for the committee's side, the judging."""

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.attachments import RESULT_FILES
from nam_tinh_hinh.emulation.enums import ASSIGNED, REPORTED_ONCE, Stage
from nam_tinh_hinh.emulation.forms.recognising import ResultForm
from nam_tinh_hinh.emulation.queries import recognising as queries
from nam_tinh_hinh.emulation.services import results as services
from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.emulation.views.base import bp, fetch, refusal_text
from nam_tinh_hinh.emulation.views.parts import about
from nam_tinh_hinh.emulation.views.recognising.base import panel
from nam_tinh_hinh.kernel import history, uploads
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES
from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.rules import has_hat
from nam_tinh_hinh.people.views.base import Answer, actor


def kept_as(exemplar: Exemplar) -> str:
    """Name the browser's own copy of the words of this report."""
    return f"ket-qua-{exemplar.id}"


def writes(exemplar: Exemplar) -> bool:
    """Tell whether the signed-in person may write the report now."""
    return exemplar.stage is Stage.UNDERWAY and rules.edits(actor(), exemplar)


@bp.get("/<int:exemplar_id>/ket-qua")
@allow(has_hat)
def result(exemplar_id: int) -> Answer:
    return page(_assigned(exemplar_id))


def _assigned(exemplar_id: int) -> Exemplar:
    """Return an exemplar that is carried out or was: before its notice there is nothing to report."""
    exemplar = fetch(exemplar_id)
    return found(exemplar if exemplar.stage in ASSIGNED else None)


def page(
    exemplar: Exemplar, form: ResultForm | None = None, refusal: str = "", *, reason: str = "", conflict: bool = False
) -> str:
    """Render the page; ``reason`` is what was typed in the panel of the judging and is shown again."""
    row, mine = queries.result_of(exemplar.id), rules.edits(actor(), exemplar)
    readable = row is not None and (mine or exemplar.stage in REPORTED_ONCE)
    form = form or ResultForm(formdata=None, obj=row)
    if conflict or request.method == "GET":
        form.version.data = str(row.version if row else 0)
    return render_template(
        "emulation/recognising/result.html", **about(exemplar), **panel(exemplar), form=form, refusal=refusal,
        has_errors=bool(refusal or form.errors), writes=writes(exemplar), leads=actor().role is Role.LEADER,
        report=row if readable else None, returned=queries.sent_back([exemplar.id]).get(exemplar.id) if mine else None,
        attached=uploads.attached(RESULT_FILES, [exemplar.id])[exemplar.id] if readable or mine else [],
        kept_as=kept_as(exemplar), reason=reason, differences=form.differences(row) if conflict else [],
        server_did=_server_did(exemplar) if conflict else "", locked=bool(refusal) and mine and not writes(exemplar),
    )  # fmt: skip


def _server_did(exemplar: Exemplar) -> str:
    event = history.last(services.RESULT, exemplar.id)
    return f"{event.actor_name} đã lưu lúc {moment_text(event.at)}." if event else ""


@bp.post("/<int:exemplar_id>/ket-qua")
@allow(rules.may_register)
def result_save(exemplar_id: int) -> Answer:
    exemplar, form = _assigned(exemplar_id), ResultForm()
    form.sending = request.form.get("buoc") == "gui"
    if not form.validate():
        return page(exemplar, form), 422
    form.take(queries.result_of(exemplar_id), request.form.getlist("lay"))
    try:
        services.write_result(actor=actor(), exemplar=exemplar, told=form.facts(), version=form.seen, key=form.key)
    except ActionRefused as refused:
        return _refused(exemplar, form, refused)
    if not form.sending:
        later = "" if actor().role is Role.LEADER else " Lãnh đạo đơn vị đọc lại rồi gửi."
        flash({"text": f"Đã lưu báo cáo kết quả.{later}", "forget": kept_as(exemplar)})
        return _to(exemplar)
    return _send(exemplar, form)


def _send(exemplar: Exemplar, form: ResultForm) -> Answer:
    try:
        event = services.send_result(actor=actor(), exemplar=exemplar)
    except ActionRefused as refused:
        if exemplar.stage is Stage.REPORTED:  # the second click of a double click: the first has sent it
            return _to(exemplar)
        return _refused(exemplar, form, refused)
    words = f"Đã gửi báo cáo kết quả lúc {moment_text(event.at)}. Ban Chỉ đạo sẽ đọc và đánh giá."
    flash({"text": words, "forget": kept_as(exemplar)})
    return _to(exemplar)


def _refused(exemplar: Exemplar, form: ResultForm, refused: ActionRefused) -> Answer:
    conflict = refused.kind is Refusal.MOVED_ON and writes(exemplar)
    return page(exemplar, form, refusal_text(refused, None), conflict=conflict), CODES[refused.kind]


def _to(exemplar: Exemplar) -> Answer:
    return redirect(url_for(".result", exemplar_id=exemplar.id), 303)
