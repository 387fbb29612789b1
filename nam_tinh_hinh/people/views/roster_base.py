"""What the pages of the officers' lists share: fetching, numbers and keys out of a request, refusals in words."""

from flask import Response, request

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.access import found
from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.queries import rosters as queries
from nam_tinh_hinh.people.tables import Roster
from nam_tinh_hinh.people.views.base import actor

CODES = {Refusal.NOT_ALLOWED: 403, Refusal.MOVED_ON: 409, Refusal.NO_REASON: 422, Refusal.INCOMPLETE: 422}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LABELS = {
    "send": "Gửi danh sách",
    "send_again": "Gửi lại danh sách",
    "approve": "Duyệt danh sách",
    "return": "Trả lại",
    "print_slips": "In phiếu tài khoản",
    "export_pdf": "In danh sách",
    "export_xlsx": "Tải Excel",
}


def fetch(roster_id: int) -> Roster:
    """Return a list the signed-in person may see, or answer 404."""
    return found(queries.roster(actor(), roster_id))


def whole_number(text: str | None) -> int | None:
    """Return a number out of an address or a hidden field, or None when it is none that a row could have."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None


def form_key() -> str | None:
    """Return the one-time key sent with a form."""
    key = request.form.get("form_key", "")
    return key if len(key) == 32 and key.isalnum() else None


def who(event: history.Event) -> str:
    """Name the doer of an event, with his unit."""
    return f"{event.actor_name} ({event.actor_unit})" if event.actor_unit else event.actor_name


def refusal_text(refused: ActionRefused) -> str:
    """Return a refusal in words, with who was quicker and when."""
    earlier = refused.earlier
    if earlier is None:
        return refused.message
    label = LABELS.get(earlier.action, earlier.action)
    return f"{refused.message} {who(earlier)} đã thực hiện “{label}” lúc {moment_text(earlier.at)}."


def file_answer(content: bytes, kind: str, name: str, *, inline: bool = False) -> Response:
    """Answer with a file."""
    answer = Response(content, mimetype=kind)
    answer.headers.set("Content-Disposition", "inline" if inline else "attachment", filename=name)
    return answer
