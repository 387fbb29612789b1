"""Exemplars under way since March, and days of the year to look at them from."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from nam_tinh_hinh.emulation import queries
from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.emulation.queries import interim
from nam_tinh_hinh.emulation.services import interim as services
from nam_tinh_hinh.emulation.tables import Campaign, Exemplar, InterimReview
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import VIETNAM
from nam_tinh_hinh.kernel.db import db
from tests.world import World

YEAR = datetime.now(UTC).astimezone(VIETNAM).year
BEGUN = date(YEAR, 3, 2)
DUE = date(YEAR, 6, 2)  # the review after three months
SAID = {
    "percent": 40, "progress": "Đã họp dân, lắp 12 camera.", "results": "56 hộ tham gia.", "difficulties": "",
    "proposals": "",
}  # fmt: skip


@contextmanager
def on(day: date, at: time = time(9)) -> Iterator[None]:
    """Let it be that day and hour in Vietnam."""
    with clock.stopped_at(datetime.combine(day, at, VIETNAM)):
        yield


def underway(world: World, key: str = "ccb", stage: Stage = Stage.UNDERWAY, **facts: Any) -> Exemplar:
    """An exemplar assigned on ``BEGUN``, with reviews due in June, September and December."""
    span = {"starts_on": date(YEAR, 3, 1), "ends_on": date(YEAR, 12, 15)}
    with on(BEGUN):
        return world.staged(stage, key, **span | facts)


def review(exemplar: Exemplar, months: int = 3) -> InterimReview:
    found = interim.review(exemplar.id, months)
    assert found
    return found


def sent(world: World, exemplar: Exemplar, day: date, key: str = "ccb", months: int = 3, **said: Any) -> InterimReview:
    """The unit's review, sent on ``day``."""
    with on(day):
        one = review(exemplar, months)
        services.send_review(actor=world.leader_of(key), review=one, facts=SAID | said)
        db.session.commit()
    return one


def campaign() -> Campaign:
    found = queries.campaign(YEAR)
    assert found
    return found


def days(number: int) -> timedelta:
    return timedelta(days=number)
