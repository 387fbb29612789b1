"""How an obligation stands at a moment, and how its sending kept the deadline. Pure: moments in, words out."""

from datetime import datetime, timedelta

from nam_tinh_hinh.reporting.enums import Punctuality, Standing

_DAY, _HOUR = 24 * 60, 60
# Where nothing else is said, an obligation is due on its last day.
DUE_SOON = timedelta(days=1)


def standing(
    due_at: datetime | None,
    grace_until: datetime | None,
    exempted: bool,
    sent_at: datetime | None,
    accepted: bool,
    now: datetime,
    *,
    due_soon: timedelta,
) -> Standing:
    """Return how an obligation stands at ``now``; ``due_soon`` before its deadline it is due.

    What was accepted or sent stands so whatever the clock says, then what was exempted. The deadline itself and the
    last moment of grace still count. Without a deadline it is ahead until it is sent.
    """
    if accepted or sent_at or exempted:
        return Standing.ACCEPTED if accepted else Standing.SENT if sent_at else Standing.EXEMPT
    if due_at is None or now < due_at - due_soon:
        return Standing.AHEAD
    if now <= due_at:
        return Standing.DUE
    return Standing.GRACE if grace_until and now <= grace_until else Standing.OVERDUE


def punctuality(sent_at: datetime, due_at: datetime | None, grace_until: datetime | None) -> Punctuality:
    """Return how what was sent at ``sent_at`` kept its deadline; sent exactly at it is in time."""
    if due_at is None:
        return Punctuality.NO_DEADLINE
    if sent_at <= due_at:
        return Punctuality.IN_TIME
    return Punctuality.IN_GRACE if grace_until and sent_at <= grace_until else Punctuality.LATE


def countdown_words(due_at: datetime | None, now: datetime) -> str:
    """Return how long there is until ``due_at``, or since: "còn 2 giờ 10 phút", "quá hạn 2 ngày"; "" without one."""
    if due_at is None:
        return ""
    minutes = int(abs(due_at - now).total_seconds()) // 60
    if now > due_at:
        return f"quá hạn {span_words(minutes)}" if minutes else "vừa quá hạn"
    return f"còn {span_words(minutes)}" if minutes else "còn chưa đầy 1 phút"


def span_words(minutes: int) -> str:
    """Return a span in whole units, never more than it is: hours to the minute, the second day to the hour."""
    if minutes >= 2 * _DAY:
        return f"{minutes // _DAY} ngày"
    big, small, words = (_DAY, _HOUR, ("ngày", "giờ")) if minutes >= _DAY else (_HOUR, 1, ("giờ", "phút"))
    counts = zip((minutes // big, minutes % big // small), words, strict=True)
    return " ".join(f"{count} {word}" for count, word in counts if count)
