"""Files on anything: seen, added, taken off and put back, as the holder of their subject allows."""

from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, redirect, render_template, request, send_file, url_for
from werkzeug.datastructures import FileStorage

from nam_tinh_hinh.kernel import uploads
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import form_key
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.uploads import Attachment, Holder, Taken, UploadRefused, store
from nam_tinh_hinh.kernel.uploads.checking import MOST_BYTES
from nam_tinh_hinh.kernel.uploads.names import clean_name
from nam_tinh_hinh.people.rules import has_hat
from nam_tinh_hinh.people.sessions import safe_next
from nam_tinh_hinh.people.views.base import Answer, actor

bp = Blueprint("files", __name__, url_prefix="/tep")
bp.add_app_template_filter(uploads.size_text, "size")

MOST_AT_ONCE = 100 * 1024 * 1024
# A file of somebody's may not become a page of ours: no script, no form, no origin.
SANDBOX = "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
# A picture alone in its tab is laid out by the browser's own style; written anew, it can carry none of its own.
PICTURE_BOX = f"{SANDBOX}; style-src 'unsafe-inline'"
NOTHING = "Chưa chọn tệp nào. Bấm “Chọn tệp” (trên điện thoại: chụp ảnh hoặc lấy từ thư viện)."
NOT_NOW = "Lúc này không thêm, bớt tệp ở hồ sơ này được: hồ sơ đã gửi đi, hoặc không phải việc của vị trí bạn đang giữ."


@dataclass
class Said:
    """What is said beside the list: what was done, with the way back, and which files were refused, each with why."""

    done: str = ""
    undo_url: str = ""
    wrong: list[str] = field(default_factory=list)


@bp.url_value_preprocessor
def _allow_large(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    # Before anything reads the form: photographs of a whole visit are larger than any other form.
    if endpoint == "files.add":
        request.max_content_length = MOST_AT_ONCE


def _seen(subject: str, subject_id: int) -> Holder:
    """Return the holder of a subject the signed-in person may see, or answer 404."""
    holder = found(uploads.holder_of(subject))
    if not holder.may_see(actor(), subject_id):
        abort(404)
    return holder


def _fetch(file_id: int) -> tuple[Attachment, Holder]:
    row = found(uploads.attachment(file_id))
    return row, _seen(row.subject, row.subject_id)


def _shown(file_id: int) -> Attachment:
    """Return a file that hangs where one may look, or answer 404."""
    row, _holder = _fetch(file_id)
    if row.removed_at is not None:
        abort(404)
    return row


@bp.get("/<int:file_id>")
@allow(has_hat)
def download(file_id: int) -> Answer:
    return _sent(_shown(file_id), inline=False)


@bp.get("/<int:file_id>/anh")
@allow(has_hat)
def picture(file_id: int) -> Answer:
    row = _shown(file_id)
    return _sent(row, inline=True) if row.is_picture else abort(404)


def _sent(row: Attachment, *, inline: bool) -> Response:
    path = store.path_of(row.sha256)
    if not path.is_file():
        current_app.logger.error("attachment %s: its file is missing", row.id)
        abort(404)
    answer = send_file(path, row.kind, as_attachment=not inline, download_name=row.name, etag=False)
    answer.headers["Content-Security-Policy"] = PICTURE_BOX if inline else SANDBOX
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.post("/them/<subject>/<int:subject_id>")
@allow(has_hat)
def add(subject: str, subject_id: int) -> Answer:
    holder = _seen(subject, subject_id)
    if not holder.may_change(actor(), subject_id):
        return _not_now()
    db.session.rollback()  # nobody waits for the database while pictures are opened
    taken, said = _taken([file for file in request.files.getlist("tep") if file.filename])
    if not holder.may_change(actor(), subject_id):  # asked again: it may have been sent meanwhile
        return _not_now()
    names = _attach(subject, subject_id, taken, said)
    if names:
        said.done = f"Đã thêm {len(names)} tệp." if len(names) > 1 else f"Đã thêm “{names[0]}”."
    return _answer(subject, subject_id, said)


def _taken(files: list[FileStorage]) -> tuple[list[Taken], Said]:
    taken, said = [], Said()
    for file in files:
        try:
            taken.append(uploads.take(file.stream.read(MOST_BYTES + 1), file.filename or ""))
        except UploadRefused as refused:
            said.wrong.append(_named(file.filename or "", refused))
    if not files:
        said.wrong.append(NOTHING)
    return taken, said


def _attach(subject: str, subject_id: int, taken: list[Taken], said: Said) -> list[str]:
    key, names = form_key(), []
    for number, one in enumerate(taken):
        try:
            uploads.attach(
                actor=actor(), subject=subject, subject_id=subject_id, content=one, key=key and f"{key}-{number}"
            )
        except UploadRefused as refused:
            said.wrong.append(_named(one.name, refused))
        else:
            names.append(one.name)
    return names


def _named(name: str, refused: UploadRefused) -> str:
    return f"“{clean_name(name)}” chưa được nhận. {refused}"


@bp.post("/<int:file_id>/bo")
@allow(has_hat)
def remove(file_id: int) -> Answer:
    row, holder = _fetch(file_id)
    if not holder.may_change(actor(), row.subject_id):
        return _not_now()
    uploads.remove(actor=actor(), attachment=row, key=form_key())
    said = Said(f"Đã bỏ “{row.name}”.", url_for(".restore", file_id=row.id))
    return _answer(row.subject, row.subject_id, said)


@bp.post("/<int:file_id>/lay-lai")
@allow(has_hat)
def restore(file_id: int) -> Answer:
    row, holder = _fetch(file_id)
    if not holder.may_change(actor(), row.subject_id):
        return _not_now()
    said = Said()
    try:
        uploads.restore(actor=actor(), attachment=row, key=form_key())
        said.done = f"Đã lấy lại “{row.name}”."
    except UploadRefused as refused:
        said.wrong.append(str(refused))
    return _answer(row.subject, row.subject_id, said)


def _back() -> str:
    return safe_next(request.form.get("next"))


def _answer(subject: str, subject_id: int, said: Said) -> Answer:
    """Answer with the list for htmx, else lead back to where the files were shown."""
    if request.headers.get("HX-Request"):
        items = uploads.attached(subject, [subject_id])[subject_id]
        html = render_template(
            "web/files.html", subject=subject, subject_id=subject_id, items=items, said=said, back=_back()
        )
        return html, 200 if said.done else 422
    for sentence in said.wrong:
        flash(sentence, "error")
    if said.done:
        undo = {"undo_url": said.undo_url, "fields": {"next": _back()}} if said.undo_url else {}
        flash({"text": said.done, **undo})
    # The way back from a removal stands at the top of the page, everything else is seen in the list.
    return redirect(_back() if said.undo_url else f"{_back()}#tep-{subject}-{subject_id}", 303)


def _not_now() -> Answer:
    template = "errors/error_fragment.html" if request.headers.get("HX-Request") else "errors/error.html"
    way_out = [("Quay lại", _back())]
    return render_template(template, code=403, title="Chưa thêm, bớt tệp được", text=NOT_NOW, way_out=way_out), 403
