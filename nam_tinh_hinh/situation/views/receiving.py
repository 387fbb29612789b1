"""What a receiver presses and writes, and the threads between sender and receivers."""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from nam_tinh_hinh.kernel import asked
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.enums import Ask
from nam_tinh_hinh.situation.forms.guiding import WordsForm
from nam_tinh_hinh.situation.queries import guiding as queries
from nam_tinh_hinh.situation.services import receiving as services
from nam_tinh_hinh.situation.tables import GuidanceReply, Receipt
from nam_tinh_hinh.situation.views.base import bp, person, refusal_text
from nam_tinh_hinh.situation.views.guidance import Typed, fetch_guidance, show_page

DONE = {Ask.CARRY_OUT: "Đã ghi “Đã làm”.", Ask.REPORT: "Đã gửi báo cáo lại.", Ask.OPINION: "Đã gửi ý kiến."}


def kept_as(receipt_id: int, box: str) -> str:
    """Name the copy of words that the browser keeps while they are typed."""
    return f"chi-dao-{box}-{receipt_id}"


def _own(receipt_id: int) -> Receipt:
    """Return a receipt of the signed-in person's, or answer 404."""
    row = found(queries.receipt(person(), receipt_id))
    return found(row if rules.receives(person(), row) else None)


def _back(row: Receipt) -> BaseResponse:
    return redirect(url_for(".guidance", guidance_id=row.guidance_id, _anchor=f"noi-{row.id}"), 303)


def _refused(row: Receipt, refused: ActionRefused, typed: Typed | None = None) -> Answer:
    page = show_page(fetch_guidance(row.guidance_id), refusal=refusal_text(refused), typed=typed)
    return page, asked.CODES[refused.kind]


@bp.post("/chi-dao/tiep-nhan/<int:receipt_id>/nhan")
@allow(rules.may_look)
def receive_guidance(receipt_id: int) -> Answer:
    row = _own(receipt_id)
    try:
        services.receive(actor=person(), receipt=row, key=asked.form_key())
    except ActionRefused as refused:
        return _refused(row, refused)
    flash({"text": "Đã báo nơi gửi: đã nhận.", "undo_url": url_for(".undo_receipt", receipt_id=row.id)})
    return _back(row)


@bp.post("/chi-dao/tiep-nhan/<int:receipt_id>/xong")
@allow(rules.may_look)
def finish_guidance(receipt_id: int) -> Answer:
    row, form = _own(receipt_id), WordsForm()
    if not form.validate():
        return _unfit(row, form, "xong")
    try:
        services.finish(actor=person(), receipt=row, words=form.words.data or "", key=form.key)
    except ActionRefused as refused:
        return _refused(row, refused, Typed(row.id, "xong", form.words.data or "", [refused.message]))
    flash({
        "text": DONE[row.guidance.ask], "undo_url": url_for(".undo_receipt", receipt_id=row.id),
        "forget": kept_as(row.id, "xong"),
    })  # fmt: skip
    return _back(row)


def _unfit(row: Receipt, form: WordsForm, box: str) -> Answer:
    typed = Typed(row.id, box, form.words.data or "", list(form.words.errors), form.names_a_secret)
    return show_page(fetch_guidance(row.guidance_id), typed=typed), 422


@bp.post("/chi-dao/tiep-nhan/<int:receipt_id>/hoan-tac")
@allow(rules.may_look)
def undo_receipt(receipt_id: int) -> Answer:
    row = _own(receipt_id)
    try:
        services.take_back(actor=person(), receipt=row, key=asked.form_key())
    except ActionRefused as refused:
        return _refused(row, refused)
    flash("Đã hoàn tác.")
    return _back(row)


@bp.post("/chi-dao/tiep-nhan/<int:receipt_id>/tra-loi")
@allow(rules.may_look)
def reply_guidance(receipt_id: int) -> Answer:
    row, form = found(queries.receipt(person(), receipt_id)), WordsForm()
    if not form.validate():
        return _unfit(row, form, "tra-loi")
    try:
        reply = services.reply(actor=person(), receipt=row, words=form.words.data or "", key=form.key)
    except ActionRefused as refused:
        return _refused(row, refused, Typed(row.id, "tra-loi", form.words.data or "", [refused.message]))
    flash({
        "text": "Đã gửi lời trao đổi.", "undo_url": url_for(".remove_reply", reply_id=reply.id),
        "forget": kept_as(row.id, "tra-loi"),
    })  # fmt: skip
    return _back(row)


def _own_reply(reply_id: int) -> tuple[GuidanceReply, Receipt]:
    """Return a reply that the signed-in person wrote, with its receipt, or answer 404."""
    row = found(queries.reply(reply_id))
    mine = row.written_by_id == person().user_id
    return row, found(queries.receipt(person(), row.receipt_id) if mine else None)


@bp.post("/chi-dao/tra-loi/<int:reply_id>/bo")
@allow(rules.may_look)
def remove_reply(reply_id: int) -> Answer:
    reply, row = _own_reply(reply_id)
    try:
        services.remove_reply(actor=person(), reply_row=reply, key=asked.form_key())
    except ActionRefused as refused:
        return _refused(row, refused)
    flash({"text": "Đã bỏ lời trao đổi.", "undo_url": url_for(".restore_reply", reply_id=reply.id)})
    return _back(row)


@bp.post("/chi-dao/tra-loi/<int:reply_id>/lay-lai")
@allow(rules.may_look)
def restore_reply(reply_id: int) -> Answer:
    reply, row = _own_reply(reply_id)
    try:
        services.remove_reply(actor=person(), reply_row=reply, back=True, key=asked.form_key())
    except ActionRefused as refused:
        return _refused(row, refused)
    flash("Đã lấy lại lời trao đổi.")
    return _back(row)
