"""A report's way as data: one line gives the button, its permission, its refusal and its trace."""

from datetime import datetime
from typing import Any

from nam_tinh_hinh.kernel.history import Doer
from nam_tinh_hinh.kernel.workflow import Action, Workflow
from nam_tinh_hinh.reporting import rules
from nam_tinh_hinh.reporting.enums import EDITABLE, FINISHED, Stage

REPORT, PERIOD, OBLIGATION, REGIME, OUTLINE, PACK = "report", "period", "obligation", "regime", "outline", "report_pack"


def unwritten(item: Any) -> list[Any]:
    """Return the sections without which a report does not go out: compulsory and empty, or asked to be mended."""
    if item.is_nothing:
        return []
    compulsory = [s for s in item.sections if s.heading.compulsory and s.stage not in FINISHED and not _said(s)]
    asked = [s for s in item.sections if s.return_reason and s.opened and s.stage not in FINISHED]
    return list(dict.fromkeys((*compulsory, *asked)))


def _lacks_sections(item: Any) -> list[str]:
    """Name what is compulsory and not written: nothing else keeps a report from going out (EXPERIENCE.md)."""
    return [f"chưa xong mục “{title}”" for title in dict.fromkeys(s.heading.title for s in unwritten(item))]


def _said(section: Any) -> bool:
    """A compulsory section that was written but not ticked "Xong" keeps nobody waiting; one asked to be mended does."""
    return bool(section.text or section.figures) and not section.return_reason


def _lacks_unread(item: Any) -> list[str]:
    if issued_as := getattr(item, "issued_as", ""):
        return [f"đã ban hành {issued_as}, hãy đề nghị nơi nhận trả lại"]
    return ["nơi nhận đã mở xem, hãy đề nghị nơi nhận trả lại"] if item.read_already else []


def _proposed(item: Any, actor: Doer, at: datetime, _reason: str) -> None:
    item.proposed_at, item.proposed_by_id, item.proposed_by_name = at, actor.user_id, actor.name
    item.decline_reason = ""


def _declined(item: Any, _actor: Doer, _at: datetime, reason: str) -> None:
    item.decline_reason = reason


def _sent(item: Any, _actor: Doer, _at: datetime, _reason: str) -> None:
    item.rounds += 1
    item.decline_reason = item.return_reason = ""


def _accepted(item: Any, actor: Doer, at: datetime, _reason: str) -> None:
    item.accepted_round, item.accepted_at, item.accepted_by_name = item.rounds, at, actor.name


def _not_accepted(item: Any, _actor: Doer, _at: datetime, _reason: str) -> None:
    item.accepted_round, item.accepted_at, item.accepted_by_name = None, None, ""


def _returned(item: Any, actor: Doer, at: datetime, reason: str) -> None:
    _not_accepted(item, actor, at, reason)
    item.return_reason = reason


ACTIONS = (
    Action("propose", "trinh-ky", "Trình lãnh đạo ký duyệt", "Đã trình lãnh đạo ký duyệt", EDITABLE, Stage.PROPOSED,
           rules.writes, effect=_proposed, lacks=_lacks_sections, tone="primary"),
    Action("take_back", "lay-ve", "Lấy về sửa tiếp", "Đã lấy về", frozenset({Stage.PROPOSED}), Stage.DRAFT,
           rules.writes),
    Action("decline", "tra-lai", "Trả lại người viết", "Đã trả lại người viết", frozenset({Stage.PROPOSED}),
           Stage.DECLINED, rules.signs, needs_reason=True, effect=_declined),
    Action("send", "ky-gui", "Ký duyệt và gửi", "Đã ký duyệt và gửi", EDITABLE | {Stage.PROPOSED}, Stage.SENT,
           rules.signs, effect=_sent, lacks=_lacks_sections, tone="primary"),
    Action("recall", "thu-hoi", "Thu hồi để sửa", "Đã thu hồi", frozenset({Stage.SENT}), Stage.DRAFT, rules.signs,
           lacks=_lacks_unread),
    Action("accept", "nhan", "Nhận báo cáo", "Đã nhận báo cáo", frozenset({Stage.SENT}), Stage.ACCEPTED,
           rules.receives, effect=_accepted, tone="primary"),
    Action("unaccept", "hoan-tac-nhan", "Hoàn tác nhận", "Đã hoàn tác", frozenset({Stage.ACCEPTED}), Stage.SENT,
           rules.receives, effect=_not_accepted),
    Action("return", "yeu-cau-sua", "Yêu cầu sửa", "Đã gửi yêu cầu sửa", frozenset({Stage.SENT, Stage.ACCEPTED}),
           Stage.RETURNED, rules.receives, needs_reason=True, effect=_returned),
)  # fmt: skip
workflow = Workflow(REPORT, ACTIONS)
