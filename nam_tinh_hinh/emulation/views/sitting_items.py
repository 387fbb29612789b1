"""One item after the other in an open sitting: what lies before the members, their words, and the decision."""

from typing import Any

from flask import Response, flash, redirect, request, url_for

from nam_tinh_hinh.emulation import agenda, rules
from nam_tinh_hinh.emulation.enums import SittingPurpose, SittingStage
from nam_tinh_hinh.emulation.forms.sitting import AsideForm, ItemForm
from nam_tinh_hinh.emulation.queries import sitting as reads
from nam_tinh_hinh.emulation.services import deciding
from nam_tinh_hinh.emulation.services import sitting as services
from nam_tinh_hinh.emulation.tables import SittingItem
from nam_tinh_hinh.emulation.views.base import UNSEEN, bp, refusal_text
from nam_tinh_hinh.emulation.views.sitting import fetch, first_open, refused_page
from nam_tinh_hinh.emulation.workflow import DECISIONS, VERDICTS, WORKFLOW
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES, form_key, whole_number
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.fragments import render
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.views.base import Answer, actor

PATH = "/phien-hop/<int:sitting_id>/<int:item_id>"


def _fetch(sitting_id: int, item_id: int) -> SittingItem:
    """Return an item of a sitting, or answer 404."""
    return found(reads.item(fetch(sitting_id), item_id))


@bp.get(PATH)
@allow(rules.serves_committee)
def sitting_item(sitting_id: int, item_id: int) -> Answer:
    item = _fetch(sitting_id, item_id)
    if item.sitting.stage is SittingStage.PLANNED:
        flash("Phiên họp chưa khai mạc nên chưa mở được nội dung.")
        return redirect(url_for(".sitting", sitting_id=sitting_id), 303)
    block = "ho_so" if request.headers.get("HX-Target") == "ho-so" else None
    code = 200 if agenda.opens(actor(), item) else 403
    return _page(item, block), code, {"Vary": "HX-Request"}


def _page(
    item: SittingItem, block: str | None = None, *, form: ItemForm | None = None, refusal: str = "", **said: Any
) -> str:
    """Render the item's page or its pane; of one who stepped aside the pane says only that."""
    opens = agenda.opens(actor(), item)
    form = form or ItemForm(formdata=None, discussion=item.discussion, reason=item.reason if opens else "")
    return render(
        "emulation/sitting/item.html", block, sitting=item.sitting, current=item, item=item.exemplar, opens=opens,
        agenda=agenda, progress=agenda.progress(item.sitting.items), fragment=block is not None, form=form,
        refusal=refusal, has_errors=bool(refusal or form.errors), me=actor(), **(_about(item) if opens else {}), **said,
    )  # fmt: skip


def _about(item: SittingItem) -> dict[str, Any]:
    sitting, exemplar = item.sitting, item.exemplar
    before = agenda.earlier(sitting.purpose, exemplar)
    is_open = sitting.stage is SittingStage.OPEN
    settled = agenda.is_settled(item)
    return {
        "settled": settled, "gone": agenda.is_gone(item), "is_open": is_open,
        "may_decide": is_open and agenda.decides(actor(), item), "may_note": is_open,
        "choices": [WORKFLOW.actions[name] for name in agenda.CHOICES[sitting.purpose]],
        "standing": agenda.standing_choice(exemplar), "before": before, "before_by": reads.name_of(before.by_id),
        "preparation": reads.preparation(exemplar.id), "inspections": reads.inspections(exemplar.id),
        "recognition": sitting.purpose is SittingPurpose.RECOGNITION, "seen_words": agenda.digest(item.discussion),
        "following": first_open(sitting, item.position),
    }  # fmt: skip


def _block() -> str | None:
    return "ho_so" if request.headers.get("HX-Request") else None


def _version() -> int:
    """Return the exemplar's version that the page showed; none of a row's when the form does not say."""
    return whole_number(request.form.get("version")) or UNSEEN


def _note_first(item: SittingItem, form: ItemForm) -> None:
    """Write the words that stand in the form, as part of whatever its button does."""
    if "discussion" not in request.form:
        return
    seen = request.form.get("thay", "")
    deciding.note(actor=actor(), item=item, discussion=form.discussion.data or "", seen=seen)


CHOSEN = ",".join(f'"{WORKFLOW.actions[name].slug}"' for name in (*DECISIONS, *VERDICTS))


@bp.post(f"{PATH}/<any({CHOSEN}):slug>")
@allow(rules.serves_committee)
def sitting_decide(sitting_id: int, item_id: int, slug: str) -> Answer:
    item, form, action = _fetch(sitting_id, item_id), ItemForm(), WORKFLOW.by_slug[slug]
    if not agenda.opens(actor(), item):
        return _page(item, _block()), 403
    if not form.validate():
        return _page(item, _block(), form=form), 422
    try:
        deciding.decide(
            actor=actor(), item=item, action=action.name, reason=form.reason.data or "", version=_version(),
            key=form.key,
        )  # fmt: skip
        _note_first(item, form)
    except ActionRefused as refused:
        return _refused(sitting_id, item_id, form, refused)
    return _next(item, f"Đã ghi quyết định “{agenda.OUTCOMES[action.name]}”: “{item.exemplar.name}”.")


def _refused(sitting_id: int, item_id: int, form: ItemForm, refused: ActionRefused) -> Answer:
    item = _again(sitting_id, item_id)
    if refused.kind is Refusal.NO_REASON:
        form.reason.errors = [refused.message]
        return _page(item, _block(), form=form), 422
    theirs = item.discussion if refused.message == deciding.OTHERS_WORDS else ""
    words = refusal_text(refused, item.exemplar)
    return _page(item, _block(), form=form, refusal=words, theirs=theirs), CODES[refused.kind]


def _again(sitting_id: int, item_id: int) -> SittingItem:
    """Return the item as the database has it: what was refused is taken back before the page is drawn."""
    db.session.rollback()
    return _fetch(sitting_id, item_id)


def _next(item: SittingItem, done: str) -> Answer:
    """Answer a decision: the next item that waits, or this one when nothing does; for htmx with what changed around."""
    sitting = item.sitting
    following = first_open(sitting, item.position) or item
    undo = {
        "undo_url": url_for(".sitting_undo", sitting_id=sitting.id, item_id=item.id), "undo_label": "Hoàn tác",
        "fields": {"version": item.exemplar.version},
    }  # fmt: skip
    url = url_for(".sitting_item", sitting_id=sitting.id, item_id=following.id)
    forget = f"hop-{item.id}"
    if not request.headers.get("HX-Request"):
        flash({"text": done, "forget": forget, **undo})
        return redirect(url, 303)
    html = _page(following, "ho_so", done=done, undo=undo, changed=item, forgotten=forget)
    return Response(html, 200, {"HX-Push-Url": url})


@bp.post(f"{PATH}/hoan-tac")
@allow(rules.serves_committee)
def sitting_undo(sitting_id: int, item_id: int) -> Answer:
    item = _fetch(sitting_id, item_id)
    if not agenda.opens(actor(), item):
        return _page(item, _block()), 403
    try:
        deciding.take_back(actor=actor(), item=item, version=_version(), key=form_key())
    except ActionRefused as refused:
        item = _again(sitting_id, item_id)
        return _page(item, refusal=refusal_text(refused, item.exemplar)), CODES[refused.kind]
    flash(f"Đã hoàn tác quyết định về “{item.exemplar.name}”.")
    return redirect(url_for(".sitting_item", sitting_id=sitting_id, item_id=item_id), 303)


@bp.post(f"{PATH}/thao-luan")
@allow(rules.serves_committee)
def sitting_note(sitting_id: int, item_id: int) -> Answer:
    item, form = _fetch(sitting_id, item_id), ItemForm()
    if not agenda.opens(actor(), item):
        return _page(item, _block()), 403
    if not form.validate():
        return _page(item, _block(), form=form), 422
    try:
        _note_first(item, form)
    except ActionRefused as refused:
        return _refused(sitting_id, item_id, form, refused)
    url = url_for(".sitting_item", sitting_id=sitting_id, item_id=item_id)
    done, forget = "Đã ghi thảo luận.", f"hop-{item.id}"
    if not request.headers.get("HX-Request"):
        flash({"text": done, "forget": forget})
        return redirect(url, 303)
    kept = ItemForm(formdata=None, discussion=item.discussion, reason=form.reason.data)
    return _page(item, "ho_so", form=kept, done=done, undo={}, changed=item, forgotten=forget)


@bp.post(f"{PATH}/khong-tham-gia")
@allow(rules.serves_committee)
def sitting_step_aside(sitting_id: int, item_id: int) -> Answer:
    item, form = _fetch(sitting_id, item_id), AsideForm()
    if not form.validate():
        refusal = ActionRefused(Refusal.NO_REASON, " ".join(form.why.errors))
        return refused_page(sitting_id, refusal, "" if form.names_a_secret else form.why.data or "")
    who = whole_number(request.form.get("ai"))
    try:
        services.step_aside(actor=actor(), item=item, user_id=who, why=form.why.data or "", key=form.key)
    except ActionRefused as refused:
        return refused_page(sitting_id, refused, form.why.data or "")
    fields = {"ai": who} if who else {}
    url = url_for(".sitting_rejoin", sitting_id=sitting_id, item_id=item_id)
    text = f"Đã ghi: không tham gia xét “{item.exemplar.name}”."
    flash({"text": text, "undo_url": url, "undo_label": "Hoàn tác", "fields": fields})
    return redirect(url_for(".sitting", sitting_id=sitting_id, _anchor=f"muc-{item_id}"), 303)


@bp.post(f"{PATH}/tham-gia-lai")
@allow(rules.serves_committee)
def sitting_rejoin(sitting_id: int, item_id: int) -> Answer:
    item = _fetch(sitting_id, item_id)
    try:
        services.rejoin(actor=actor(), item=item, user_id=whole_number(request.form.get("ai")), key=form_key())
    except ActionRefused as refused:
        return refused_page(sitting_id, refused)
    flash(f"Đã ghi: tham gia xét “{item.exemplar.name}”.")
    return redirect(url_for(".sitting", sitting_id=sitting_id, _anchor=f"muc-{item_id}"), 303)
