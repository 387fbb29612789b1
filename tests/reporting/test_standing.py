"""How an obligation stands to the minute, and how its time is told."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nam_tinh_hinh.reporting.enums import Punctuality, Standing
from nam_tinh_hinh.reporting.standing import countdown_words, punctuality, standing

DUE = datetime(2026, 11, 5, 7, tzinfo=UTC)  # Thursday, 14 giờ 00 in Vietnam
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
GRACE = DUE + 30 * MINUTE
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("now", "stands"),
    [
        (DUE - DAY - SECOND, Standing.AHEAD),
        (DUE - DAY, Standing.DUE),
        (DUE, Standing.DUE),
        (DUE + SECOND, Standing.GRACE),
        (GRACE, Standing.GRACE),
        (GRACE + SECOND, Standing.OVERDUE),
    ],
)
def test_the_clock_decides_until_it_is_sent(now, stands):
    assert standing(DUE, GRACE, False, None, False, now, due_soon=DAY) is stands
    assert standing(DUE, GRACE, True, None, False, now, due_soon=DAY) is Standing.EXEMPT
    for exempted in (True, False):
        assert standing(DUE, GRACE, exempted, now, False, now, due_soon=DAY) is Standing.SENT
        assert standing(DUE, GRACE, exempted, now, True, now, due_soon=DAY) is Standing.ACCEPTED


def test_without_grace_or_deadline():
    assert standing(DUE, None, False, None, False, DUE + SECOND, due_soon=DAY) is Standing.OVERDUE
    assert standing(None, None, False, None, False, DUE, due_soon=DAY) is Standing.AHEAD
    assert standing(None, None, False, DUE, False, DUE, due_soon=DAY) is Standing.SENT


@pytest.mark.parametrize(
    ("sent_at", "kept"),
    [
        (DUE - DAY, Punctuality.IN_TIME),
        (DUE, Punctuality.IN_TIME),
        (DUE + SECOND, Punctuality.IN_GRACE),
        (GRACE, Punctuality.IN_GRACE),
        (GRACE + SECOND, Punctuality.LATE),
    ],
)
def test_how_a_sending_kept_its_deadline(sent_at, kept):
    assert punctuality(sent_at, DUE, GRACE) is kept
    assert punctuality(sent_at, None, None) is Punctuality.NO_DEADLINE
    assert punctuality(sent_at, DUE, None) is (kept if kept is Punctuality.IN_TIME else Punctuality.LATE)


@given(st.integers(-5000, 5000))
def test_what_would_stand_as_due_is_sent_in_time(minutes):
    now = DUE + minutes * MINUTE
    stands = standing(DUE, GRACE, False, None, False, now, due_soon=DAY)
    kept = {Standing.GRACE: Punctuality.IN_GRACE, Standing.OVERDUE: Punctuality.LATE}
    assert punctuality(now, DUE, GRACE) is kept.get(stands, Punctuality.IN_TIME)


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=3), "còn 3 ngày"),
        (timedelta(days=3, hours=23), "còn 3 ngày"),
        (timedelta(days=1, hours=2, minutes=50), "còn 1 ngày 2 giờ"),
        (timedelta(days=1), "còn 1 ngày"),
        (timedelta(hours=2, minutes=10, seconds=59), "còn 2 giờ 10 phút"),
        (timedelta(hours=2), "còn 2 giờ"),
        (timedelta(minutes=10), "còn 10 phút"),
        (timedelta(seconds=59), "còn chưa đầy 1 phút"),
        (timedelta(), "còn chưa đầy 1 phút"),
        (timedelta(seconds=-1), "vừa quá hạn"),
        (timedelta(minutes=-15), "quá hạn 15 phút"),
        (timedelta(hours=-5, minutes=-1), "quá hạn 5 giờ 1 phút"),
        (timedelta(days=-2, hours=-3), "quá hạn 2 ngày"),
    ],
)
def test_the_time_left_in_words(left, words):
    assert countdown_words(DUE, DUE - left) == words
    assert countdown_words(None, DUE) == ""
