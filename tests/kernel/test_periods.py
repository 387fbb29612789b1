"""Weeks, months, quarters, half years, years: their days, their names, what comes before and after."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nam_tinh_hinh.kernel.periods import Cadence, Period, monday, mondays_to, period_of, weeks_in

W, M, Q, H, Y = Cadence
DAYS = st.dates(date(1901, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("cadence", "day", "first", "last", "label"),
    [
        (W, (2026, 11, 8), (2026, 11, 2), (2026, 11, 8), "tuần 02/11 - 08/11/2026"),
        (W, (2027, 1, 1), (2026, 12, 28), (2027, 1, 3), "tuần 28/12 - 03/01/2027"),
        (M, (2028, 2, 5), (2028, 2, 1), (2028, 2, 29), "tháng 2 năm 2028"),
        (Q, (2026, 3, 31), (2026, 1, 1), (2026, 3, 31), "quý I năm 2026"),
        (Q, (2026, 11, 8), (2026, 10, 1), (2026, 12, 31), "quý IV năm 2026"),
        (H, (2026, 6, 30), (2026, 1, 1), (2026, 6, 30), "6 tháng đầu năm 2026"),
        (H, (2028, 2, 29), (2028, 1, 1), (2028, 6, 30), "6 tháng đầu năm 2028"),
        (H, (2026, 7, 1), (2026, 7, 1), (2026, 12, 31), "6 tháng cuối năm 2026"),
        (Y, (2026, 11, 8), (2026, 1, 1), (2026, 12, 31), "năm 2026"),
    ],
)
def test_a_period_of_the_calendar(cadence, day, first, last, label):
    found = period_of(cadence, date(*day))
    assert (found, found.label) == (Period(date(*first), date(*last)), label)


@given(st.sampled_from(Cadence), DAYS)
def test_periods_follow_each_other_without_a_gap(cadence, day):
    period = period_of(cadence, day)
    assert (period.first <= day <= period.last, period.cadence) == (True, cadence)
    for other, gap in ((period.before, (period.first, "last", -1)), (period.after, (period.last, "first", 1))):
        assert other is not None
        assert getattr(other, gap[1]) == gap[0] + timedelta(days=gap[2])
        assert other.cadence is cadence


def test_a_year_has_two_halves_of_two_quarters():
    year = period_of(Y, date(2026, 11, 8))
    first, last = period_of(H, year.first), period_of(H, year.last)
    assert (first.before, first.after, last.before) == (period_of(H, date(2025, 12, 31)), last, first)
    assert (first.first, first.last, last.last) == (year.first, period_of(Q, date(2026, 4, 1)).last, year.last)


def test_any_days_are_a_period_too():
    some = Period(date(2026, 11, 10), date(2026, 11, 5))
    assert (some.first, some.last, some.cadence) == (date(2026, 11, 5), date(2026, 11, 10), None)
    assert some.label == "từ 05/11/2026 đến 10/11/2026"
    assert some.before == Period(date(2026, 10, 30), date(2026, 11, 4))
    assert some.after == Period(date(2026, 11, 11), date(2026, 11, 16))
    assert Period(some.first, some.first).label == "ngày 05/11/2026"


@pytest.mark.parametrize("way", ["before", "after"])
def test_the_calendar_has_its_ends(way):
    assert getattr(Period(date(1900, 1, 1), date(2100, 12, 31)), way) is None


@given(DAYS, st.integers(1, 60))
def test_weeks_on_end(day, count):
    starts = mondays_to(day, count)
    assert (len(starts), starts[-1], {one.weekday() for one in starts}) == (count, monday(day), {0})
    assert weeks_in(Period(starts[0], day)) == count
