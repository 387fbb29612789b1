"""The room's actions as data: one line gives the button, its permission, its refusal and its trace."""

from datetime import datetime
from typing import Any

from nam_tinh_hinh.kernel.history import Doer
from nam_tinh_hinh.kernel.workflow import Action, Workflow
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.enums import WAITING_FOR_ANSWER, CaseStage, GuidanceStage, Outcome, PetitionStage, Stage

OBSERVATION, PETITION, CASE, GUIDANCE = "observation", "petition", "case_file", "guidance"


def _confirmed(item: Any, actor: Doer, at: datetime, _reason: str) -> None:
    item.confirmed_by_id, item.confirmed_at, item.return_reason = actor.user_id, at, ""


def _unconfirmed(item: Any, _actor: Doer, _at: datetime, _reason: str) -> None:
    item.confirmed_by_id, item.confirmed_at = None, None


def _returned(item: Any, _actor: Doer, _at: datetime, reason: str) -> None:
    item.return_reason = reason


def _joined(item: Any, actor: Doer, at: datetime, reason: str) -> None:
    if item.confirmed_at is None:
        _confirmed(item, actor, at, reason)
    item.joined_to_id = item.going_to_id


def _separated(item: Any, _actor: Doer, _at: datetime, _reason: str) -> None:
    item.joined_to_id = None


def _passed_up(item: Any, actor: Doer, at: datetime, reason: str) -> None:
    if item.confirmed_at is None:
        _confirmed(item, actor, at, reason)
    item.came_from_id, item.holder_id = item.holder_id, item.going_to_id


def _taken(item: Any, _actor: Doer, _at: datetime, _reason: str) -> None:
    item.came_from_id = None


def _untaken(item: Any, _actor: Doer, _at: datetime, _reason: str) -> None:
    item.came_from_id = item.going_to_id


def _given_back(item: Any, _actor: Doer, _at: datetime, _reason: str) -> None:
    item.holder_id, item.came_from_id = item.came_from_id, None


def _lacks_superior(item: Any) -> list[str]:
    return [] if item.going_to_id and item.going_to_id != item.holder_id else ["chưa chọn cấp trên nhận"]


def _lacks_sender(item: Any) -> list[str]:
    return [] if item.going_to_id and item.going_to_id != item.holder_id else ["không còn biết đơn vị đã chuyển lên"]


def _lacks_lower(item: Any) -> list[str]:
    """After a merger a level may have become its own superior: there is nobody left to give back to."""
    gone = item.came_from is not None and item.came_from.valid_to is not None
    return ["đơn vị chuyển lên đã kết thúc hoạt động, hãy bấm “Tiếp nhận”"] if gone else []


def _lacks_other(item: Any) -> list[str]:
    return [] if item.going_to_id and item.going_to_id != item.id else ["chưa chọn nội dung để gộp vào"]


ACTIONS = (
    Action("confirm", "xac-nhan", "Xác nhận", "Đã xác nhận", frozenset({Stage.WAITING}), Stage.CONFIRMED, rules.holds,
           effect=_confirmed, tone="primary"),
    Action("unconfirm", "bo-xac-nhan", "Hoàn tác xác nhận", "Đã đưa lại vào hàng đợi", frozenset({Stage.CONFIRMED}),
           Stage.WAITING, rules.holds, effect=_unconfirmed),
    Action("return", "tra-lai", "Trả lại để sửa", "Đã trả lại để sửa", frozenset({Stage.WAITING}), Stage.RETURNED,
           rules.holds, needs_reason=True, effect=_returned),
    Action("resend", "gui-lai", "Gửi lại đầu mối", "Đã gửi lại đầu mối", frozenset({Stage.RETURNED}), Stage.WAITING,
           rules.wrote, tone="primary"),
    Action("withdraw", "rut", "Rút lại", "Đã rút lại", frozenset({Stage.WAITING, Stage.RETURNED}), Stage.WITHDRAWN,
           rules.wrote),
    Action("restore", "lay-lai", "Lấy lại", "Đã lấy lại, chờ xác nhận", frozenset({Stage.WITHDRAWN}), Stage.WAITING,
           rules.wrote),
    Action("join", "gop", "Gộp vào nội dung khác", "Đã gộp", frozenset({Stage.WAITING, Stage.CONFIRMED}), Stage.JOINED,
           rules.holds, effect=_joined, lacks=_lacks_other),
    Action("separate", "tach", "Tách ra", "Đã tách ra", frozenset({Stage.JOINED}), Stage.CONFIRMED, rules.holds,
           effect=_separated),
    Action("pass_up", "chuyen-len", "Chuyển cấp trên (vượt thẩm quyền)", "Đã chuyển cấp trên, chờ tiếp nhận",
           frozenset({Stage.WAITING, Stage.CONFIRMED}), Stage.PASSED_UP, rules.holds, needs_reason=True,
           effect=_passed_up, lacks=_lacks_superior),
    Action("recall", "lay-ve", "Lấy về", "Đã lấy về", frozenset({Stage.PASSED_UP}), Stage.CONFIRMED, rules.passed,
           effect=_given_back),
    Action("take", "tiep-nhan", "Tiếp nhận", "Đã tiếp nhận", frozenset({Stage.PASSED_UP}), Stage.CONFIRMED, rules.holds,
           effect=_taken, tone="primary"),
    Action("untake", "hoan-tac-tiep-nhan", "Hoàn tác tiếp nhận", "Đã hoàn tác tiếp nhận", frozenset({Stage.CONFIRMED}),
           Stage.PASSED_UP, rules.took, lacks=_lacks_sender, effect=_untaken),
    Action("give_back", "tra-cap-duoi", "Trả cấp dưới", "Đã trả cấp dưới", frozenset({Stage.PASSED_UP}),
           Stage.CONFIRMED, rules.holds, needs_reason=True, effect=_given_back, lacks=_lacks_lower),
)  # fmt: skip
workflow = Workflow(OBSERVATION, ACTIONS)
# What takes an observation off a focal point's queue.
DECISIONS = ("confirm", "return", "join", "pass_up", "take", "give_back")


def _lacks_authority(item: Any) -> list[str]:
    return [] if item.authority else ["chưa ghi cơ quan tiếp nhận"]


def _lacks_answer(item: Any) -> list[str]:
    """“Đã giải quyết” needs proof beside the words: a paper's number or a picture (PRACTICE.md §5.3)."""
    missing = [] if item.outcome else ["chưa chọn kết quả"]
    missing += [] if item.answer and item.answered_on else ["chưa ghi nội dung trả lời và ngày trả lời"]
    unproven = item.outcome is Outcome.RESOLVED and not (item.answer_paper or item.proven_by_picture)
    return [*missing, *(["“Đã giải quyết” cần số văn bản hoặc ảnh chứng minh"] if unproven else [])]


def _lacks_told(item: Any) -> list[str]:
    return [] if item.told_on and item.told_by else ["chưa ghi ngày và cách thông tin lại"]


def _reopened(item: Any, actor: Doer, at: datetime, reason: str) -> None:
    item.outcome, item.answer, item.answer_paper, item.answered_on = None, "", "", None
    _untold(item, actor, at, reason)


def _untold(item: Any, _actor: Doer, _at: datetime, _reason: str) -> None:
    item.told_on, item.told_by, item.told_note = None, None, ""


WITH_US = WAITING_FOR_ANSWER - {PetitionStage.FORWARDED}
PETITION_ACTIONS = (
    Action("hand_on", "chuyen-xu-ly", "Chuyển xử lý", "Đã ghi chuyển xử lý", WITH_US, PetitionStage.HANDED_ON,
           rules.follows, lacks=_lacks_authority, tone="primary"),
    Action("progress", "tien-do", "Báo tiến độ", "Đã ghi tiến độ", WITH_US, PetitionStage.IN_PROGRESS, rules.answers),
    Action("forward", "chuyen-cap-tren", "Chuyển cấp trên", "Đã ghi chuyển cấp trên", WITH_US, PetitionStage.FORWARDED,
           rules.follows, lacks=_lacks_authority, needs_reason=True),
    Action("answer", "ket-qua", "Ghi kết quả", "Đã ghi kết quả", WAITING_FOR_ANSWER, PetitionStage.ANSWERED,
           rules.answers, lacks=_lacks_answer, tone="primary"),
    Action("tell", "thong-tin-lai", "Đã thông tin lại cho người dân", "Đã ghi thông tin lại",
           frozenset({PetitionStage.ANSWERED}), PetitionStage.TOLD, rules.follows, lacks=_lacks_told, tone="primary"),
    Action("untell", "chua-thong-tin-lai", "Hoàn tác thông tin lại", "Đã hoàn tác thông tin lại",
           frozenset({PetitionStage.TOLD}), PetitionStage.ANSWERED, rules.follows, effect=_untold),
    Action("reopen", "mo-lai", "Mở lại để xử lý tiếp", "Đã mở lại",
           frozenset({PetitionStage.ANSWERED, PetitionStage.TOLD}), PetitionStage.IN_PROGRESS, rules.follows,
           needs_reason=True, effect=_reopened),
)  # fmt: skip
petition_workflow = Workflow(PETITION, PETITION_ACTIONS)


def _closed(item: Any, _actor: Doer, at: datetime, reason: str) -> None:
    item.closed_at, item.closing_words, item.review_on = at, reason, None


def _open_again(item: Any, _actor: Doer, _at: datetime, _reason: str) -> None:
    item.closed_at, item.closing_words = None, ""


def _lacks_review(item: Any) -> list[str]:
    return [] if item.review_on else ["chưa chọn ngày xem lại"]


ALIVE = frozenset({CaseStage.OPEN, CaseStage.WATCHED})
CASE_ACTIONS = (
    Action("watch", "theo-doi", "Chuyển sang theo dõi", "Đã chuyển sang theo dõi", frozenset({CaseStage.OPEN}),
           CaseStage.WATCHED, rules.leads_case, lacks=_lacks_review),
    Action("resume", "xu-ly-tiep", "Xử lý tiếp", "Đã chuyển sang xử lý", frozenset({CaseStage.WATCHED}), CaseStage.OPEN,
           rules.leads_case, lacks=_lacks_review, tone="primary"),
    Action("close", "ket-thuc", "Kết thúc vụ việc", "Đã kết thúc vụ việc", ALIVE, CaseStage.CLOSED, rules.leads_case,
           needs_reason=True, effect=_closed),
    Action("reopen", "mo-lai", "Mở lại vụ việc", "Đã mở lại vụ việc", frozenset({CaseStage.CLOSED}), CaseStage.OPEN,
           rules.leads_case, needs_reason=True, effect=_open_again, lacks=_lacks_review),
)  # fmt: skip
case_workflow = Workflow(CASE, CASE_ACTIONS)


def _lacks_to_send(item: Any) -> list[str]:
    named = {"tiêu đề": item.title, "nội dung": item.content, "nơi nhận": item.audience}
    missing = [f"chưa ghi {word}" for word, said in named.items() if not said]
    return [*missing, *(["việc báo cáo lại cần có hạn"] if item.ask.needs_doing and not item.due_at else [])]


def _sent(item: Any, _actor: Doer, at: datetime, _reason: str) -> None:
    item.sent_at = at


def _recalled(item: Any, _actor: Doer, _at: datetime, reason: str) -> None:
    item.recall_reason = reason


GUIDANCE_ACTIONS = (
    Action("send", "gui", "Gửi", "Đã gửi", frozenset({GuidanceStage.DRAFT}), GuidanceStage.SENT, rules.sends,
           lacks=_lacks_to_send, effect=_sent, tone="primary"),
    Action("recall", "thu-hoi", "Thu hồi", "Đã thu hồi", frozenset({GuidanceStage.SENT}), GuidanceStage.RECALLED,
           rules.sends, needs_reason=True, effect=_recalled),
)  # fmt: skip
guidance_workflow = Workflow(GUIDANCE, GUIDANCE_ACTIONS)
