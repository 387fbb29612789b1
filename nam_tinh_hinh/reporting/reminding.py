"""When a unit may be reminded again, when its home speaks up by itself, and in which words. Pure: moments in."""

from datetime import datetime, timedelta
from enum import IntEnum

from nam_tinh_hinh.kernel.clock import local
from nam_tinh_hinh.kernel.workdays import WEEKDAYS
from nam_tinh_hinh.reporting.standing import countdown_words, span_words

_HOUR = timedelta(hours=1)


class Press(IntEnum):
    """How far a deadline presses: not at all, days before it, hours before it, past it with grace, past all."""

    NOT_YET = 0
    DAYS = 1
    HOURS = 2
    GRACE = 3
    PAST = 4


def press(
    due_at: datetime | None, grace_until: datetime | None, now: datetime, *, days: int, hours: int
) -> Press:  # fmt: skip
    """Return how what is due at ``due_at`` presses at ``now``, for a regime that reminds so many days, hours before."""
    if due_at is None:
        return Press.DAYS
    if now > due_at:
        return Press.GRACE if grace_until and now <= grace_until else Press.PAST
    if now >= due_at - timedelta(hours=hours):
        return Press.HOURS
    return Press.DAYS if now >= due_at - timedelta(days=days) else Press.NOT_YET


def silent_before(due_at: datetime | None, now: datetime) -> datetime:
    """Return the moment: a unit that was last reminded before it may be reminded again at ``now``.

    Once a day of Vietnam, as everywhere in the house: more is noise, and noise is no longer read. On the day the
    report is due an hour is enough: then every hour is another state of things, and there is still time to write.
    """
    morning = local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    if due_at is None or local(due_at).date() != local(now).date():
        return morning
    return max(morning, now - _HOUR)


def hour_words(moment: datetime) -> str:
    """Return an hour as an office writes it: "13 giờ 30"."""
    return f"{local(moment).hour} giờ {local(moment).minute:02}"


def day_words(moment: datetime, now: datetime) -> str:
    """Return the day of a moment: "hôm nay", "ngày mai", "hôm qua", "thứ Năm 19/11", with its year in another one."""
    day, today = local(moment).date(), local(now).date()
    near = {0: "hôm nay", 1: "ngày mai", -1: "hôm qua"}.get((day - today).days)
    if near:
        return near
    year = "" if day.year == today.year else f"/{day.year}"
    return f"{WEEKDAYS[day.weekday()].replace('Thứ', 'thứ')} {day:%d/%m}{year}"


def at_words(moment: datetime, now: datetime) -> str:
    """Return a moment: "13 giờ 30 hôm nay"."""
    return f"{hour_words(moment)} {day_words(moment, now)}"


def due_words(due_at: datetime | None, grace_until: datetime | None, now: datetime) -> str:
    """Return the deadline and how far it is: "Hạn 13 giờ 30 hôm nay, còn 1 giờ 20 phút", "Quá hạn 2 ngày"."""
    if due_at is None:
        return "Không đặt hạn"
    words = countdown_words(due_at, now)
    if now <= due_at:
        return f"Hạn {at_words(due_at, now)}, {words}"
    if grace_until and now <= grace_until:
        return f"Đã qua hạn, còn nhận đến {at_words(grace_until, now)}"
    return words[:1].upper() + words[1:]


def late_words(sent_at: datetime, due_at: datetime | None) -> str:
    """Return by how much a sending missed its deadline: "trễ 35 phút"; nothing for one in time."""
    if due_at is None or sent_at <= due_at:
        return ""
    minutes = int((sent_at - due_at).total_seconds()) // 60
    return f"trễ {span_words(minutes)}" if minutes else "trễ chưa đầy 1 phút"
