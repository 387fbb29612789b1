"""What is observed: its kind, how grave it is, how one comes to hear of it, and how far it has come."""

from nam_tinh_hinh.kernel.enums import Labelled, Toned


class ObservationKind(Labelled):
    """What people say (seed 000, II.3.1: difficulties, proposals, recommendations, good practice)."""

    FEEDBACK = "feedback", "Phản ánh"
    PETITION = "petition", "Kiến nghị"
    SENTIMENT = "sentiment", "Tâm tư, dư luận"
    GOOD_PRACTICE = "good_practice", "Cách làm hay"


class Severity(Toned):
    """How much it presses (R044, R048)."""

    NORMAL = "normal", "Bình thường", "quiet"
    NOTABLE = "notable", "Đáng chú ý", "waiting"
    URGENT = "urgent", "Cấp bách", "attention"


class Regularity(Labelled):
    """Whether a channel flows all the time or has its days (seed 000 II.4; seed 004 III)."""

    REGULAR = "regular", "Thường xuyên"
    PERIODIC = "periodic", "Định kỳ"


class Stage(Toned):
    """How far an observation has come at the focal point that holds it."""

    WAITING = "waiting", "Chờ xác nhận", "waiting"
    RETURNED = "returned", "Trả lại để sửa", "attention"
    PASSED_UP = "passed_up", "Chờ cấp trên tiếp nhận", "waiting"
    CONFIRMED = "confirmed", "Đã xác nhận", "good"
    JOINED = "joined", "Đã gộp", "quiet"
    WITHDRAWN = "withdrawn", "Đã rút", "quiet"


# What a focal point still has to look at; the matters that lists, figures and reports count; what others may read.
TO_JUDGE = frozenset({Stage.WAITING, Stage.PASSED_UP})
GATHERED = frozenset({Stage.CONFIRMED, Stage.PASSED_UP})
SHARED = GATHERED | {Stage.JOINED}
