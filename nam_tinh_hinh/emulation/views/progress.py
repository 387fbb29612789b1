"""Entries of progress: written by the unit's clerk or leader, taken off with a way back."""

from collections.abc import Callable
from typing import Any

from flask import flash, url_for

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.forms.carrying import ProgressForm
from nam_tinh_hinh.emulation.queries import carrying as queries
from nam_tinh_hinh.emulation.services import carrying as services
from nam_tinh_hinh.emulation.tables import ProgressEntry
from nam_tinh_hinh.emulation.views.base import bp, fetch
from nam_tinh_hinh.emulation.views.carrying import carrying_page, refused_page, to_carrying
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES, form_key
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.views.base import Answer, actor


@bp.post("/<int:exemplar_id>/thuc-hien/tien-do")
@allow(rules.may_register)
def carrying_note(exemplar_id: int) -> Answer:
    exemplar, form = fetch(exemplar_id), ProgressForm()
    if not form.validate():
        return carrying_page(exemplar, form), 422
    try:
        row = services.note_progress(
            actor=actor(), exemplar=exemplar, on_day=form.on_day.data, percent=form.percent.data,
            words=form.words.data, key=form.key,
        )  # fmt: skip
    except ActionRefused as refused:
        return carrying_page(exemplar, form, refused.message), CODES[refused.kind]
    words = "Đã ghi tiến độ. Muốn kèm ảnh thì thêm ngay ở mục vừa ghi."
    flash({"text": words, "forget": f"tien-do-{exemplar_id}"})
    return to_carrying(exemplar_id, moi=row.id, _anchor=f"tien-do-{row.id}")


def _changed(exemplar_id: int, entry_id: int, verb: Callable[..., None], said: dict[str, Any]) -> Answer:
    exemplar, row = fetch(exemplar_id), _entry(exemplar_id, entry_id)
    try:
        verb(actor=actor(), exemplar=exemplar, entry=row, key=form_key())
    except ActionRefused as refused:
        return refused_page(exemplar, refused)
    flash(said)
    return to_carrying(exemplar_id)


def _entry(exemplar_id: int, entry_id: int) -> ProgressEntry:
    row = queries.entry(entry_id)
    return found(row if row and row.exemplar_id == exemplar_id else None)


@bp.post("/<int:exemplar_id>/thuc-hien/tien-do/<int:entry_id>/bo")
@allow(rules.may_register)
def carrying_remove(exemplar_id: int, entry_id: int) -> Answer:
    back = url_for(".carrying_restore", exemplar_id=exemplar_id, entry_id=entry_id)
    said = {"text": "Đã bỏ mục tiến độ.", "undo_url": back, "undo_label": "Hoàn tác"}
    return _changed(exemplar_id, entry_id, services.remove_progress, said)


@bp.post("/<int:exemplar_id>/thuc-hien/tien-do/<int:entry_id>/lay-lai")
@allow(rules.may_register)
def carrying_restore(exemplar_id: int, entry_id: int) -> Answer:
    return _changed(exemplar_id, entry_id, services.restore_progress, {"text": "Đã lấy lại mục tiến độ."})
