"""One guidance: its sender sees the matrix and the threads, a receiver the words and what is his to do."""

from dataclasses import dataclass, field
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.kernel import asked, clock, uploads
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import whole_number
from nam_tinh_hinh.kernel.db import writing
from nam_tinh_hinh.kernel.paging import PER_PAGE
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.situation import receipts, rules
from nam_tinh_hinh.situation.documents import guiding as documents
from nam_tinh_hinh.situation.enums import GuidanceStage
from nam_tinh_hinh.situation.enums.guiding import ReceiptStanding
from nam_tinh_hinh.situation.forms.guiding import ReasonForm
from nam_tinh_hinh.situation.queries import audiences, guidance_matrix
from nam_tinh_hinh.situation.queries import guiding as queries
from nam_tinh_hinh.situation.queries.guidance_matrix import MatrixLine
from nam_tinh_hinh.situation.services import guidance_reminders, receiving
from nam_tinh_hinh.situation.services import guiding as services
from nam_tinh_hinh.situation.services.receiving import RECEIPT
from nam_tinh_hinh.situation.tables import Guidance
from nam_tinh_hinh.situation.views import papers
from nam_tinh_hinh.situation.views.base import bp, person, refusal_text
from nam_tinh_hinh.situation.views.guiding import LIST
from nam_tinh_hinh.situation.workflow import GUIDANCE

MATRIX = "tiep-nhan-chi-dao"


@dataclass
class Typed:
    """Words that were refused, with why: shown again in the box they were typed in."""

    receipt_id: int = 0
    box: str = ""
    words: str = ""
    errors: list[str] = field(default_factory=list)
    is_secret: bool = False


def fetch_guidance(guidance_id: int) -> Guidance:
    """Return a guidance that the signed-in person may see, or answer 404."""
    return found(queries.guidance(person(), guidance_id))


@bp.get("/chi-dao/<int:guidance_id>")
@allow(rules.may_look)
def guidance(guidance_id: int) -> Answer:
    """Show it; that a receiver opened it is written down first, in a short transaction of its own, and only once."""
    if queries.to_note(person(), guidance_id):
        with writing():
            receiving.note_opening(actor=person(), guidance_id=guidance_id)
    return show_page(fetch_guidance(guidance_id))


def show_page(row: Guidance, *, refusal: str = "", recall: ReasonForm | None = None, typed: Typed | None = None) -> str:
    """Return the page of one guidance for its sender, or for one who received it."""
    said = {
        "guidance": row, "refusal": refusal, "recall": recall or ReasonForm(formdata=None), "typed": typed or Typed(),
        "files": uploads.attached(GUIDANCE, [row.id])[row.id], "now": clock.now(), "time_left": receipts.time_left,
        "may_take_back": receipts.may_take_back, "me": person().user_id,
    }  # fmt: skip
    if not rules.sends(person(), row):
        return render_template("situation/guidance/received.html", **said, **_received(row))
    if row.stage is GuidanceStage.DRAFT:
        receivers = services.receivers_of(person(), row)
        words = audiences.in_words(person(), services.audience.read(row.audience))
        return render_template(
            "situation/guidance/draft.html", **said, receivers=receivers, audience=words,
            seen=audiences.fingerprint(receivers), silent=sum(not one.has_account for one in receivers),
        )  # fmt: skip
    return render_template("situation/guidance/sent.html", **said, **_sent(row))


def _received(row: Guidance) -> dict[str, Any]:
    """What a receiver sees: his own lines; in a network the threads of its other members too."""
    mine = queries.own_receipts(person(), row.id)
    rows = queries.receipts_of(row.id) if row.network_id else mine
    lines = guidance_matrix.lines_of(row, rows, queries.replies_of(row.id, [one.id for one in rows]))
    own = {one.id for one in mine}
    others = [line for line in lines if line.receipt.id not in own and line.says_something]
    return {
        "mine": [line for line in lines if line.receipt.id in own],
        "others": _newest_first(others),
        "answers": _answers(lines),
    }


def _answers(lines: list[MatrixLine]) -> dict[int, Any]:
    return uploads.attached(RECEIPT, [line.receipt.id for line in lines])


def _newest_first(lines: list[MatrixLine]) -> list[MatrixLine]:
    return sorted(lines, key=lambda line: line.last_at, reverse=True)


def _sent(row: Guidance) -> dict[str, Any]:
    lines, counted = guidance_matrix.matrix(row)
    stand = next((one for one in ReceiptStanding if one.value == request.args.get("hien-nay")), None)
    shown, page, files = guidance_matrix.narrowed(lines, stand), asked.page_number(), _answers(lines)
    spoken = {line.receipt.id for line in lines if line.says_something or files[line.receipt.id]}
    spoken.add(asked.number("noi") or 0)
    args = {"hien-nay": stand.value} if stand else {}
    silent = audiences.unmanned([line.receipt.unit_id for line in lines if line.receipt.unit_id])
    return {
        "silent": silent, "lines": shown[(page - 1) * PER_PAGE : page * PER_PAGE],
        "total": len(shown), "page": page, "stand": stand,
        "counted": counted, "answers": files, "per_page": PER_PAGE, "stands": ReceiptStanding,
        "threads": _newest_first([line for line in lines if line.receipt.id in spoken]),
        "layout_codes": exports.LAYOUT_CODES,
        "page_url": lambda n: url_for(".guidance", guidance_id=row.id, **args, trang=n),
    }  # fmt: skip


@bp.post("/chi-dao/<int:guidance_id>/nhac")
@allow(rules.may_guide)
def remind_receipts(guidance_id: int) -> Answer:
    row = fetch_guidance(guidance_id)
    one = whole_number(request.form.get("receipt"))
    try:
        done = guidance_reminders.remind(
            actor=person(), guidance=row, receipt_ids=[one] if one else None, key=asked.form_key()
        )
    except ActionRefused as refused:
        return show_page(row, refusal=refusal_text(refused)), asked.CODES[refused.kind]
    flash(_said(done))
    return redirect(url_for(".guidance", guidance_id=guidance_id), 303)


def _said(done: guidance_reminders.Reminded) -> str:
    left = f" {done.left_out} nơi đã được nhắc trong hôm nay nên không nhắc lại." if done.left_out else ""
    if not done.reminded:
        return f"Chưa nhắc thêm nơi nào.{left}"
    return f"Đã nhắc {done.reminded} nơi. Lời nhắc hiện ở trang “Việc của tôi” của nơi nhận cho đến khi xong.{left}"


def _matrix_of(guidance_id: int) -> Guidance:
    """Return a guidance whose matrix the signed-in person may take away: its sender's, once it was sent."""
    row = fetch_guidance(guidance_id)
    return found(row if rules.sends(person(), row) and row.sent_at else None)


@bp.get("/chi-dao/<int:guidance_id>/tiep-nhan.pdf")
@allow(rules.may_guide)
def receipts_pdf(guidance_id: int) -> Answer:
    row = _matrix_of(guidance_id)
    lines, counted = guidance_matrix.matrix(row)
    paper = documents.matrix_paper(row, lines, counted, **papers.top_asked())
    return papers.as_pdf(paper, MATRIX, LIST, guidance_id)


@bp.get("/chi-dao/<int:guidance_id>/tiep-nhan.xlsx")
@allow(rules.may_guide)
def receipts_xlsx(guidance_id: int) -> Answer:
    row = _matrix_of(guidance_id)
    content = documents.matrix_sheet(row, *guidance_matrix.matrix(row))
    return papers.as_xlsx(content, MATRIX, LIST, guidance_id)
