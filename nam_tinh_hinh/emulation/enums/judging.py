"""Words of inspecting, sitting and judging."""

from nam_tinh_hinh.kernel.enums import Labelled, Toned


class Purpose(Labelled):
    """Why a team goes out (seed 003, V steps 2, 4 and 5)."""

    REGISTRATION = "registration", "Kiểm tra thực tế đăng ký"
    INTERIM = "interim", "Kiểm tra 6 tháng đầu năm"
    FINAL = "final", "Kiểm tra, đánh giá cuối năm"


class TeamDuty(Labelled):
    """What a person is in a team."""

    HEAD = "head", "Trưởng đoàn"
    SECRETARY = "secretary", "Thư ký"
    MEMBER = "member", "Thành viên"


class Verdict(Toned):
    """What a team found."""

    MEETS = "meets", "Đạt yêu cầu", "good"
    NEEDS_WORK = "needs_work", "Cần bổ sung, khắc phục", "attention"
    FAILS = "fails", "Không đạt yêu cầu", "ended"


class SittingPurpose(Labelled):
    """What the committee sits for (seed 003, V steps 2 and 5)."""

    REGISTRATION = "registration", "Họp xét đăng ký"
    RECOGNITION = "recognition", "Họp xét công nhận, khen thưởng"


class SittingStage(Toned):
    """Where a sitting stands."""

    PLANNED = "planned", "Đang chuẩn bị", "quiet"
    OPEN = "open", "Đang họp", "waiting"
    CLOSED = "closed", "Đã kết thúc", "good"


class Award(Labelled):
    """What a recognised exemplar gets (seed 003, V step 5), the highest last."""

    RECOGNISE = "recognise", "Công nhận"
    COMMEND = "commend", "Công nhận, biểu dương"
    REWARD = "reward", "Công nhận, khen thưởng"


class Proposal(Labelled):
    """What a member proposes for an exemplar; ``rank`` orders them, so that a median can be shown."""

    rank: int

    def __init__(self, value: str, label: str = "", rank: int = 0) -> None:
        super().__init__(value, label)
        self.rank = rank

    REFUSE = "refuse", "Không công nhận", 0
    RECOGNISE = "recognise", "Công nhận", 1
    COMMEND = "commend", "Biểu dương", 2
    REWARD = "reward", "Khen thưởng", 3
