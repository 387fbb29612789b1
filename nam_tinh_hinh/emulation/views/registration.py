"""A registration from its draft to its sending, and the page of one exemplar."""

from collections.abc import Iterator
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.emulation import queries, rules, services
from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.emulation.forms import ReasonForm, RegistrationForm
from nam_tinh_hinh.emulation.queries.story import story
from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.emulation.views.base import bp, did, fetch, label_of, refusal_text, seen_version, who
from nam_tinh_hinh.emulation.views.parts import about
from nam_tinh_hinh.emulation.views.preparing import leader_said, prepared, waits_for_leader, where_next
from nam_tinh_hinh.emulation.views.review import answer_queue, from_queue, refuse_queue
from nam_tinh_hinh.emulation.workflow import BEHIND_DOORS, DECISIONS, ELSEWHERE, SUBJECT, VERDICTS, WORKFLOW
from nam_tinh_hinh.kernel import clock, history, uploads
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.asked import CODES, form_key
from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.db import keep_refusal
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.rules import has_hat
from nam_tinh_hinh.people.views.base import Answer, actor


@bp.route("/dang-ky", methods=["GET", "POST"])
@allow(rules.may_register)
def new() -> Answer:
    today = clock.today()
    campaign = queries.registering(today)
    why = rules.why_closed(campaign, today.year, today)
    if request.method == "GET" and why:
        return render_template("emulation/closed.html", why=why)
    form = _form()
    if request.method == "GET" or not form.validate():
        return _form_page(form, None, 200 if request.method == "GET" else 422)
    try:
        exemplar = services.draft(actor=actor(), campaign=campaign, facts=form.facts(), key=form.key)
    except ActionRefused as refused:
        return _form_page(form, None, CODES[refused.kind], refused)  # closed meanwhile: what was typed stays
    return _saved(form, exemplar, _kept_as(None))


@bp.route("/<int:exemplar_id>/sua", methods=["GET", "POST"])
@allow(rules.may_register)
def edit(exemplar_id: int) -> Answer:
    exemplar = fetch(exemplar_id)
    if request.method == "GET":
        if exemplar.stage not in services.EDITABLE or not rules.edits(actor(), exemplar):
            return redirect(url_for(".show", exemplar_id=exemplar_id), 303)
        return _form_page(_form(exemplar, exemplar.field_id), exemplar, 200)
    form = _form(kept_field=exemplar.field_id)
    if not form.validate() or not form.take_sound(exemplar, request.form.getlist("lay")):
        return _form_page(form, exemplar, 422)
    seen = seen_version(exemplar)
    try:
        services.edit(actor=actor(), exemplar=exemplar, facts=form.facts(), version=seen, key=form.key)
    except ActionRefused as refused:
        return _form_page(form, exemplar, CODES[refused.kind], refused)
    return _saved(form, exemplar, _kept_as(exemplar))


def _kept_as(exemplar: Exemplar | None) -> str:
    """Name the copy of the form's words that the browser keeps until the server has them."""
    return f"dang-ky-{exemplar.id}" if exemplar else "dang-ky"


def _form(exemplar: Exemplar | None = None, kept_field: int | None = None) -> RegistrationForm:
    form = RegistrationForm(obj=exemplar) if exemplar else RegistrationForm()
    form.offer(list(queries.fields(also=kept_field)), queries.place_kinds())
    form.sending = request.form.get("buoc") == "gui"
    return form


def _form_page(
    form: RegistrationForm, exemplar: Exemplar | None, code: int, refused: ActionRefused | None = None
) -> tuple[str, int]:
    editable = exemplar is None or exemplar.stage in services.EDITABLE
    # Sent meanwhile, it is the committee's: what happens there is not shown to those who still type.
    conflict = editable and refused is not None and refused.kind is Refusal.MOVED_ON
    if exemplar is not None and (conflict or request.method == "GET"):
        form.version.data = queries.seen_as(actor(), exemplar)
    kept_as = _kept_as(exemplar)
    html = render_template(
        "emulation/form.html", form=form, exemplar=exemplar, today=clock.today(), forward=_forward_label(exemplar),
        kept_as=kept_as, forget=kept_as if form.names_a_secret else None,
        editable=editable, refusal=refusal_text(refused, exemplar) if refused else "",
        has_errors=bool(refused or form.errors),
        server_did=did(refused.earlier, exemplar) if conflict and refused and refused.earlier and exemplar else "",
        differences=form.differences(exemplar) if conflict and exemplar else [], sent_back=leader_said(exemplar),
    )  # fmt: skip
    return html, code


def _forward_label(exemplar: Exemplar | None) -> str:
    """Name the button that takes the form further: a clerk's to his leader, a leader's onward."""
    supplement = exemplar is not None and exemplar.stage is Stage.RETURNED
    if actor().role is Role.LEADER:
        return WORKFLOW.actions["resubmit" if supplement else "approve"].label
    return WORKFLOW.actions["repropose" if supplement else "propose"].label


def _saved(form: RegistrationForm, exemplar: Exemplar, forget: str) -> Answer:
    """Answer a saved form: send it when asked, unless the unit has one of that name and this was not meant.

    ``forget`` names the browser's copy that is needless now.
    """
    twin = queries.same_name(exemplar)
    if not form.sending:
        note = f" Lưu ý: đơn vị đã có mô hình cùng tên “{twin.name}”." if twin else ""
        flash({"text": f"Đã lưu nháp.{note}", "forget": forget})
        return _to(exemplar)
    if twin and not form.same_name_meant.data:
        return _twin_page(form, exemplar, twin, forget)
    try:
        event = services.forward(actor=actor(), exemplar=exemplar)
    except ActionRefused as refused:
        if exemplar.stage not in services.EDITABLE:  # the second click of a double click: the first has sent it
            return _to(exemplar)
        return _form_page(form, exemplar, CODES[refused.kind], refused)
    words = f"{WORKFLOW.actions[event.action].done} lúc {moment_text(event.at)}. {READ_NEXT[event.action]}"
    flash({"text": words, "forget": forget})
    return _to(exemplar)


READ_NEXT = {
    "propose": "Lãnh đạo đơn vị sẽ đọc tiếp.",
    "repropose": "Lãnh đạo đơn vị sẽ đọc tiếp.",
    "approve": "Khi đủ, gửi cả danh sách cho Ban Chỉ đạo.",
    "resubmit": "Ban Chỉ đạo sẽ đọc tiếp.",
}


def _twin_page(form: RegistrationForm, exemplar: Exemplar, twin: Exemplar, forget: str) -> Answer:
    """Save as a draft and ask about the name: nothing typed is lost, nothing is sent unmeant."""
    form.name.errors = ["Năm nay đơn vị đã đăng ký một mô hình cùng tên. Đổi tên, hoặc đánh dấu ô “Vẫn gửi” bên dưới."]
    form.version.data = queries.seen_as(actor(), exemplar)
    keep_refusal()
    html = render_template(
        "emulation/form.html", form=form, exemplar=exemplar, twin=twin, today=clock.today(), editable=True,
        forward=_forward_label(exemplar),
        kept_as=_kept_as(exemplar), forget=forget, differences=[], sent_back=leader_said(exemplar),
    )  # fmt: skip
    return html, 422


def _to(exemplar: Exemplar) -> Answer:
    return redirect(url_for(".show", exemplar_id=exemplar.id), 303)


@bp.get("/<int:exemplar_id>")
@allow(has_hat)
def show(exemplar_id: int) -> Answer:
    return _page(fetch(exemplar_id))


def _page(exemplar: Exemplar, refusal: str = "", reason: str = "", asked: str = "") -> str:
    return render_template(
        "emulation/show.html", **about(exemplar),
        actions=_page_actions(exemplar), events=list(_timeline(exemplar)), refusal=refusal, typed=reason,
        chapters=story(actor(), exemplar),
        asked=asked,
        has_errors=bool(refusal), seen=queries.seen_as(actor(), exemplar),
        editable=exemplar.stage in services.EDITABLE and rules.edits(actor(), exemplar),
        sent_back=leader_said(exemplar), **prepared(exemplar), **waits_for_leader(exemplar),
        decides=rules.decides(actor(), exemplar), sees_decision=rules.sees_decision(actor(), exemplar),
        may_send=rules.edits(actor(), exemplar), leads=rules.leads(actor(), exemplar),
    )  # fmt: skip


def _page_actions(exemplar: Exemplar) -> list[Any]:
    """Return the actions with a button on this page; the others have pages of their own."""
    elsewhere = {*DECISIONS, *VERDICTS, *ELSEWHERE}
    return [a for a in WORKFLOW.available(actor(), exemplar) if a.name not in elsewhere]


def _timeline(exemplar: Exemplar) -> Iterator[dict[str, Any]]:
    insider = rules.sees_decision(actor(), exemplar)
    for event in history.of(SUBJECT, exemplar.id):
        # A draft is written by and by; of files the list itself says by whom and when.
        if (event.action in {"edit", "prepare"} and event.from_stage == "draft") or event.action in uploads.WORDS:
            continue
        if event.action in BEHIND_DOORS and event.from_stage != Stage.RETURNED and not insider:
            continue
        at_text, label = moment_text(event.at), label_of(event)
        yield {"at_text": at_text, "who": who(event, insider=insider), "label": label, "reason": event.reason}


SLUGS = ",".join(f'"{slug}"' for slug, action in WORKFLOW.by_slug.items() if action.name not in ELSEWHERE)


@bp.post(f"/<int:exemplar_id>/<any({SLUGS}):slug>")
@allow(has_hat)
def act(exemplar_id: int, slug: str) -> Answer:
    exemplar, action, form = fetch(exemplar_id), WORKFLOW.by_slug[slug], ReasonForm()
    if not form.validate():
        return _refused(exemplar, form, "", 422)
    try:
        event = services.act(
            actor=actor(), exemplar=exemplar, action=action.name, reason=form.reason.data or "",
            version=seen_version(exemplar), key=form_key(),
        )  # fmt: skip
    except ActionRefused as refused:
        if refused.kind is Refusal.NO_REASON:
            form.reason.errors = [refused.message]
            return _refused(exemplar, form, "", 422)
        return _refused(exemplar, form, refusal_text(refused, exemplar), CODES[refused.kind])
    return _acted(exemplar, event, from_queue())


def _refused(exemplar: Exemplar, form: ReasonForm, words: str, code: int) -> Answer:
    if from_queue():
        return refuse_queue(exemplar, form, refusal=words, code=code)
    typed = "" if form.names_a_secret else form.reason.data or ""
    asked = (request.view_args or {}).get("slug", "")
    return _page(exemplar, words or " ".join(form.reason.errors), typed, asked), code


def _acted(exemplar: Exemplar, event: history.Event, in_queue: bool) -> Answer:
    words = f"{WORKFLOW.actions[event.action].done}: “{exemplar.name or 'chưa có tên'}”."
    undo = _undo(exemplar, event.action)
    if in_queue:
        undo = undo and undo | {"fields": undo["fields"] | {"tu": "hang-doi"}}
        return answer_queue(exemplar, done=words, undo=undo)
    flash({"text": words, **undo})
    return redirect(where_next(exemplar, event), 303)


UNDONE_BY = {
    "discard": "restore",
    "propose": "recall",
    "repropose": "recall_again",
    "agree": "undo",
    "return": "undo",
    "decline": "undo",
    **dict.fromkeys(VERDICTS, "undo_judgement"),
}


def _undo(exemplar: Exemplar, action: str) -> dict[str, Any]:
    """Return what the message needs to offer "Hoàn tác", bound to the version the action left."""
    back = UNDONE_BY.get(action)
    if back is None:
        return {}
    url = url_for(".act", exemplar_id=exemplar.id, slug=WORKFLOW.actions[back].slug)
    seen = {} if WORKFLOW.actions[back].any_version else {"version": queries.seen_as(actor(), exemplar)}
    return {"undo_url": url, "undo_label": "Hoàn tác", "fields": seen}
