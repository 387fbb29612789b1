"""Words of carrying out: how an interim review stands."""

from nam_tinh_hinh.kernel.enums import Toned


class Standing(Toned):
    """How an interim review stands on a day. ``rank`` orders a list of them: what presses most comes first."""

    rank: int

    def __init__(self, value: str, label: str = "", tone: str = "", rank: int = 0) -> None:
        super().__init__(value, label, tone)
        self.rank = rank

    OVERDUE = "overdue", "Quá hạn", "overdue", 0
    OPEN = "open", "Đang mở", "waiting", 1
    AHEAD = "ahead", "Chưa đến", "quiet", 2
    MISSED = "missed", "Không gửi", "attention", 3
    LATE = "late", "Đã gửi, chậm", "attention", 4
    ON_TIME = "on_time", "Đã gửi, đúng hạn", "good", 5
    NEEDLESS = "needless", "Không phải gửi nữa", "ended", 6


SENT = frozenset({Standing.LATE, Standing.ON_TIME})
# Those that can be written and sent.
WRITABLE = frozenset({Standing.OPEN, Standing.OVERDUE})
