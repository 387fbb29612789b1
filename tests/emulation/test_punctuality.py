"""How an interim review stands: a table, day by day and to the second."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from nam_tinh_hinh.emulation.enums.carrying import Standing
from nam_tinh_hinh.emulation.punctuality import punctuality
from nam_tinh_hinh.kernel.clock import VIETNAM

OPENS, DUE = date(2026, 5, 18), date(2026, 6, 2)


@dataclass
class Review:
    opens_on: date = OPENS
    due_on: date = DUE
    sent_at: datetime | None = None


@pytest.mark.parametrize(
    ("today", "standing", "words"),
    [
        (OPENS - timedelta(days=1), Standing.AHEAD, "Chưa đến, mở từ 18/05/2026"),
        (OPENS, Standing.OPEN, "Đang mở"),
        (DUE, Standing.OPEN, "Đang mở"),
        (DUE + timedelta(days=1), Standing.OVERDUE, "Quá hạn 1 ngày"),
        (DUE + timedelta(days=40), Standing.OVERDUE, "Quá hạn 40 ngày"),
    ],
)
def test_what_was_not_sent_stands_by_the_day(today, standing, words):
    found = punctuality(Review(), today)
    assert (found.standing, found.words) == (standing, words)


@pytest.mark.parametrize(
    ("sent_at", "standing", "words"),
    [
        (datetime(2026, 5, 20, 8, tzinfo=VIETNAM), Standing.ON_TIME, "Đã gửi, đúng hạn"),
        (datetime(2026, 6, 2, 23, 59, 59, tzinfo=VIETNAM), Standing.ON_TIME, "Đã gửi, đúng hạn"),
        (datetime(2026, 6, 3, 0, 0, 0, tzinfo=VIETNAM), Standing.LATE, "Đã gửi, chậm 1 ngày"),
        (datetime(2026, 6, 9, 8, tzinfo=VIETNAM), Standing.LATE, "Đã gửi, chậm 7 ngày"),
    ],
)
def test_what_was_sent_stands_by_its_moment_whatever_day_it_is(sent_at, standing, words):
    for today in (DUE, DUE + timedelta(days=200)):
        found = punctuality(Review(sent_at=sent_at), today, ended_on=DUE + timedelta(days=90))
        assert (found.standing, found.words) == (standing, words)


@pytest.mark.parametrize(
    ("ended_on", "standing"),
    [(OPENS, Standing.NEEDLESS), (DUE, Standing.NEEDLESS), (DUE + timedelta(days=1), Standing.MISSED)],
)
def test_after_the_end_what_was_due_before_is_missing_and_the_rest_is_needless(ended_on, standing):
    assert punctuality(Review(), DUE + timedelta(days=60), ended_on=ended_on).standing is standing
