"""Working days: the week, holidays, swapped days, deadlines, and silly input."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nam_tinh_hinh.kernel.workdays import MOST_DAYS, CountedDay, WorkCalendar, weekday_words

PLAIN = WorkCalendar({}, {})
TET = WorkCalendar({date(2026, 2, day): "Tết Nguyên đán" for day in range(16, 21)}, {})
# Giỗ Tổ falls on a Sunday, its Monday is off instead; 31/8 is off and Saturday 22/8 is worked for it.
YEAR = WorkCalendar(
    {
        date(2026, 1, 1): "Tết Dương lịch",
        date(2026, 4, 26): "Giỗ Tổ Hùng Vương",
        date(2026, 4, 27): "Nghỉ bù Giỗ Tổ Hùng Vương",
        date(2026, 8, 31): "Nghỉ hoán đổi",
    },
    {date(2026, 8, 22): "Làm bù ngày 31/8"},
)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 4, 24), ""),
        (date(2026, 4, 25), "Thứ Bảy"),
        (date(2026, 4, 26), "Giỗ Tổ Hùng Vương"),
        (date(2026, 4, 27), "Nghỉ bù Giỗ Tổ Hùng Vương"),
        (date(2026, 5, 3), "Chủ nhật"),
        (date(2026, 8, 22), ""),
        (date(2026, 8, 23), "Chủ nhật"),
        (date(2026, 8, 31), "Nghỉ hoán đổi"),
    ],
)
def test_a_day_is_worked_or_it_is_said_why_not(day, why):
    assert (YEAR.why_off(day), YEAR.is_working(day)) == (why, not why)


@pytest.mark.parametrize(
    ("calendar", "day", "days", "last"),
    [
        (PLAIN, date(2026, 11, 19), 1, date(2026, 11, 20)),  # the day of receipt does not count
        (PLAIN, date(2026, 11, 20), 1, date(2026, 11, 23)),  # a weekend between
        (PLAIN, date(2026, 11, 21), 1, date(2026, 11, 23)),  # received on a Saturday
        (PLAIN, date(2026, 11, 20), 0, date(2026, 11, 20)),
        (PLAIN, date(2026, 11, 21), 0, date(2026, 11, 23)),
        (PLAIN, date(2024, 2, 28), 2, date(2024, 3, 1)),  # leap day is a Thursday
        (PLAIN, date(2026, 2, 27), 1, date(2026, 3, 2)),
        (YEAR, date(2025, 12, 31), 1, date(2026, 1, 2)),
        (YEAR, date(2025, 12, 29), 5, date(2026, 1, 6)),  # over the year's end
        (TET, date(2026, 2, 13), 1, date(2026, 2, 23)),  # nine days on end
        (TET, date(2026, 2, 11), 5, date(2026, 2, 25)),
        (YEAR, date(2026, 4, 24), 1, date(2026, 4, 28)),  # the holiday on a Sunday costs its Monday
        (YEAR, date(2026, 8, 21), 1, date(2026, 8, 22)),  # a Saturday worked
        (YEAR, date(2026, 8, 28), 1, date(2026, 9, 1)),  # for the Monday off
    ],
)
def test_deadlines(calendar, day, days, last):
    assert calendar.after(day, days) == last
    assert calendar.between(day, last) == days or days == 0


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), 0),
        (date(2026, 11, 23), date(2026, 11, 20), 0),
        (date(2026, 11, 20), date(2026, 11, 22), 0),
        (date(2026, 11, 16), date(2026, 11, 20), 4),
    ],
)
def test_working_days_between(first, last, days):
    assert PLAIN.between(first, last) == days


def test_the_count_is_shown_day_by_day():
    assert YEAR.counted(date(2026, 4, 23), date(2026, 4, 28)) == [
        CountedDay(date(2026, 4, 24), 1, ""),
        CountedDay(date(2026, 4, 25), None, "Thứ Bảy"),
        CountedDay(date(2026, 4, 26), None, "Giỗ Tổ Hùng Vương"),
        CountedDay(date(2026, 4, 27), None, "Nghỉ bù Giỗ Tổ Hùng Vương"),
        CountedDay(date(2026, 4, 28), 2, ""),
    ]
    assert YEAR.counted(date(2026, 4, 23), date(2026, 4, 23)) == []


def test_a_day_on_both_lists_is_worked():
    day = date(2026, 8, 22)
    assert WorkCalendar({day: "Nghỉ"}, {day: "Làm bù"}).is_working(day)


ENDLESS = WorkCalendar({date(2026, 1, 1) + timedelta(days=n): "Nghỉ mãi" for n in range(800)}, {})


@pytest.mark.parametrize(
    ("calendar", "day", "days"),
    [
        (ENDLESS, date(2026, 1, 1), 0),
        (ENDLESS, date(2025, 12, 31), 1),
        (PLAIN, date(2026, 1, 1), -1),
        (PLAIN, date(2026, 1, 1), MOST_DAYS + 1),
        (PLAIN, date.max, 0),
        (PLAIN, date(9999, 12, 1), 30),
    ],
)
def test_what_has_no_end_is_refused(calendar, day, days):
    with pytest.raises(ValueError, match="working day"):
        calendar.after(day, days)


def test_weekdays_have_words():
    words = [weekday_words(date(2026, 11, 16) + timedelta(days=n)) for n in range(7)]
    assert words == ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"]


SOME_DAY = st.dates(date(2024, 1, 1), date(2027, 12, 31))
CALENDARS = st.builds(
    WorkCalendar,
    st.dictionaries(SOME_DAY, st.just("Nghỉ"), max_size=60),
    st.dictionaries(SOME_DAY, st.just("Làm bù"), max_size=20),
)


@given(CALENDARS, SOME_DAY, st.integers(1, 90))
def test_counting_there_and_back(calendar, day, days):
    last = calendar.after(day, days)
    assert (calendar.is_working(last), calendar.between(day, last)) == (True, days)


@given(CALENDARS, SOME_DAY, SOME_DAY)
def test_a_working_day_is_as_far_as_it_counts(calendar, first, last):
    if first < last and calendar.is_working(last):
        assert calendar.after(first, calendar.between(first, last)) == last


@given(CALENDARS, SOME_DAY, st.integers(0, 60))
def test_the_rows_add_up(calendar, first, length):
    last = first + timedelta(days=length)
    rows = calendar.counted(first, last)
    assert [row.day for row in rows] == [first + timedelta(days=n + 1) for n in range(length)]
    numbers = [row.number for row in rows if row.number]
    assert numbers == list(range(1, calendar.between(first, last) + 1))


@given(
    first=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    ahead=st.integers(-5, 500),
    off=st.dictionaries(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.sampled_from(("Tết", "")), max_size=20),
    on=st.dictionaries(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.just("Làm bù"), max_size=20),
)
def test_counting_whole_weeks_comes_to_the_same_as_day_by_day(first, ahead, off, on):
    calendar, last = WorkCalendar(off, on), first + timedelta(days=ahead)
    days = (first + timedelta(days=nth) for nth in range(1, ahead + 1))
    assert calendar.between(first, last) == sum(calendar.is_working(day) for day in days)
