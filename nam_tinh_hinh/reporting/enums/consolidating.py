"""What becomes of a lower unit's words in the report of the level above."""

from nam_tinh_hinh.kernel.enums import Toned


class Fate(Toned):
    """How a passage ended; "merged" means that its sentence speaks for others too."""

    USED = "used", "Đã đưa vào", "good"
    MERGED = "merged", "Đã gộp", "good"
    NOT_USED = "not_used", "Không đưa vào", "ended"
    NEXT_PERIOD = "next_period", "Chuyển kỳ sau", "waiting"


# What is decided by a press; used and merged are read off the marks in the text.
DECIDED = frozenset({Fate.NOT_USED, Fate.NEXT_PERIOD})
