"""Reference tables: one small editor for all of them."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import whole_number
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.history import Event
from nam_tinh_hinh.kernel.reference import REFERENCES, Reference, counts, rows
from nam_tinh_hinh.people.forms.papers import LabelForm
from nam_tinh_hinh.people.rules import is_admin
from nam_tinh_hinh.people.services import reference as services
from nam_tinh_hinh.people.services.reference import ReferenceRefused
from nam_tinh_hinh.people.views.base import Answer, actor, bp

ROW = "/quan-tri/danh-muc/<slug>/<int:row_id>"
WAYS = {"len": -1, "xuong": 1}


@bp.get("/quan-tri/danh-muc")
@allow(is_admin)
def references() -> Answer:
    listed = [(reference, len(rows(reference))) for reference in REFERENCES.values()]
    return render_template("people/admin/references.html", listed=listed)


def _fetch(slug: str, row_id: int) -> tuple[Reference, Any]:
    reference = found(REFERENCES.get(slug))
    return reference, found(db.session.get(reference.table, row_id))


@bp.get("/quan-tri/danh-muc/<slug>")
@allow(is_admin)
def reference(slug: str) -> Answer:
    return _page(found(REFERENCES.get(slug)))


def _page(reference: Reference, form: LabelForm | None = None, **said: Any) -> str:
    """Return the editor; ``row_id`` in ``said`` names the row whose words were refused, and ``form`` holds them."""
    form = form or LabelForm(formdata=None)
    has_errors = bool(said.get("refusal") or form.errors)
    return render_template(
        "people/admin/reference.html", reference=reference, rows=rows(reference), used=counts(reference), form=form,
        has_errors=has_errors, **said,
    )  # fmt: skip


@bp.post("/quan-tri/danh-muc/<slug>")
@allow(is_admin)
def add_row(slug: str) -> Answer:
    reference, form = found(REFERENCES.get(slug)), LabelForm()
    if not form.validate():
        return _page(reference, form), 422
    try:
        row = services.add(actor=actor(), reference=reference, label=form.label.data, key=form.key)
    except ReferenceRefused as refused:
        form.label.errors = [str(refused)]
        return _page(reference, form), 422
    undo = url_for("people.remove_row", slug=slug, row_id=row.id) if row else None
    flash({"text": f"Đã thêm “{form.label.data}”.", "undo_url": undo})
    return _to(reference)


def _to(reference: Reference) -> Answer:
    return redirect(url_for("people.reference", slug=reference.slug), 303)


@bp.post(f"{ROW}/chu")
@allow(is_admin)
def rename_row(slug: str, row_id: int) -> Answer:
    (reference, row), form = _fetch(slug, row_id), LabelForm()
    before = row.label
    try:
        if not form.validate():
            raise ReferenceRefused(" ".join(form.label.errors))
        services.rename(actor=actor(), reference=reference, row=row, label=form.label.data)
    except ReferenceRefused as refused:
        return _page(reference, refusal=str(refused), row_id=row_id, typed=form.label.data), 422
    undo = url_for("people.rename_row", slug=slug, row_id=row_id)
    flash({"text": f"“{before}” nay là “{row.label}”.", "undo_url": undo, "fields": {"label": before}})
    return _to(reference)


@bp.post(f"{ROW}/<any({','.join(WAYS)}):way>")
@allow(is_admin)
def move_row(slug: str, row_id: int, way: str) -> Answer:
    reference, row = _fetch(slug, row_id)
    services.move(actor=actor(), reference=reference, row=row, by=WAYS[way])
    return _to(reference)


@bp.post(f"{ROW}/bat-tat")
@allow(is_admin)
def switch_row(slug: str, row_id: int) -> Answer:
    reference, row = _fetch(slug, row_id)
    found(reference.can_switch_off or None)
    services.switch(actor=actor(), reference=reference, row=row)
    text = f"“{row.label}” {'lại được chọn' if row.active else 'từ nay không còn trong danh sách chọn'}."
    flash({"text": text, "undo_url": url_for("people.switch_row", slug=slug, row_id=row_id)})
    return _to(reference)


@bp.post(f"{ROW}/bo")
@allow(is_admin)
def remove_row(slug: str, row_id: int) -> Answer:
    reference, row = _fetch(slug, row_id)
    label = row.label
    try:
        event = services.remove(actor=actor(), reference=reference, row=row)
    except ReferenceRefused as refused:
        return _page(reference, refusal=str(refused)), 409
    undo = url_for("people.restore_row", slug=slug)
    flash({"text": f"Đã bỏ “{label}”.", "undo_url": undo, "fields": {"event": event.id}})
    return _to(reference)


@bp.post("/quan-tri/danh-muc/<slug>/lay-lai")
@allow(is_admin)
def restore_row(slug: str) -> Answer:
    reference = found(REFERENCES.get(slug))
    event = found(db.session.get(Event, whole_number(request.form.get("event")) or 0))
    try:
        row = services.restore(actor=actor(), reference=reference, event=event)
    except ReferenceRefused as refused:
        return _page(reference, refusal=str(refused)), 409
    flash(f"Đã lấy lại “{row.label}”.")
    return _to(reference)
