"""The five numbers, the streak, and when a unit is reminded: values in, values out."""

from datetime import UTC, datetime, timedelta

import pytest

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.reporting import reminding
from nam_tinh_hinh.reporting.enums import Punctuality
from nam_tinh_hinh.reporting.reminding import Press
from nam_tinh_hinh.reporting.tallies import Outcome, Tally, outcome, streak, tally_of, total

DUE = datetime(2026, 11, 19, 13, 30, tzinfo=clock.VIETNAM)
GRACE = DUE + timedelta(minutes=30)
BEFORE, AFTER = DUE - timedelta(minutes=1), DUE + timedelta(minutes=1)
IN_TIME, IN_GRACE, LATE, FREE = Punctuality


@pytest.mark.parametrize(
    ("exempted", "first", "due", "now", "how", "numbers"),
    [
        (False, None, DUE, BEFORE, Outcome.OPEN, (1, 0, 0, 0)),
        (False, None, DUE, DUE, Outcome.OPEN, (1, 0, 0, 0)),
        (False, None, DUE, AFTER, Outcome.MISSING, (1, 0, 0, 1)),
        (False, IN_TIME, DUE, BEFORE, Outcome.IN_TIME, (1, 1, 1, 1)),
        (False, IN_TIME, DUE, AFTER, Outcome.IN_TIME, (1, 1, 1, 1)),
        (False, IN_GRACE, DUE, AFTER, Outcome.LATE, (1, 1, 0, 1)),
        (False, LATE, DUE, AFTER, Outcome.LATE, (1, 1, 0, 1)),
        (True, None, DUE, AFTER, Outcome.NONE, (0, 0, 0, 0)),
        (True, LATE, DUE, AFTER, Outcome.NONE, (0, 0, 0, 0)),
        (False, None, None, AFTER, Outcome.NONE, (1, 0, 0, 0)),
        (False, FREE, None, AFTER, Outcome.NONE, (1, 1, 0, 0)),
        (False, FREE, DUE, AFTER, Outcome.IN_TIME, (1, 1, 1, 1)),  # a deadline set after it was sent
    ],
)
def test_one_obligation_as_it_counts(exempted, first, due, now, how, numbers):
    assert outcome(exempted, first, due, now) is how
    assert tally_of(exempted, first, due, now) == Tally(*numbers)


@pytest.mark.parametrize(
    ("tally", "missing", "sent", "in_time"),
    [
        (Tally(), 0, None, None),
        (Tally(8, 5, 5, 5), 3, 62, 100),  # before the deadline nobody is late yet
        (Tally(8, 5, 4, 8), 3, 62, 50),
        (Tally(200, 199, 199, 200), 1, 99, 99),  # 100 is said only when nothing is missing
        (Tally(3, 3, 3, 3), 0, 100, 100),
    ],
)
def test_shares_are_rounded_down(tally, missing, sent, in_time):
    assert (tally.missing, tally.sent_share, tally.in_time_share) == (missing, sent, in_time)


def test_sums():
    assert total([Tally(1, 1, 0, 1), Tally(1, 0, 0, 0), Tally()]) == Tally(2, 1, 0, 1)


@pytest.mark.parametrize(
    ("outcomes", "count"),
    [
        ([], 0),
        (["in_time"] * 7, 7),
        (["open", "in_time", "none", "in_time", "late", "in_time"], 2),
        (["missing", "in_time"], 0),
    ],
)
def test_in_time_without_a_break(outcomes, count):
    assert streak(map(Outcome, outcomes)) == count


@pytest.mark.parametrize(
    ("now", "how"),
    [
        (DUE - timedelta(days=1, minutes=1), Press.NOT_YET),
        (DUE - timedelta(days=1), Press.DAYS),
        (DUE - timedelta(hours=2, minutes=1), Press.DAYS),
        (DUE - timedelta(hours=2), Press.HOURS),
        (DUE, Press.HOURS),
        (AFTER, Press.GRACE),
        (GRACE, Press.GRACE),
        (GRACE + timedelta(seconds=1), Press.PAST),
    ],
)
def test_how_a_deadline_presses(now, how):
    assert reminding.press(DUE, GRACE, now, days=1, hours=2) is how


def test_without_a_deadline_it_waits():
    assert reminding.press(None, None, DUE, days=1, hours=2) is Press.DAYS


@pytest.mark.parametrize(
    ("last", "now", "again"),
    [
        ("18 08:00", "18 23:59", False),  # once a day
        ("17 23:59", "18 00:00", True),
        ("19 08:00", "19 08:59", False),  # on the due day an hour apart
        ("19 08:00", "19 09:01", True),
        ("18 23:50", "19 00:10", True),
        ("20 08:00", "20 10:00", False),  # after it a day again
    ],
)
def test_how_often_a_unit_is_reminded(last, now, again):
    moments = [datetime.strptime(f"2026-11-{one} +0700", "%Y-%m-%d %H:%M %z") for one in (last, now)]
    assert (moments[0] < reminding.silent_before(DUE, moments[1].astimezone(UTC))) is again


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (DUE - timedelta(minutes=80), "Hạn 13 giờ 30 hôm nay, còn 1 giờ 20 phút"),
        (DUE - timedelta(hours=20), "Hạn 13 giờ 30 ngày mai, còn 20 giờ"),
        (DUE - timedelta(days=4), "Hạn 13 giờ 30 thứ Năm 19/11, còn 4 ngày"),
        (AFTER, "Đã qua hạn, còn nhận đến 14 giờ 00 hôm nay"),
        (DUE + timedelta(days=2), "Quá hạn 2 ngày"),
    ],
)
def test_the_deadline_in_words(now, words):
    assert reminding.due_words(DUE, GRACE, now) == words


def test_other_words():
    assert reminding.due_words(None, None, DUE) == "Không đặt hạn"
    assert reminding.at_words(DUE, DUE + timedelta(days=365)) == "13 giờ 30 thứ Năm 19/11/2026"
    assert reminding.at_words(DUE, DUE + timedelta(days=1)) == "13 giờ 30 hôm qua"
    assert reminding.late_words(DUE, DUE) == reminding.late_words(AFTER, None) == ""
    assert reminding.late_words(DUE + timedelta(seconds=5), DUE) == "trễ chưa đầy 1 phút"
    assert reminding.late_words(DUE + timedelta(minutes=35), DUE) == "trễ 35 phút"
