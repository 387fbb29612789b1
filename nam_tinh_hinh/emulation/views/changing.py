"""A unit asks for a change of what it has sent, and reads the answer (requirement R114)."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.emulation import queries, rules
from nam_tinh_hinh.emulation.changes import kinds_in
from nam_tinh_hinh.emulation.documents.changing import Wording
from nam_tinh_hinh.emulation.enums import ChangeKind, RequestStage
from nam_tinh_hinh.emulation.forms.changing import AskFactsForm, AskForm
from nam_tinh_hinh.emulation.forms.registration import RegistrationForm
from nam_tinh_hinh.emulation.queries import changing
from nam_tinh_hinh.emulation.services import FACTS
from nam_tinh_hinh.emulation.services import changing as services
from nam_tinh_hinh.emulation.tables import ChangeRequest, Exemplar
from nam_tinh_hinh.emulation.views.base import bp, fetch
from nam_tinh_hinh.emulation.views.parts import about
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES, form_key, whole_number
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.views.base import Answer, actor


@bp.get("/<int:exemplar_id>/dieu-chinh")
@allow(rules.may_look)
def ask_change(exemplar_id: int) -> Answer:
    exemplar, kind = fetch(exemplar_id), _kind()
    return _page(exemplar, kind if kind in kinds_in(exemplar.stage) else None)


def _kind() -> ChangeKind | None:
    return next((kind for kind in ChangeKind if kind.value == request.args.get("de-nghi")), None)


def _form(exemplar: Exemplar, kind: ChangeKind, **shown: Any) -> AskForm | AskFactsForm:
    if kind is not ChangeKind.FACTS:
        return AskForm(**shown)
    form = AskFactsForm(**shown)
    form.offer(list(queries.fields(also=exemplar.field_id)), queries.place_kinds())
    return form


def _page(
    exemplar: Exemplar, kind: ChangeKind | None, form: AskForm | AskFactsForm | None = None, refusal: str = ""
) -> str:
    requests = changing.of_exemplar(exemplar.id)
    if kind and form is None:
        form = _form(exemplar, kind, formdata=None, obj=exemplar)
    return render_template(
        "emulation/preparing/ask_change.html", **about(exemplar), form=form, kind=kind, refusal=refusal,
        has_errors=bool(refusal or (form and form.errors)), requests=requests, wording=wording(),
        asks=rules.edits(actor(), exemplar), kinds=kinds_in(exemplar.stage), today=clock.today(),
        open_one=next((one for one in requests if one.stage is RequestStage.ASKED), None),
        kept_as="never" if form and form.names_a_secret else _kept_as(exemplar),
    )  # fmt: skip


def _kept_as(exemplar: Exemplar) -> str:
    return f"dieu-chinh-{exemplar.id}"


def wording() -> Wording:
    """Return how the facts of requests are called, as the registration form calls them."""
    form = RegistrationForm(formdata=None)
    return Wording({name: form[name].label.text for name in FACTS}, changing.names_of_choices())


@bp.post("/<int:exemplar_id>/dieu-chinh")
@allow(rules.may_register)
def changes_ask(exemplar_id: int) -> Answer:
    exemplar, kind = fetch(exemplar_id), _kind()
    if kind is None:
        return _page(exemplar, None, refusal="Chọn một loại đề nghị."), 422
    form = _form(exemplar, kind)
    if not form.validate():
        return _page(exemplar, kind, form), 422
    try:
        services.ask(
            actor=actor(), exemplar=exemplar, kind=kind, reason=form.reason.data or "", key=form.key,
            facts=form.facts() if isinstance(form, AskFactsForm) else None,
        )  # fmt: skip
    except ActionRefused as refused:
        db.session.rollback()
        return _page(fetch(exemplar_id), kind, form, refused.message), CODES[refused.kind]
    flash({"text": f"Đã gửi đề nghị: {kind.label}. Ban Chỉ đạo sẽ trả lời.", "forget": _kept_as(exemplar)})
    return redirect(url_for(".ask_change", exemplar_id=exemplar_id), 303)


@bp.post("/dieu-chinh/<int:request_id>/rut-lai")
@allow(rules.may_register)
def changes_take_back(request_id: int) -> Answer:
    row = fetch_request(request_id)
    try:
        services.take_back(actor=actor(), request=row, version=seen_version(), key=form_key())
    except ActionRefused as refused:
        db.session.rollback()
        return _page(fetch_request(request_id).exemplar, None, refusal=refused.message), CODES[refused.kind]
    flash("Đã rút lại đề nghị.")
    return redirect(url_for(".ask_change", exemplar_id=row.exemplar_id), 303)


def fetch_request(request_id: int) -> ChangeRequest:
    """Return a request the signed-in person may see, or answer 404."""
    return found(changing.request(actor(), request_id))


def seen_version() -> int:
    """Return the version of the request the form was shown with; none of a row's when it is garbled."""
    seen = whole_number(request.form.get("version"))
    return -1 if seen is None else seen
