"""The one place that asks the machine what time it is."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """Return the server's present moment, aware, in UTC. Deadlines are judged by it and by nothing else."""
    return datetime.now(UTC)


def local(moment: datetime) -> datetime:
    """Return ``moment`` (aware) as wall-clock time in Vietnam."""
    return moment.astimezone(VIETNAM)


def today() -> date:
    """Return today's date in Vietnam, where the day turns seven hours before UTC's."""
    return local(now()).date()
