"""The one place that asks the machine what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def _vietnam() -> tzinfo:
    """Return Vietnam's zone; on a machine without time zones the seven hours it has kept since 1975."""
    try:
        return ZoneInfo("Asia/Ho_Chi_Minh")
    except ZoneInfoNotFoundError:
        return timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")


VIETNAM = _vietnam()
# So much a good clock may be put right, and so long a request may be on its way, without anyone having to be told.
SLACK = timedelta(minutes=5)
_stopped: ContextVar[datetime | None] = ContextVar("_stopped", default=None)
_arrived: ContextVar[datetime | None] = ContextVar("_arrived", default=None)


def now() -> datetime:
    """Return the server's present moment, aware, in UTC. Deadlines are judged by it and by nothing else.

    In a request it is the moment at which that arrived, from its first line to its last: who sent in time is in time,
    however long the server and the line took.
    """
    return _stopped.get() or _arrived.get() or machine()


def machine() -> datetime:
    """Return what the machine's own clock says, aware, in UTC."""
    return datetime.now(UTC)


@contextmanager
def arrived(ago: timedelta) -> Iterator[None]:
    """Let it be the moment at which a request arrived, ``ago`` before this one, inside the block."""
    token = _arrived.set(machine() - ago)
    try:
        yield
    finally:
        _arrived.reset(token)


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Let it be ``moment`` (aware) inside the block: sample data of last month, a deadline in a test."""
    token = _stopped.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _stopped.reset(token)


def local(moment: datetime) -> datetime:
    """Return ``moment`` (aware) as wall-clock time in Vietnam."""
    return moment.astimezone(VIETNAM)


def today() -> date:
    """Return today's date in Vietnam, where the day turns seven hours before UTC's."""
    return local(now()).date()


def moment_text(moment: datetime | None) -> str:
    """Return a moment as people write it: "14:02 ngày 20/11/2026"; nothing for None."""
    return f"{local(moment):%H:%M} ngày {local(moment):%d/%m/%Y}" if moment else ""


def day_text(day: date | None) -> str:
    """Return a day as people write it, 05/09/2026; nothing for None."""
    return f"{day:%d/%m/%Y}" if day else ""


def short_day(moment: datetime | None) -> str:
    """Return the day of a moment without its year, 05/09; nothing for None."""
    return f"{local(moment):%d/%m}" if moment else ""
