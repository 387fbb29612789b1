"""The six steps as data, as far as they are built: registration and the committee's decision."""

from datetime import datetime
from typing import Any

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.enums import PENDING, Stage
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.history import Doer
from nam_tinh_hinh.kernel.workflow import Action, Workflow

SUBJECT = "exemplar"


def _lacks_to_submit(exemplar: Any) -> list[str]:
    """Name what is missing for a first sending; a supplement is taken after the season's end too."""
    season, missing = exemplar.campaign, rules.missing_facts(exemplar)
    closed = not rules.is_open(season, clock.today())
    return [*missing, f"đợt đăng ký năm {season.year} không mở vào hôm nay"] if closed else missing


def _lacks_to_withdraw(exemplar: Any) -> list[str]:
    """Keep a unit from a step it could not go back on: after the season's end a draft is not taken any more."""
    if rules.is_open(exemplar.campaign, clock.today()):
        return []
    return [
        "đợt đăng ký không còn mở nên rút về sẽ không gửi lại được; cần sửa thì đề nghị Ban Chỉ đạo trả lại để bổ sung"
    ]


def _submitted(exemplar: Any, _actor: Doer, at: datetime, _reason: str) -> None:
    exemplar.submitted_at = at


def _resubmitted(exemplar: Any, _actor: Doer, at: datetime, _reason: str) -> None:
    _undecided(exemplar, _actor, at, _reason)
    exemplar.submitted_at, exemplar.is_supplemented = at, True


def _decided(exemplar: Any, actor: Doer, at: datetime, reason: str) -> None:
    exemplar.decided_by_id, exemplar.decided_at, exemplar.decision_reason = actor.user_id, at, reason


def _undecided(exemplar: Any, _actor: Doer, _at: datetime, _reason: str) -> None:
    exemplar.decided_by_id, exemplar.decided_at, exemplar.decision_reason = None, None, ""


def _withdrawn(exemplar: Any, _actor: Doer, _at: datetime, _reason: str) -> None:
    _undecided(exemplar, _actor, _at, _reason)
    exemplar.submitted_at = None


def _released(exemplar: Any, _actor: Doer, at: datetime, _reason: str) -> None:
    exemplar.released_at = at


SENT = frozenset({Stage.SUBMITTED}) | PENDING
ACTIONS = (
    Action("submit", "gui", "Gửi đăng ký", "Đã gửi đăng ký", frozenset({Stage.DRAFT}), Stage.SUBMITTED,
           rules.edits, lacks=_lacks_to_submit, effect=_submitted, tone="primary"),
    Action("resubmit", "gui-lai", "Gửi lại", "Đã gửi lại, ghi “đã bổ sung”", frozenset({Stage.RETURNED}),
           Stage.SUBMITTED, rules.edits, lacks=rules.missing_facts, effect=_resubmitted, tone="primary"),
    Action("withdraw", "rut", "Rút về để sửa", "Đã rút đăng ký về nháp", SENT, Stage.DRAFT,
           rules.edits, lacks=_lacks_to_withdraw, effect=_withdrawn, any_version=True),
    Action("discard", "bo", "Bỏ bản nháp", "Đã bỏ bản nháp", frozenset({Stage.DRAFT}), Stage.DISCARDED, rules.edits),
    Action("restore", "khoi-phuc", "Lấy lại bản nháp", "Đã lấy lại bản nháp", frozenset({Stage.DISCARDED}), Stage.DRAFT,
           rules.edits),
    Action("agree", "dong-y", "Đồng ý", "Đã ghi dự kiến đồng ý", frozenset({Stage.SUBMITTED}), Stage.AGREE_PENDING,
           rules.decides, effect=_decided, tone="primary"),
    Action("return", "can-bo-sung", "Cần bổ sung", "Đã trả lại đơn vị để bổ sung", frozenset({Stage.SUBMITTED}),
           Stage.RETURNED, rules.decides, needs_reason=True, effect=_decided),
    Action("decline", "khong-dua-vao", "Không đưa vào danh sách", "Đã ghi dự kiến không đưa vào danh sách",
           frozenset({Stage.SUBMITTED}), Stage.DECLINE_PENDING, rules.decides, needs_reason=True, effect=_decided),
    Action("undo", "hoan-tac", "Hoàn tác quyết định", "Đã hoàn tác quyết định", PENDING | {Stage.RETURNED},
           Stage.SUBMITTED, rules.takes_back, effect=_undecided),
    Action("release_agreed", "cong-bo-dong-y", "Công bố: đồng ý", "Đã công bố kết quả xét: đưa vào danh sách",
           frozenset({Stage.AGREE_PENDING}), Stage.AGREED, rules.releases, effect=_released),
    Action("release_declined", "cong-bo-khong", "Công bố: không đưa vào",
           "Đã công bố kết quả xét: không đưa vào danh sách", frozenset({Stage.DECLINE_PENDING}), Stage.DECLINED,
           rules.releases, effect=_released),
)  # fmt: skip
WORKFLOW = Workflow[Stage](SUBJECT, ACTIONS)

# Released together on one page, never one by one from an exemplar's.
RELEASES = {Stage.AGREE_PENDING: "release_agreed", Stage.DECLINE_PENDING: "release_declined"}
DECISIONS = ("agree", "return", "decline")
# What the committee does before the release: outside it, these lines of the history do not exist yet. Only a return is
# known at once, and so is its taking back.
BEHIND_DOORS = frozenset({"agree", "decline", "undo", "abstain", "come_back"})
