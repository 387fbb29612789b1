"""Reporting regimes (chế độ thông tin, báo cáo): what is owed, by when, to whom (requirements R060-R066)."""

from nam_tinh_hinh.kernel.enums import Labelled, Toned


class RegimeKind(Labelled):
    """The three kinds of seed 000, II.5.1."""

    FLASH = "flash", "Báo cáo nhanh"
    PERIODIC = "periodic", "Báo cáo định kỳ"
    AD_HOC = "ad_hoc", "Báo cáo đột xuất"


class DueRule(Labelled):
    """How the due day of a period is found; what its number means is in ``reporting.calendar``."""

    WEEKDAY = "weekday", "Thứ trong tuần"
    DAY_OF_MONTH = "day_of_month", "Ngày trong tháng"
    WORKING_DAY = "working_day", "Ngày làm việc thứ mấy trong tháng"
    LAST_WORKING_DAY = "last_working_day", "Ngày làm việc cuối cùng của tháng"
    LAST_DAY = "last_day", "Ngày cuối cùng của tháng"


class HolidayRule(Labelled):
    """What happens when the due day is a day off."""

    SAME = "same", "Giữ nguyên ngày"
    BEFORE = "before", "Lùi về ngày làm việc liền trước"
    AFTER = "after", "Chuyển sang ngày làm việc liền sau"


class Receiver(Labelled):
    """To whom a report goes (requirements R031, R066)."""

    SUPERIOR = "superior", "Cấp trên trực tiếp (ngành dọc)"
    COMMITTEE = "committee", "Cấp ủy cùng cấp"
    UNIT = "unit", "Một đơn vị được chọn"
    OUTSIDE = "outside", "Cơ quan ngoài phần mềm"


class PeriodKind(Labelled):
    """Why a period is there: the regime's calendar, a superior's request, or the unit's own need."""

    SCHEDULED = "scheduled", "Theo chế độ"
    REQUESTED = "requested", "Theo yêu cầu"
    OWN = "own", "Tự báo cáo"


class Standing(Toned):
    """What an obligation is now; always computed from stored moments, never stored."""

    AHEAD = "ahead", "Chưa tới hạn", "quiet"
    DUE = "due", "Đến hạn", "attention"
    GRACE = "grace", "Trễ, còn gia hạn", "attention"
    OVERDUE = "overdue", "Quá hạn", "overdue"
    SENT = "sent", "Đã nộp", "waiting"
    ACCEPTED = "accepted", "Đã nhận", "good"
    EXEMPT = "exempt", "Miễn", "ended"
