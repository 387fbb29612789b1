"""The six steps as data: one line per action gives its button, its permission, its refusal and its trace."""

from datetime import datetime
from typing import Any

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.enums import PENDING, Award, Stage
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.history import Doer
from nam_tinh_hinh.kernel.workflow import Action, Effect, Workflow

SUBJECT = "exemplar"


def _lacks_to_propose(exemplar: Any) -> list[str]:
    """Name what is missing for a first sending; a supplement is taken after the season's end too."""
    season, missing = exemplar.campaign, rules.missing_facts(exemplar)
    closed = not rules.is_open(season, clock.today())
    return [*missing, f"đợt đăng ký năm {season.year} không mở vào hôm nay"] if closed else missing


def _lacks_to_submit(exemplar: Any) -> list[str]:
    """A registration leaves its unit in the unit's list only, in a round (seed 003, V step 1)."""
    unlisted = [] if exemplar.round_id else ["đơn vị chưa gửi danh sách đăng ký"]
    return [*_lacks_to_propose(exemplar), *unlisted]


def _lacks_to_assign(exemplar: Any) -> list[str]:
    """Nothing is carried out before the notice of assignment (seed 003, V step 3)."""
    return [] if exemplar.notice_id else ["chưa có thông báo giao nhiệm vụ"]


def _lacks_to_report(exemplar: Any) -> list[str]:
    """Name what the unit's result report still lacks (seed 003, V step 5)."""
    told = exemplar.result
    return [] if told and told.results and told.benefits else ["chưa ghi kết quả và hiệu quả trong báo cáo kết quả"]


def _lacks_to_publish(exemplar: Any) -> list[str]:
    """A result is made known by the decision of recognition only (seed 003, V step 5)."""
    return [] if exemplar.recognition_id else ["chưa có quyết định công nhận"]


def _approved(exemplar: Any, actor: Doer, at: datetime, _reason: str) -> None:
    exemplar.approved_by_id, exemplar.approved_at = actor.user_id, at


def _unapproved(exemplar: Any, _actor: Doer, _at: datetime, _reason: str) -> None:
    exemplar.approved_by_id, exemplar.approved_at = None, None


def _submitted(exemplar: Any, _actor: Doer, at: datetime, _reason: str) -> None:
    exemplar.submitted_at = at


def _resubmitted(exemplar: Any, actor: Doer, at: datetime, reason: str) -> None:
    _undecided(exemplar, actor, at, reason)
    _approved(exemplar, actor, at, reason)
    exemplar.submitted_at, exemplar.is_supplemented = at, True


def _decided(exemplar: Any, actor: Doer, at: datetime, reason: str) -> None:
    exemplar.decided_by_id, exemplar.decided_at, exemplar.decision_reason = actor.user_id, at, reason


def _undecided(exemplar: Any, _actor: Doer, _at: datetime, _reason: str) -> None:
    exemplar.decided_by_id, exemplar.decided_at, exemplar.decision_reason = None, None, ""


def _released(exemplar: Any, _actor: Doer, at: datetime, _reason: str) -> None:
    exemplar.released_at = at


def _withdrawn(exemplar: Any, actor: Doer, at: datetime, reason: str) -> None:
    _undecided(exemplar, actor, at, reason)
    exemplar.released_at = None
    exemplar.ended_at, exemplar.end_reason = at, reason


def _stopped(exemplar: Any, _actor: Doer, at: datetime, reason: str) -> None:
    exemplar.ended_at, exemplar.end_reason = at, reason


def _reported(exemplar: Any, _actor: Doer, at: datetime, _reason: str) -> None:
    exemplar.reported_at = at


def _unreported(exemplar: Any, _actor: Doer, _at: datetime, _reason: str) -> None:
    exemplar.reported_at = None


def _judged(award: Award | None) -> Effect:
    def fill(exemplar: Any, actor: Doer, at: datetime, reason: str) -> None:
        exemplar.judged_by_id, exemplar.judged_at = actor.user_id, at
        exemplar.judgement_reason, exemplar.award = reason, award

    return fill


def _unjudged(exemplar: Any, _actor: Doer, _at: datetime, _reason: str) -> None:
    exemplar.judged_by_id, exemplar.judged_at, exemplar.judgement_reason, exemplar.award = None, None, "", None


AT_HOME = frozenset({Stage.PROPOSED, Stage.APPROVED})
SENT = frozenset({Stage.SUBMITTED, Stage.RETURNED, Stage.REPROPOSED, Stage.AGREED}) | PENDING
JUDGEMENTS = frozenset({Stage.RECOGNISE_PENDING, Stage.REFUSE_PENDING})
ACTIONS = (
    # Step 1: in the unit.
    Action("propose", "trinh", "Trình lãnh đạo duyệt", "Đã trình lãnh đạo duyệt", frozenset({Stage.DRAFT}),
           Stage.PROPOSED, rules.assists, lacks=_lacks_to_propose, tone="primary"),
    Action("approve", "duyet", "Duyệt để gửi", "Đã duyệt", frozenset({Stage.DRAFT, Stage.PROPOSED}),
           Stage.APPROVED, rules.leads, lacks=_lacks_to_propose, effect=_approved, tone="primary"),
    Action("send_back", "tra-cho-can-bo", "Trả cán bộ sửa lại", "Đã trả cán bộ sửa lại", AT_HOME, Stage.DRAFT,
           rules.leads, needs_reason=True, effect=_unapproved),
    Action("recall", "lay-ve", "Lấy về sửa", "Đã lấy về nháp để sửa", AT_HOME, Stage.DRAFT, rules.assists,
           effect=_unapproved),
    Action("submit", "gui", "Gửi trong danh sách", "Đã gửi trong danh sách của đơn vị", frozenset({Stage.APPROVED}),
           Stage.SUBMITTED, rules.edits, lacks=_lacks_to_submit, effect=_submitted, tone="primary"),
    Action("discard", "bo", "Bỏ bản nháp", "Đã bỏ bản nháp", frozenset({Stage.DRAFT}), Stage.DISCARDED, rules.edits),
    Action("restore", "khoi-phuc", "Lấy lại bản nháp", "Đã lấy lại bản nháp", frozenset({Stage.DISCARDED}), Stage.DRAFT,
           rules.edits),
    Action("repropose", "trinh-lai", "Trình lãnh đạo bản bổ sung", "Đã trình lãnh đạo bản bổ sung",
           frozenset({Stage.RETURNED}), Stage.REPROPOSED, rules.assists, lacks=rules.missing_facts, tone="primary"),
    Action("send_back_again", "tra-ban-bo-sung", "Trả cán bộ sửa lại", "Đã trả cán bộ sửa lại",
           frozenset({Stage.REPROPOSED}), Stage.RETURNED, rules.leads, needs_reason=True),
    Action("recall_again", "lay-ve-bo-sung", "Lấy về sửa", "Đã lấy về để bổ sung tiếp", frozenset({Stage.REPROPOSED}),
           Stage.RETURNED, rules.assists),
    Action("resubmit", "gui-lai", "Duyệt và gửi lại", "Đã gửi lại, ghi “đã bổ sung”",
           frozenset({Stage.RETURNED, Stage.REPROPOSED}), Stage.SUBMITTED, rules.leads, lacks=rules.missing_facts,
           effect=_resubmitted, tone="primary"),
    Action("withdraw", "rut", "Rút khỏi danh sách", "Đã rút khỏi danh sách", SENT, Stage.WITHDRAWN, rules.settles,
           needs_reason=True, effect=_withdrawn, any_version=True),
    # Step 2: in the committee.
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
    Action("assign", "giao-nhiem-vu", "Giao nhiệm vụ", "Đã giao nhiệm vụ", frozenset({Stage.AGREED}), Stage.UNDERWAY,
           rules.issues, lacks=_lacks_to_assign),
    # Steps 3 and 4: carried out.
    Action("stop", "dung", "Dừng thực hiện", "Đã dừng thực hiện", frozenset({Stage.UNDERWAY}), Stage.STOPPED,
           rules.settles, needs_reason=True, effect=_stopped),
    # Step 5: results and recognition.
    Action("report", "bao-cao-ket-qua", "Gửi báo cáo kết quả", "Đã gửi báo cáo kết quả", frozenset({Stage.UNDERWAY}),
           Stage.REPORTED, rules.leads, lacks=_lacks_to_report, effect=_reported, tone="primary"),
    Action("return_report", "bo-sung-bao-cao", "Yêu cầu bổ sung báo cáo", "Đã yêu cầu đơn vị bổ sung báo cáo kết quả",
           frozenset({Stage.REPORTED}), Stage.UNDERWAY, rules.settles, needs_reason=True, effect=_unreported),
    Action("recognise", "cong-nhan", "Công nhận", "Đã ghi dự kiến công nhận", frozenset({Stage.REPORTED}),
           Stage.RECOGNISE_PENDING, rules.decides, effect=_judged(Award.RECOGNISE), tone="primary"),
    Action("commend", "bieu-duong", "Công nhận, biểu dương", "Đã ghi dự kiến biểu dương", frozenset({Stage.REPORTED}),
           Stage.RECOGNISE_PENDING, rules.decides, effect=_judged(Award.COMMEND)),
    Action("reward", "khen-thuong", "Công nhận, khen thưởng", "Đã ghi dự kiến khen thưởng", frozenset({Stage.REPORTED}),
           Stage.RECOGNISE_PENDING, rules.decides, effect=_judged(Award.REWARD)),
    Action("refuse", "khong-cong-nhan", "Không công nhận", "Đã ghi dự kiến không công nhận",
           frozenset({Stage.REPORTED}), Stage.REFUSE_PENDING, rules.decides, needs_reason=True, effect=_judged(None)),
    Action("undo_judgement", "hoan-tac-danh-gia", "Hoàn tác kết quả xét công nhận", "Đã hoàn tác kết quả xét công nhận",
           JUDGEMENTS, Stage.REPORTED, rules.takes_judgement_back, effect=_unjudged),
    Action("publish_recognised", "cong-bo-cong-nhan", "Ban hành: công nhận", "Đã có quyết định công nhận",
           frozenset({Stage.RECOGNISE_PENDING}), Stage.RECOGNISED, rules.issues, lacks=_lacks_to_publish),
    Action("publish_refused", "cong-bo-khong-cong-nhan", "Ban hành: không công nhận", "Đã có kết quả: không công nhận",
           frozenset({Stage.REFUSE_PENDING}), Stage.NOT_RECOGNISED, rules.issues, lacks=_lacks_to_publish),
)  # fmt: skip
WORKFLOW = Workflow[Stage](SUBJECT, ACTIONS)

# Released together on one page, never one by one from an exemplar's.
RELEASES = {Stage.AGREE_PENDING: "release_agreed", Stage.DECLINE_PENDING: "release_declined"}
PUBLICATIONS = {Stage.RECOGNISE_PENDING: "publish_recognised", Stage.REFUSE_PENDING: "publish_refused"}
DECISIONS = ("agree", "return", "decline")
VERDICTS = ("recognise", "commend", "reward", "refuse")
# Done with a paper or an answer by pages of their own, never by a button on an exemplar's page.
ELSEWHERE = frozenset({"submit", "withdraw", "assign", "report", *VERDICTS, *RELEASES.values(), *PUBLICATIONS.values()})
# What the committee does before it makes its decisions known: outside it, these lines of the history do not exist yet.
# Only a return is known at once, and so is its taking back.
BEHIND_DOORS = frozenset({"agree", "decline", "undo", "abstain", "come_back", *VERDICTS, "undo_judgement"})
