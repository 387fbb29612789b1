"""Why a report is due on another day than the one its regime names. Pure: days in, a sentence out."""

from dataclasses import replace

from nam_tinh_hinh.kernel.periods import Period
from nam_tinh_hinh.kernel.workdays import WorkCalendar
from nam_tinh_hinh.reporting.calendar import Rule, due_day
from nam_tinh_hinh.reporting.enums import HolidayRule


def moved_words(rule: Rule, span: Period, work: WorkCalendar) -> str:
    """Return "15/12 là Chủ nhật nên nộp trước 14 giờ 00 ngày 13/12", or "" where the named day is kept.

    A day off on which the deadline stays is told too: "15/12 là Chủ nhật, hạn vẫn giữ nguyên ngày".
    """
    named, day = due_day(replace(rule, holiday=HolidayRule.SAME), span, work), due_day(rule, span, work)
    why = work.why_off(named)
    if not why:
        return ""
    if named == day:
        return f"{named:%d/%m} là {why}, hạn vẫn giữ nguyên ngày"
    return f"{named:%d/%m} là {why} nên nộp trước {rule.time.hour} giờ {rule.time.minute:02} ngày {day:%d/%m}"
