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
_stopped: ContextVar[datetime | None] = ContextVar("_stopped", default=None)


def now() -> datetime:
    """Return the server's present moment, aware, in UTC. Deadlines are judged by it and by nothing else."""
    return _stopped.get() or datetime.now(UTC)


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
