"""What is done at the queue: decide, correct, join, pass upward, put off, take back."""

from collections.abc import Callable

from flask import request, session, url_for

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES, form_key, whole_number
from nam_tinh_hinh.kernel.forms import BaseForm
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.situation import rules, services
from nam_tinh_hinh.situation.enums import Stage
from nam_tinh_hinh.situation.forms.desk import ReasonForm
from nam_tinh_hinh.situation.services import desk
from nam_tinh_hinh.situation.tables import Observation
from nam_tinh_hinh.situation.views.base import bp, fetch, person, refusal_text
from nam_tinh_hinh.situation.views.desk import (
    CORRECTING,
    JOINING,
    MOST_PUT_OFF,
    PASSING_UP,
    PLAIN,
    PUT_OFF,
    WITH_REASON,
    Shown,
    dealt_with,
    in_queue,
    not_dealt_with,
    put_off,
)
from nam_tinh_hinh.situation.views.desk_forms import correct_form, pass_up_form
from nam_tinh_hinh.situation.workflow import workflow

BY_SLUG = {workflow.actions[name].slug: name for name in (*PLAIN, *WITH_REASON)}
UNSEEN = 0
ADDRESS = "/phan-anh/hang-doi/<int:observation_id>"


def _seen() -> int:
    """Return the version that the form was shown with; none of a row's when it does not say."""
    return whole_number(request.form.get("version")) or UNSEEN


def _named(item: Observation) -> str:
    short = item.content if len(item.content) <= 60 else f"{item.content[:60].rsplit(' ', 1)[0]}…"
    return f"“{short}”"


def _try(item: Observation, form: BaseForm, mode: str, do: Callable[[], history.Event]) -> Answer:
    """Do it and go on to the next, or say why it was not done."""
    waited = in_queue(item)
    if not form.validate():
        return not_dealt_with(item, Shown(mode, form), 422)
    try:
        event = do()
    except ActionRefused as refused:
        return _refused(item, form, mode, refused)
    done = f"{workflow.actions[event.action].done}: {_named(item)}."
    return dealt_with(item, done=done, waited=waited, undo=_undo(item))


def _refused(item: Observation, form: BaseForm, mode: str, refused: ActionRefused) -> Answer:
    if refused.kind is Refusal.NO_REASON and isinstance(form, ReasonForm):
        form.reason.errors = [refused.message]
        return not_dealt_with(item, Shown(mode, form), 422)
    return not_dealt_with(item, Shown(mode, form, refusal_text(refused)), CODES[refused.kind])


def _undo(item: Observation) -> dict[str, object]:
    """Return what the message needs to offer "Hoàn tác", bound to the version the decision left."""
    if not desk.may_undo(person(), item):
        return {}
    url = url_for(".queue_undo", observation_id=item.id)
    return {"undo_url": url, "undo_label": "Hoàn tác", "fields": {"version": item.version}}


@bp.post(f"{ADDRESS}/<slug>")
@allow(rules.keeps_desk)
def queue_act(observation_id: int, slug: str) -> Answer:
    item, action, form = fetch(observation_id), found(BY_SLUG.get(slug)), ReasonForm()
    return _try(item, form, "", lambda: services.act(
        actor=person(), observation=item, action=action, reason=form.reason.data or "", version=_seen(), key=form.key,
    ))  # fmt: skip


@bp.post(f"{ADDRESS}/gop")
@allow(rules.keeps_desk)
def queue_join(observation_id: int) -> Answer:
    item, to = fetch(observation_id), whole_number(request.form.get("vao"))
    if to is None:
        return not_dealt_with(item, Shown(JOINING, refusal="Chọn nội dung để gộp vào."), 422)
    other = fetch(to)
    return _try(item, ReasonForm(formdata=None), JOINING, lambda: services.join(
        actor=person(), observation=item, to=other, version=_seen(), key=form_key(),
    ))  # fmt: skip


@bp.post(f"{ADDRESS}/chuyen-len")
@allow(rules.keeps_desk)
def queue_pass_up(observation_id: int) -> Answer:
    item = fetch(observation_id)
    form = pass_up_form(item)
    return _try(item, form, PASSING_UP, lambda: services.pass_up(
        actor=person(), observation=item, to_unit_id=form.to_unit.data, reason=form.reason.data or "",
        version=_seen(), key=form.key,
    ))  # fmt: skip


@bp.post(f"{ADDRESS}/phan-loai")
@allow(rules.keeps_desk)
def queue_correct(observation_id: int) -> Answer:
    item = fetch(observation_id)
    form = correct_form(item)
    if not form.validate():
        return not_dealt_with(item, Shown(CORRECTING, form), 422)
    try:
        services.correct(actor=person(), observation=item, facts=form.facts(), version=_seen(), key=form.key)
    except ActionRefused as refused:
        return _refused(item, form, CORRECTING, refused)
    if request.form.get("buoc") != "xong" or not in_queue(item):
        return dealt_with(item, done="Đã lưu phân loại.", waited=False)
    action = "take" if item.stage is Stage.PASSED_UP else "confirm"
    return _try(item, ReasonForm(formdata=None), "", lambda: services.act(
        actor=person(), observation=item, action=action,
    ))  # fmt: skip


@bp.post(f"{ADDRESS}/de-sau")
@allow(rules.keeps_desk)
def queue_later(observation_id: int) -> Answer:
    item = fetch(observation_id)
    if not in_queue(item):
        return not_dealt_with(item, Shown(refusal="Nội dung này không còn trong hàng đợi."), 409)
    others, again = [one for one in put_off() if one != item.id], item.id in put_off()
    session[PUT_OFF] = others if request.form.get("lai") else [*others, item.id][-MOST_PUT_OFF:]
    if request.form.get("lai") and again:
        return dealt_with(item, done=f"Đã đưa lại vào hàng đợi: {_named(item)}.", waited=False)
    url = url_for(".queue_later", observation_id=item.id)
    undo = {"undo_url": url, "undo_label": "Hoàn tác", "fields": {"lai": "1"}}
    return dealt_with(item, done=f"Đã để sau: {_named(item)}.", waited=True, undo=undo)


@bp.post(f"{ADDRESS}/hoan-tac")
@allow(rules.keeps_desk)
def queue_undo(observation_id: int) -> Answer:
    item = fetch(observation_id)
    try:
        desk.undo(actor=person(), observation=item, version=_seen(), key=form_key())
    except ActionRefused as refused:
        return _refused(item, ReasonForm(formdata=None), "", refused)
    return dealt_with(item, done=f"Đã hoàn tác: {_named(item)}.", waited=False)
