"""When reports are due, when their periods open, and which days each tells of. Pure: days in, moments out.

The caller's ``WorkCalendar`` must reach as far as the days asked about: from the month before the earliest span to the
last month in which one falls due, and a fortnight beyond both. Where it has no days off, only weekends are.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from nam_tinh_hinh.kernel.clock import VIETNAM, local
from nam_tinh_hinh.kernel.periods import WEEK, Cadence, Period, period_of
from nam_tinh_hinh.kernel.workdays import MOST_OFF, WEEKDAYS, WorkCalendar
from nam_tinh_hinh.reporting.enums import DueRule, HolidayRule

# A server that was off for years opens the last sixty periods of a regime, not hundreds nobody will write.
MOST_SLOTS = 60
MOST_LATER, MOST_OPEN_DAYS, MOST_GRACE = 12, 366, 31 * 24 * 60
_NUMBERS = {
    DueRule.WEEKDAY: (0, 6, "Chọn một thứ trong tuần, từ thứ Hai đến Chủ nhật."),
    DueRule.DAY_OF_MONTH: (1, 31, "Ngày trong tháng là một số từ 1 đến 31."),
    DueRule.WORKING_DAY: (1, 31, "Ngày làm việc thứ mấy trong tháng là một số từ 1 đến 31."),
}
# These name a working day, so days off cannot move them.
_WORKING = frozenset({DueRule.WORKING_DAY, DueRule.LAST_WORKING_DAY})


@dataclass(frozen=True)
class Rule:
    """How the deadline of each period of a regime is found.

    ``number`` is the weekday (0 is Monday), the day of the month (where the month is shorter: its last day) or the
    number of the working day (where it has fewer: the last); the other due rules need none. ``months_after`` counts
    from the last month of the period: 0 is that month itself; in a weekly regime it counts weeks. ``time`` is by the
    wall clock of Vietnam. A period opens ``opens_days`` days before its due day.
    """

    cadence: Cadence
    due: DueRule
    number: int
    months_after: int
    time: time
    holiday: HolidayRule
    opens_days: int
    grace_minutes: int


@dataclass(frozen=True)
class Slot:
    """One period of a regime with its moments in UTC; it tells of what came in from ``gathers_from`` on, up to and
    without ``gathers_to``.
    """

    span: Period
    due_at: datetime
    grace_until: datetime
    opens_at: datetime
    gathers_from: datetime
    gathers_to: datetime


def faults(rule: Rule) -> list[tuple[str, str]]:
    """Return what makes no sense in ``rule``: the field's name and a sentence for whoever filled it in."""
    found, weekly = [], rule.cadence is Cadence.WEEK
    if weekly and rule.due is not DueRule.WEEKDAY:
        found.append(("due", "Báo cáo hằng tuần có hạn theo thứ trong tuần. Chọn “Thứ trong tuần”."))
    if not weekly and rule.due is DueRule.WEEKDAY:
        found.append(("due", "Chỉ báo cáo hằng tuần có hạn theo thứ. Chọn một ngày trong tháng."))
    lowest, highest, sentence = _NUMBERS.get(rule.due, (rule.number, rule.number, ""))
    if not lowest <= rule.number <= highest:
        found.append(("number", sentence))
    return found + _faults_of_counts(rule)


def _faults_of_counts(rule: Rule) -> list[tuple[str, str]]:
    unit = "tuần" if rule.cadence is Cadence.WEEK else "tháng"
    counts = (
        ("months_after", rule.months_after, MOST_LATER, f"Số {unit} lùi sau kỳ báo cáo là từ 0 đến {MOST_LATER}."),
        ("opens_days", rule.opens_days, MOST_OPEN_DAYS, f"Số ngày mở trước hạn là từ 0 đến {MOST_OPEN_DAYS}."),
        ("grace_minutes", rule.grace_minutes, MOST_GRACE, f"Số phút gia hạn là từ 0 đến {MOST_GRACE} (31 ngày)."),
    )
    return [(name, sentence) for name, count, most, sentence in counts if not 0 <= count <= most]


def due_day(rule: Rule, span: Period, work: WorkCalendar) -> date:
    """Return the day on which the report on ``span`` is due.

    Raises ``ValueError`` with a sentence for people where the rule makes no sense (see ``faults``) or ``span`` is no
    period of its cadence.
    """
    for _, sentence in faults(rule):
        raise ValueError(sentence)
    if span != period_of(rule.cadence, span.first):
        raise ValueError(f"Kỳ {span.label} không khớp với chế độ báo cáo theo {rule.cadence.label.lower()}.")
    day = _named_day(rule, span, work)
    if rule.holiday is HolidayRule.BEFORE:
        return _at_or_before(day, work)
    return work.after(day, 0) if rule.holiday is HolidayRule.AFTER else day


def due_at(rule: Rule, span: Period, work: WorkCalendar) -> datetime:
    """Return the moment, in UTC, up to which the report on ``span`` is in time; raises as ``due_day`` does."""
    return _moment(due_day(rule, span, work), rule.time)


def slot_of(rule: Rule, span: Period, work: WorkCalendar) -> Slot:
    """Return the moments of the period ``span``; raises as ``due_day`` does.

    A report due within its span tells of what came in up to its deadline, one due later of the span to its end; each
    goes on where the one before stopped, so that between two reports nothing is lost and nothing told twice.
    """
    due, earlier = due_at(rule, span, work), span.before
    return Slot(
        span=span,
        due_at=due,
        grace_until=due + timedelta(minutes=rule.grace_minutes),
        opens_at=_opens_at(rule, span, work),
        gathers_from=_gathers_to(rule, earlier, work) if earlier else _moment(span.first),
        gathers_to=_gathers_to(rule, span, work),
    )


def opened_by(rule: Rule, since: datetime, now: datetime, work: WorkCalendar) -> list[Slot]:
    """Return the slots that opened after ``since`` and not after ``now``, oldest first; at most the last sixty.

    Those that fell due meanwhile are among them: a server that was off for three weeks opens these periods too.
    """
    found, span = list[Slot](), _last_by(rule, now, lambda one: _opens_at(rule, one, work))
    while span and len(found) < MOST_SLOTS and _opens_at(rule, span, work) > since:
        found.append(slot_of(rule, span, work))
        span = span.before
    return found[::-1]


def slots(rule: Rule, now: datetime, work: WorkCalendar, ahead: timedelta | None = None) -> list[Slot]:
    """Return the slots open at ``now``, oldest first: opened by then (or within ``ahead``), their grace not over."""
    found, span = list[Slot](), _last_by(rule, now + (ahead or timedelta()), lambda one: _opens_at(rule, one, work))
    while span and (slot := slot_of(rule, span, work)).grace_until >= now:
        found.append(slot)
        span = span.before
    return found[::-1]


def coming(rule: Rule, now: datetime, count: int, work: WorkCalendar) -> list[Slot]:
    """Return the next ``count`` slots that fall due after ``now``, soonest first, whether they are open yet or not."""
    found, past = list[Slot](), _last_by(rule, now, lambda one: due_at(rule, one, work))
    span = past.after if past else None
    while span and len(found) < count:
        found.append(slot_of(rule, span, work))
        span = span.after
    return found


def rule_words(rule: Rule) -> str:
    """Return the deadline as an office writes it: "trước 14 giờ 00 thứ Năm hằng tuần", "ngày 15 hằng tháng, trước
    17 giờ 00".
    """
    hour = f"trước {rule.time.hour} giờ {rule.time.minute:02}"
    return f"{hour} {day_words(rule)}" if rule.due is DueRule.WEEKDAY else f"{day_words(rule)}, {hour}"


def day_words(rule: Rule) -> str:
    """Return the due day without its hour: "thứ Năm hằng tuần", "ngày 20 của tháng cuối quý"."""
    if rule.due is DueRule.WEEKDAY:
        return f"{WEEKDAYS[rule.number].replace('Thứ', 'thứ')} {_week_words(rule.months_after)}"
    day, month = _DAY_WORDS[rule.due].format(rule.number), _month_words(rule.cadence, rule.months_after)
    if rule.due is not DueRule.DAY_OF_MONTH:
        return f"{day} của {month}"
    if month == "tháng":
        return f"{day} hằng tháng"
    return f"{day} {month}" if month[6].isdigit() else f"{day} của {month}"


def holiday_words(rule: Rule) -> str:
    """Return what happens on a day off, as a half-sentence; nothing where the due day is never one."""
    return "" if rule.due in _WORKING else _HOLIDAY_WORDS[rule.holiday]


_DAY_WORDS = {
    DueRule.DAY_OF_MONTH: "ngày {}",
    DueRule.WORKING_DAY: "ngày làm việc thứ {}",
    DueRule.LAST_WORKING_DAY: "ngày làm việc cuối cùng",
    DueRule.LAST_DAY: "ngày cuối cùng",
}
_HOLIDAY_WORDS = {
    HolidayRule.SAME: "trùng ngày nghỉ thì vẫn giữ nguyên ngày",
    HolidayRule.BEFORE: "trùng ngày nghỉ thì nộp vào ngày làm việc liền trước",
    HolidayRule.AFTER: "trùng ngày nghỉ thì nộp vào ngày làm việc liền sau",
}
# The words of the period's own last month, of the month after it, and of the months after a period.
_MONTH_WORDS = {
    Cadence.MONTH: ("tháng", "tháng sau", "kỳ báo cáo"),
    Cadence.QUARTER: ("tháng cuối quý", "tháng đầu quý sau", "quý báo cáo"),
    Cadence.HALF_YEAR: ("tháng 6 và tháng 12", "tháng sau kỳ 6 tháng", "kỳ 6 tháng"),
}


def _week_words(weeks: int) -> str:
    if weeks < 2:
        return "của tuần sau" if weeks else "hằng tuần"
    return f"của tuần thứ {weeks} sau tuần báo cáo"


def _month_words(cadence: Cadence, later: int) -> str:
    if cadence is Cadence.YEAR:
        return f"tháng {later} năm sau" if later else "tháng 12 hằng năm"
    same, following, span = _MONTH_WORDS[cadence]
    if later < 2:
        return following if later else same
    return f"tháng thứ {later} sau {span}"


def _named_day(rule: Rule, span: Period, work: WorkCalendar) -> date:
    """Return the due day before the holiday rule."""
    if rule.due is DueRule.WEEKDAY:
        return span.first + timedelta(days=rule.number) + WEEK * rule.months_after
    month = _month(span.last, rule.months_after)
    if rule.due is DueRule.DAY_OF_MONTH:
        return min(month.first + timedelta(days=rule.number - 1), month.last)
    if rule.due is DueRule.LAST_DAY:
        return month.last
    length = (month.last - month.first).days + 1
    working = [day for n in range(length) if work.is_working(day := month.first + timedelta(days=n))]
    if rule.due is DueRule.WORKING_DAY and rule.number <= len(working):
        return working[rule.number - 1]
    return working[-1] if working else _at_or_before(month.last, work)


def _month(day: date, later: int) -> Period:
    year, month = divmod(day.year * 12 + day.month - 1 + later, 12)
    return period_of(Cadence.MONTH, date(year, month + 1, 1))


def _at_or_before(day: date, work: WorkCalendar) -> date:
    for behind in range(MOST_OFF + 1):
        if work.is_working(day - timedelta(days=behind)):
            return day - timedelta(days=behind)
    raise ValueError(f"no working day within {MOST_OFF} days before {day}")


def _moment(day: date, at: time | None = None) -> datetime:
    return datetime.combine(day, at or time(), VIETNAM).astimezone(UTC)


def _opens_at(rule: Rule, span: Period, work: WorkCalendar) -> datetime:
    return _moment(due_day(rule, span, work) - timedelta(days=rule.opens_days))


def _gathers_to(rule: Rule, span: Period, work: WorkCalendar) -> datetime:
    return min(due_at(rule, span, work), _moment(span.last + timedelta(days=1)))


def _last_by(rule: Rule, moment: datetime, of: Callable[[Period], datetime]) -> Period | None:
    """Return the last period whose moment ``of`` it is not after ``moment``; such moments never run backward."""
    span: Period | None = period_of(rule.cadence, local(moment).date())
    while span and (later := span.after) and of(later) <= moment:
        span = later
    while span and of(span) > moment:
        span = span.before
    return span
