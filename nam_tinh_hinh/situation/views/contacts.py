"""The contact for the reply: kept apart, shown once to who handles it and says why, erased when its purpose ends."""

from typing import Any

from flask import current_app, flash, redirect, render_template, url_for

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES, form_key
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.situation import queries, rules
from nam_tinh_hinh.situation.forms.contacts import ContactForm, ReadForm
from nam_tinh_hinh.situation.queries import contacts
from nam_tinh_hinh.situation.services import contacts as services
from nam_tinh_hinh.situation.tables import Observation
from nam_tinh_hinh.situation.thresholds import Code
from nam_tinh_hinh.situation.views.base import bp, doer_of, fetch, person, refusal_text
from nam_tinh_hinh.situation.views.parts import OPENS, about

PAGE = "/phan-anh/<int:observation_id>/lien-he"
DONE = {
    "write": "Ghi liên hệ",
    "replace": "Thay liên hệ",
    "read": "Xem liên hệ",
    "erase": "Xóa liên hệ",
    "expire": "Hết hạn giữ, tự xóa",
    "erase_unreadable": "Xóa vì không đọc được nữa",
}
OPENS["situation.contact"] = rules.handles_contact


def _fetch(observation_id: int) -> Observation:
    """Return an observation whose contact the person handles; to all others there is no such page."""
    row = fetch(observation_id)
    return found(row if rules.handles_contact(person(), row) else None)


@bp.get(PAGE)
@allow(rules.may_handle_contact)
def contact(observation_id: int) -> Answer:
    return _page(_fetch(observation_id))


def _page(row: Observation, **said: Any) -> str:
    """Return the page; ``shown`` in ``said`` is the contact itself, given by the one answer that may hold it."""
    forms = {"form": ContactForm(formdata=None), "reading": ReadForm(formdata=None)} | said
    has_errors = bool(said.get("refusal") or forms["form"].errors or forms["reading"].errors)
    return render_template(
        "situation/contact/show.html", **about(row), contact=contacts.contact_of(row), events=_events(row.id),
        joined=contacts.of_joined(person(), row.id), days=queries.threshold(Code.CONTACT_DAYS),
        has_errors=has_errors, **forms,
    )  # fmt: skip


def _events(observation_id: int) -> list[dict[str, str]]:
    return [
        {"label": DONE.get(event.action, ""), "at_text": clock.moment_text(event.at), "who": doer_of(event),
         "reason": event.reason or ""}
        for event in reversed(history.of(services.CONTACT, observation_id))
    ]  # fmt: skip


def _key() -> str:
    return str(current_app.config["CONTACT_KEY"])


def _to(row: Observation) -> Answer:
    return redirect(url_for(".contact", observation_id=row.id), 303)


@bp.post(PAGE)
@allow(rules.may_handle_contact)
def write_contact(observation_id: int) -> Answer:
    row, form = _fetch(observation_id), ContactForm()
    if not form.validate():
        return _page(row, form=form), 422
    said = {"contact": form.reply_contact.data, "secret_key": _key(), "key": form.key}
    try:
        services.write(actor=person(), observation=row, **said)
    except ActionRefused as refused:
        return _page(row, form=form, refusal=refusal_text(refused)), CODES[refused.kind]
    flash("Đã ghi liên hệ. Chỉ người xử lý nội dung này xem được, khi có lý do.")
    return _to(row)


@bp.post(f"{PAGE}/xem")
@allow(rules.may_handle_contact)
def read_contact(observation_id: int) -> Answer:
    row, form = _fetch(observation_id), ReadForm()
    if not form.validate():
        return _page(row, reading=form), 422
    try:
        shown = services.read(actor=person(), observation=row, reason=form.reason.data, secret_key=_key(), key=form.key)
    except ActionRefused as refused:
        return _page(row, reading=form, refusal=refusal_text(refused)), CODES[refused.kind]
    return _page(row, shown=shown)


@bp.post(f"{PAGE}/xoa")
@allow(rules.may_handle_contact)
def erase_contact(observation_id: int) -> Answer:
    row = _fetch(observation_id)
    try:
        services.erase(actor=person(), observation=row, key=form_key())
    except ActionRefused as refused:
        return _page(row, refusal=refusal_text(refused)), CODES[refused.kind]
    flash("Đã xóa hẳn liên hệ.")
    return _to(row)
