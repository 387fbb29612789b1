"""Case files: vụ việc nổi cộm (seed 000, II.3.3; seed 004, II.6)."""

from nam_tinh_hinh.kernel.enums import Labelled, Toned


class CaseStage(Toned):
    """Whether a case is worked on, only watched, or closed."""

    OPEN = "open", "Đang xử lý", "waiting"
    WATCHED = "watched", "Theo dõi", "quiet"
    CLOSED = "closed", "Đã kết thúc", "good"


class CaseEntryKind(Labelled):
    """One line of a case's timeline."""

    EVENT = "event", "Diễn biến"
    MEASURE = "measure", "Biện pháp"
    REVIEW = "review", "Rà soát"
    FORECAST = "forecast", "Dự báo"
