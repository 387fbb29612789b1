"""Where an exemplar stands, and which columns go with which stage."""

from nam_tinh_hinh.kernel.enums import Toned


class Stage(Toned):
    """Where an exemplar stands. ``step`` is the plan's step 1…6; ``tone`` colours the word that is always there."""

    step: int

    def __init__(self, value: str, label: str = "", tone: str = "", step: int = 0) -> None:
        super().__init__(value, label, tone)
        self.step = step

    DRAFT = "draft", "Nháp", "quiet", 1
    DISCARDED = "discarded", "Đã bỏ nháp", "ended", 1
    PROPOSED = "proposed", "Chờ lãnh đạo duyệt", "waiting", 1
    APPROVED = "approved", "Lãnh đạo đã duyệt, chờ gửi", "attention", 1
    RETURNED = "returned", "Cần bổ sung", "attention", 1
    REPROPOSED = "reproposed", "Bổ sung chờ lãnh đạo duyệt", "waiting", 1
    WITHDRAWN = "withdrawn", "Đã rút", "ended", 1
    SUBMITTED = "submitted", "Đang xét", "waiting", 2
    AGREE_PENDING = "agree_pending", "Dự kiến đồng ý", "waiting", 2
    DECLINE_PENDING = "decline_pending", "Dự kiến không đưa vào", "waiting", 2
    AGREED = "agreed", "Đã đưa vào danh sách", "good", 2
    DECLINED = "declined", "Không đưa vào danh sách", "ended", 2
    UNDERWAY = "underway", "Đang thực hiện", "good", 3
    STOPPED = "stopped", "Đã dừng", "ended", 3
    REPORTED = "reported", "Đã báo cáo kết quả", "waiting", 5
    RECOGNISE_PENDING = "recognise_pending", "Dự kiến công nhận", "waiting", 5
    REFUSE_PENDING = "refuse_pending", "Dự kiến không công nhận", "waiting", 5
    RECOGNISED = "recognised", "Được công nhận", "good", 6
    NOT_RECOGNISED = "not_recognised", "Không được công nhận", "ended", 5

    @property
    def open_stage(self) -> "Stage":
        """Return the stage as those outside the committee may know it: no decision before it is made known."""
        if self in {Stage.RECOGNISE_PENDING, Stage.REFUSE_PENDING}:
            return Stage.REPORTED
        return Stage.SUBMITTED if self in PENDING else self


# The committee's decisions on registrations that the units do not know yet.
PENDING = frozenset({Stage.AGREE_PENDING, Stage.DECLINE_PENDING})
# Stages before the unit's first sending.
UNSENT = frozenset({Stage.DRAFT, Stage.DISCARDED, Stage.PROPOSED, Stage.APPROVED})
# Stages that need the five facts; a draft may lack them.
WITH_FACTS = frozenset(Stage) - {Stage.DRAFT, Stage.DISCARDED}
# Stages whose text a leader of the unit has approved.
APPROVED_ONCE = WITH_FACTS - {Stage.PROPOSED}
# Stages whose result of the final judgement is there, made known or not.
JUDGED = frozenset({Stage.RECOGNISE_PENDING, Stage.REFUSE_PENDING, Stage.RECOGNISED, Stage.NOT_RECOGNISED})
AWARDED = frozenset({Stage.RECOGNISE_PENDING, Stage.RECOGNISED})
# Stages under a decision of recognition that was issued.
PUBLISHED = frozenset({Stage.RECOGNISED, Stage.NOT_RECOGNISED})
REPORTED_ONCE = frozenset({Stage.REPORTED}) | JUDGED
# Stages after the notice of assignment: nothing is carried out without one (seed 003, V step 3).
ASSIGNED = frozenset({Stage.UNDERWAY, Stage.STOPPED}) | REPORTED_ONCE
# Stages whose registration was decided and made known.
RELEASED = frozenset({Stage.AGREED, Stage.DECLINED}) | ASSIGNED
# Stages that carry the decision on the registration: who took it and when.
DECIDED = frozenset({Stage.RETURNED, Stage.REPROPOSED}) | PENDING | RELEASED
# Stages whose decision must say why.
REASONED = frozenset({Stage.RETURNED, Stage.REPROPOSED, Stage.DECLINE_PENDING, Stage.DECLINED})
# Stages an exemplar ended in before its time, with a day and a reason.
ENDED = frozenset({Stage.WITHDRAWN, Stage.STOPPED})
# Stages in which someone still has to act: with the unit itself these go to whoever comes after it.
OPEN = frozenset(Stage) - ENDED - PUBLISHED - {Stage.DISCARDED, Stage.DECLINED}
# Stages anyone may ask a list for; the others are shown as one of these.
LISTED = tuple(stage for stage in Stage if stage.open_stage is stage and stage is not Stage.DISCARDED)

STEPS = (
    "Lựa chọn, đăng ký",
    "Ban Chỉ đạo xét",
    "Triển khai xây dựng",
    "Sơ kết tại đơn vị",
    "Công nhận, khen thưởng",
    "Rút kinh nghiệm, nhân rộng",
)
