"""What the pages of this room share: the blueprint, fetching, and saying refusals."""

from flask import Blueprint, request

from nam_tinh_hinh.emulation import queries, rules
from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.kernel import history, uploads
from nam_tinh_hinh.kernel.access import found
from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.views.base import actor

bp = Blueprint("emulation", __name__, url_prefix="/dan-van-kheo")

UNSEEN = 0


def fetch(exemplar_id: int) -> Exemplar:
    """Return an exemplar the signed-in person may see, or answer 404."""
    return found(queries.exemplar(actor(), exemplar_id))


def seen_version(exemplar: Exemplar) -> int:
    """Return the version on which the person worked, by what the form carries; none of a row's when it is not this one.

    A form without it, or with a garbled one, shows that nobody has read what it changes.
    """
    return exemplar.version if request.form.get("version") == queries.seen_as(actor(), exemplar) else UNSEEN


def who(event: history.Event, *, insider: bool) -> str:
    """Name the doer of ``event`` as the reader may know him: outside the committee its members act as one body."""
    if not event.actor_unit:
        return event.actor_name
    if event.action in BY_THE_COMMITTEE and not insider:
        return event.actor_unit
    return f"{event.actor_name} ({event.actor_unit})"


def label_of(event: history.Event) -> str:
    """Name what was done; a return was public, and so is what its undoing means to the unit."""
    if event.action == "undo" and event.from_stage == Stage.RETURNED:
        return "Ban Chỉ đạo rút lại yêu cầu bổ sung"
    return LABELS.get(event.action, event.action)


def did(event: history.Event, exemplar: Exemplar) -> str:
    """Say who did what and when, as the reader may know it."""
    doer = who(event, insider=rules.sees_decision(actor(), exemplar))
    return f"{doer} đã thực hiện “{label_of(event)}” lúc {moment_text(event.at)}."


def refusal_text(refused: ActionRefused, exemplar: Exemplar | None) -> str:
    """Return a refusal in words, with who was quicker and when for those who know decisions on ``exemplar``."""
    if refused.earlier is None or exemplar is None or not rules.sees_decision(actor(), exemplar):
        return refused.message
    return f"{refused.message} {did(refused.earlier, exemplar)}"


# Acts of one member that outside the committee are the committee's.
BY_THE_COMMITTEE = frozenset(
    {
        "return",
        "undo",
        "release_agreed",
        "release_declined",
        "return_report",
        "stop",
        "withdraw",
        "accept_change",
        "refuse_change",
    }
)
LABELS: dict[str, str] = {
    "draft": "Tạo bản nháp",
    "edit": "Sửa hồ sơ",
    "prepare": "Ghi khảo sát, phương án, biên bản",
    "propose": "Trình lãnh đạo duyệt",
    "approve": "Lãnh đạo duyệt",
    "send_back": "Trả cán bộ sửa lại",
    "recall": "Lấy về sửa",
    "submit": "Gửi trong danh sách của đơn vị",
    "repropose": "Trình lãnh đạo bản bổ sung",
    "send_back_again": "Trả cán bộ sửa lại bản bổ sung",
    "recall_again": "Lấy về để bổ sung tiếp",
    "resubmit": "Gửi lại (đã bổ sung)",
    "withdraw": "Rút khỏi danh sách",
    "discard": "Bỏ bản nháp",
    "restore": "Lấy lại bản nháp",
    "agree": "Dự kiến đồng ý",
    "return": "Yêu cầu bổ sung",
    "decline": "Dự kiến không đưa vào danh sách",
    "undo": "Hoàn tác quyết định",
    "release_agreed": "Công bố: đưa vào danh sách",
    "release_declined": "Công bố: không đưa vào danh sách",
    "assign": "Giao nhiệm vụ",
    "stop": "Dừng thực hiện",
    "ask_change": "Gửi đề nghị điều chỉnh",
    "take_back_change": "Rút lại đề nghị điều chỉnh",
    "accept_change": "Đồng ý đề nghị điều chỉnh",
    "refuse_change": "Không đồng ý đề nghị điều chỉnh",
    "report": "Gửi báo cáo kết quả",
    "return_report": "Yêu cầu bổ sung báo cáo kết quả",
    "recognise": "Dự kiến công nhận",
    "commend": "Dự kiến công nhận, biểu dương",
    "reward": "Dự kiến công nhận, khen thưởng",
    "refuse": "Dự kiến không công nhận",
    "undo_judgement": "Hoàn tác kết quả xét công nhận",
    "publish_recognised": "Quyết định công nhận",
    "publish_refused": "Kết quả: không công nhận",
    "abstain": "Không xét (liên quan)",
    "come_back": "Xét lại sau khi đã chọn không xét",
    "hand_over": "Chuyển sang đơn vị mới (sắp xếp tổ chức)",
    "undo_reorganisation": "Trả về đơn vị cũ (hoàn tác sắp xếp)",
    **uploads.WORDS,
}
