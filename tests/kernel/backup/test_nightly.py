"""When a backup is due: after two at night, whenever none was made since, and not every minute while it fails."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from nam_tinh_hinh.kernel import backup, clock


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=clock.VIETNAM)


def made(moment: datetime | None) -> backup.Kept | None:
    return moment and backup.Kept(Path("x"), 1, moment, backup.Kind.HAND, sealed=False)


@pytest.mark.parametrize(
    ("newest", "now", "due"),
    [
        (None, at(20, 13), True),
        (at(19, 15), at(20, 1, 59), False),
        (at(19, 15), at(20, 2), True),
        (at(20, 2), at(20, 2, 1), False),
        (at(20, 2), at(21, 1, 59), False),
        (at(20, 2), at(21, 2), True),
        (at(19, 1, 59), at(20, 1, 59), True),  # the server was off at two
        (at(25, 2), at(20, 9), True),  # made while the clock was wrong
    ],
)
def test_once_a_night(newest, now, due):
    assert backup.is_due(made(newest), now) == due


def test_a_day_never_passes_without_one():
    hours = [at(20, 0) + timedelta(minutes=m) for m in range(0, 60 * 48, 7)]
    assert [now for now in hours if not backup.is_due(made(now - timedelta(hours=24, minutes=1)), now)] == []


@pytest.mark.parametrize(("minutes", "due"), [(1, False), (59, False), (60, True), (-1, True)])
def test_what_failed_is_tried_again_in_an_hour(minutes, due):
    assert backup.is_due(None, at(20, 9) + timedelta(minutes=minutes), tried_at=at(20, 9)) == due
