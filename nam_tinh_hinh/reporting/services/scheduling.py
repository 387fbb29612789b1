"""Opening what should be open: every regime by its calendar, each in a savepoint of its own."""

import logging
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workdays import WorkCalendar
from nam_tinh_hinh.reporting.queries import schedule
from nam_tinh_hinh.reporting.services.opening import open_slot
from nam_tinh_hinh.reporting.tables import Period, Regime

log = logging.getLogger(__name__)


def open_due(*, actor: history.Doer, now: datetime | None = None, most: int | None = None) -> list[Period]:
    """Open every period that should be open at ``now`` (the present) and is not; return them, the oldest first.

    What opened while the server was off is caught up with. ``most`` ends after so many periods, so that a caller may
    commit and go on without keeping others waiting. Several processes may do this at once: a period is opened once.
    A regime that fails is logged and does not keep the others from opening.
    """
    with clock.stopped_at(now or clock.now()):
        return list(islice(_opened(actor, clock.now()), most))


def _opened(actor: history.Doer, now: datetime) -> Iterator[Period]:
    regimes = schedule.applied_regimes()
    work, begins, last = (
        schedule.wide_calendar(regimes, now),
        schedule.beginnings(regimes),
        schedule.last_opened(regimes),
    )
    for regime in regimes:
        yield from _of_regime(actor, regime, begins[regime.id], last.get(regime.id), (now, work))


def _of_regime(
    actor: history.Doer, regime: Regime, begins: datetime, last: date | None, at: tuple[datetime, WorkCalendar]
) -> Iterator[Period]:
    number = regime.id  # the row itself cannot be read after a failure
    try:
        for slot in schedule.slots_to_open(regime, begins, last, *at):
            with db.session.begin_nested():
                period = open_slot(actor=actor, regime=regime, slot=slot)
            if period:
                yield period
    except Exception:
        log.exception("regime %s does not open its periods", number)
