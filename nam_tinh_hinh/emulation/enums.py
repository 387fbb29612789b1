"""Kinds, stages and marks of emulation. Labels, tones and steps sit on the members, once."""

from enum import StrEnum

from nam_tinh_hinh.kernel.enums import Labelled, Toned


class ExemplarKind(Labelled):
    """A way of working, or a person or collective to look up to (PRACTICE.md §1.4)."""

    PRACTICE = "practice", "Mô hình"
    PARAGON = "paragon", "Điển hình"


class OwnerKind(Labelled):
    """Whose exemplar it is (seed 003, I.2)."""

    COLLECTIVE = "collective", "Tập thể"
    INDIVIDUAL = "individual", "Cá nhân"


class Stage(Toned):
    """Where an exemplar stands. ``step`` is the plan's step 1…6; ``tone`` colours the word that is always there."""

    step: int

    def __init__(self, value: str, label: str = "", tone: str = "", step: int = 0) -> None:
        super().__init__(value, label, tone)
        self.step = step

    DRAFT = "draft", "Nháp", "quiet", 1
    DISCARDED = "discarded", "Đã bỏ nháp", "ended", 1
    RETURNED = "returned", "Cần bổ sung", "attention", 1
    SUBMITTED = "submitted", "Đang xét", "waiting", 2
    AGREE_PENDING = "agree_pending", "Dự kiến đồng ý", "waiting", 2
    DECLINE_PENDING = "decline_pending", "Dự kiến không đưa vào", "waiting", 2
    AGREED = "agreed", "Đã đưa vào danh sách", "good", 2
    DECLINED = "declined", "Không đưa vào danh sách", "ended", 2

    @property
    def open_stage(self) -> "Stage":
        """Return the stage as those outside the committee may know it: no decision before its release."""
        return Stage.SUBMITTED if self in PENDING else self


PENDING = frozenset({Stage.AGREE_PENDING, Stage.DECLINE_PENDING})
RELEASED = frozenset({Stage.AGREED, Stage.DECLINED})
UNSENT = frozenset({Stage.DRAFT, Stage.DISCARDED})
# Stages in which someone still has to act: with the unit itself these go to whoever comes after it.
OPEN = frozenset({Stage.DRAFT, Stage.RETURNED, Stage.SUBMITTED}) | PENDING
# Stages that carry a decision: who took it and when.
DECIDED = frozenset({Stage.RETURNED}) | PENDING | RELEASED
# Stages whose decision must say why.
REASONED = frozenset({Stage.RETURNED, Stage.DECLINE_PENDING, Stage.DECLINED})
# Stages anyone may ask a list for; the others are shown as one of these.
LISTED = (Stage.DRAFT, Stage.RETURNED, Stage.SUBMITTED, Stage.AGREED, Stage.DECLINED)

STEPS = (
    "Lựa chọn, đăng ký",
    "Ban Chỉ đạo xét",
    "Triển khai xây dựng",
    "Sơ kết tại đơn vị",
    "Công nhận, khen thưởng",
    "Rút kinh nghiệm, nhân rộng",
)


class Mark(StrEnum):
    """What one committee member noted for himself about an item of the queue."""

    LATER = "later"
    ABSTAIN = "abstain"
