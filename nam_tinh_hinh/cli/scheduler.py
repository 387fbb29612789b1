"""What the running server does by itself: each job in a transaction of its own, in one thread beside the pages."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from flask import Flask, current_app

from nam_tinh_hinh.kernel import backup, clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.history import Machine
from nam_tinh_hinh.reporting.services import scheduling
from nam_tinh_hinh.situation.services import contacts

MINUTE = 60.0
# A clock that is off by more than that against the machine's count of seconds was moved by hand, or the machine slept.
JUMP, DAY = timedelta(hours=1), 24 * 3600.0
# Whoever saves a page meanwhile waits for one period's reports at most, and is let in before the next one.
AT_A_TIME, PAUSE = 1, 0.1
SERVER = Machine("Máy chủ tự làm")


@dataclass
class Job:
    """One thing to do: every minute, or on each new day of Vietnam's calendar. ``work`` commits what it does.

    A failure is logged and tried again the next minute, or the next day. A clock that is put right, forward or back,
    only lets a job be done once more: each of them finds nothing to do then. What a job ``erases`` does not come back,
    so it waits until the clock has gone evenly for a day.
    """

    name: str
    work: Callable[[], object]
    daily: bool = False
    erases: bool = False
    done_on: date | None = field(default=None, init=False)

    @property
    def is_due(self) -> bool:
        return not self.daily or self.done_on != clock.today()


@dataclass
class Pace:
    """Whether the clock goes evenly: held against the machine's count of seconds, which nobody puts right."""

    said: datetime = field(default_factory=clock.now)
    counted: float = field(default_factory=time.monotonic)
    uneven_until: float = 0.0

    def look(self) -> timedelta:
        """Look at both once more; return how far the clock jumped since the last look, nothing for a small step."""
        now, count = clock.now(), time.monotonic()
        jump = now - self.said - timedelta(seconds=count - self.counted)
        self.said, self.counted = now, count
        if abs(jump) <= JUMP:
            return timedelta()
        self.uneven_until = count + DAY
        return jump

    @property
    def is_even(self) -> bool:
        return self.counted >= self.uneven_until


def jobs() -> list[Job]:
    """Return what a server does by itself."""
    return [
        Job("open periods", open_periods), Job("erase contacts", erase_contacts, daily=True, erases=True),
        Job("back up", Nightly()),
    ]  # fmt: skip


@dataclass
class Nightly:
    """Makes a backup when one is due, which it looks after every minute; one that failed is tried again in an hour."""

    tried_at: datetime | None = field(default=None, init=False)

    def __call__(self) -> None:
        now, newest = clock.now(), backup.newest(current_app.config["BACKUPS"])
        if db.engine.dialect.name == "sqlite" and backup.is_due(newest, now, self.tried_at):
            self.tried_at = now
            backup.make_recorded(actor=SERVER, reason=backup.Kind.NIGHTLY)
            db.session.commit()


def start(app: Flask) -> None:
    """Do the jobs now and whenever they are due until the server ends; a second server beside it does no harm."""
    threading.Thread(target=_run, args=(app,), name="scheduler", daemon=True).start()


def _run(app: Flask) -> None:
    waiting, pace = jobs(), Pace()
    while True:
        once(app, waiting, pace)
        time.sleep(MINUTE)


def once(app: Flask, waiting: list[Job] | None = None, pace: Pace | None = None) -> None:
    """Do every job that is due; while the clock is not even, none that erases."""
    pace = pace or Pace()
    if jump := pace.look():
        app.logger.warning("the clock jumped by %s: nothing is erased for a day", jump)
    for job in jobs() if waiting is None else waiting:
        if job.is_due and (pace.is_even or not job.erases):
            job.done_on = clock.today()
            _do(app, job)


def _do(app: Flask, job: Job) -> None:
    with app.app_context():
        try:
            job.work()
        except Exception:
            db.session.rollback()
            app.logger.exception("the server's own work: %s", job.name)


def open_periods() -> int:
    """Open the periods whose time has come; return how many."""
    return sum(1 for _title in open_now())


def open_now() -> Iterator[str]:
    """Open the periods whose time has come, each in a transaction; yield their titles."""
    while found := [one.title for one in scheduling.open_due(actor=SERVER, most=AT_A_TIME)]:
        db.session.commit()
        yield from found
        time.sleep(PAUSE)
    db.session.commit()


def erase_contacts() -> None:
    """Erase the contacts for replies whose time has come."""
    contacts.erase_due()
    db.session.commit()
