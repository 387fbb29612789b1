"""When the server makes a backup by itself."""

from datetime import datetime, time, timedelta

from nam_tinh_hinh.kernel import clock

from .names import Kept

AT = time(2)  # in Vietnam: nobody works, and the disk is quiet
AGAIN = timedelta(hours=1)


def is_due(newest: Kept | None, now: datetime, tried_at: datetime | None = None) -> bool:
    """Tell whether a backup is due at ``now`` (aware): none was made since two o'clock of the last night.

    So none is ever much older than a day, and a server that was off at two makes it when it is switched on.
    After a try (``tried_at``) that failed it is due again in an hour; a clock put back does not stretch that.
    """
    if tried_at and timedelta() <= now - tried_at < AGAIN:
        return False
    return newest is None or not last_night(now) <= newest.made_at <= now


def last_night(now: datetime) -> datetime:
    """Return the last two o'clock of Vietnam at or before ``now`` (aware)."""
    here = clock.local(now)
    night = datetime.combine(here.date(), AT, clock.VIETNAM)
    return night if night <= here else night - timedelta(days=1)
