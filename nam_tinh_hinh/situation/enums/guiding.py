"""Guidance downward: chỉ đạo, định hướng (seed 000, II.5.1; requirement R134)."""

from nam_tinh_hinh.kernel.enums import Toned


class Ask(Toned):
    """What the receiver is to do with it; ``needs_doing`` tells whether pressing "Đã nhận" is not enough."""

    INFORM = "inform", "Để biết", "quiet"
    CARRY_OUT = "carry_out", "Thực hiện", "attention"
    REPORT = "report", "Báo cáo lại", "attention"
    OPINION = "opinion", "Cho ý kiến", "waiting"

    @property
    def needs_doing(self) -> bool:
        return self is not Ask.INFORM


class GuidanceStage(Toned):
    """Whether a guidance has gone out."""

    DRAFT = "draft", "Nháp", "quiet"
    SENT = "sent", "Đã gửi", "good"
    RECALLED = "recalled", "Đã thu hồi", "quiet"


class ReceiptStanding(Toned):
    """What a receipt is now; always computed, never stored."""

    UNOPENED = "unopened", "Chưa mở", "attention"
    OPENED = "opened", "Đã mở", "waiting"
    RECEIVED = "received", "Đã nhận", "waiting"
    DONE = "done", "Đã làm", "good"
    OVERDUE = "overdue", "Quá hạn", "overdue"
