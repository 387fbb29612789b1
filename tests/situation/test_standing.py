"""How the time of a petition stands: the working-day clock with its pauses, day by day."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.workdays import WorkCalendar
from nam_tinh_hinh.situation.enums import Outcome, PetitionStage, Standing
from nam_tinh_hinh.situation.standing import (
    Pause,
    closing_of,
    due_day,
    moved_due,
    shown_outcome,
    standing_of,
    term_days,
    time_words,
    yardstick,
)

# 2 September 2026 is a Wednesday; its day off and the next are the National Day's.
CALENDAR = WorkCalendar({date(2026, 9, 1): "Nghỉ Quốc khánh", date(2026, 9, 2): "Quốc khánh"}, {})
VERY_LATE = 3


def at(day: int, hour: int = 9, month: int = 9) -> datetime:
    """An hour of a day of September 2026 in Vietnam."""
    return datetime(2026, month, day, hour, tzinfo=clock.VIETNAM).astimezone(UTC)


def petition(due: date, paused_on: date | None = None, answered_on: date | None = None) -> SimpleNamespace:
    return SimpleNamespace(due_at=closing_of(due), paused_on=paused_on, answered_on=answered_on)


@pytest.mark.parametrize(
    ("now", "facts", "standing", "words"),
    [
        (at(7), {}, Standing.WAITING, "còn 3 ngày làm việc"),
        (at(10, 17), {}, Standing.WAITING, "hạn cuối là hôm nay"),
        (at(10, 18), {}, Standing.OVERDUE, "quá hạn 0 ngày làm việc"),
        (at(11), {}, Standing.OVERDUE, "quá hạn 1 ngày làm việc"),
        (at(13), {}, Standing.OVERDUE, "quá hạn 1 ngày làm việc"),
        (at(15), {}, Standing.OVERDUE, "quá hạn 3 ngày làm việc"),
        (at(16), {}, Standing.VERY_OVERDUE, "quá hạn 4 ngày làm việc"),
        (at(30), {"paused_on": date(2026, 9, 4)}, Standing.PAUSED, "tạm dừng từ 04/09/2026"),
        (at(30), {"answered_on": date(2026, 9, 10)}, Standing.IN_TIME, ""),
        (at(30), {"answered_on": date(2026, 9, 11)}, Standing.LATE, ""),
    ],
)
def test_each_moment_has_its_standing(now, facts, standing, words):
    yard, row = yardstick(now, CALENDAR, VERY_LATE), petition(date(2026, 9, 10), **facts)
    assert (standing_of(row, yard), time_words(row, yard)) == (standing, words)


@given(st.dates(date(2026, 1, 1), date(2027, 1, 1)), st.integers(0, 120), st.integers(1, 30))
def test_very_late_is_more_working_days_than_the_rule_says(due, later, very_late):
    due = CALENDAR.after(due, 0)
    now = closing_of(due) + timedelta(days=later, hours=1)
    yard = yardstick(now, CALENDAR, very_late)
    very = CALENDAR.between(due, yard.today) > very_late
    assert standing_of(petition(due), yard) is (Standing.VERY_OVERDUE if very else Standing.OVERDUE)


@pytest.mark.parametrize(
    ("due", "paused", "resumed", "moved"),
    [
        ("10/09", "07/09", "07/09", "10/09"),  # paused and resumed the same day
        ("10/09", "07/09", "09/09", "14/09"),  # two working days, over a weekend
        ("10/09", "04/09", "06/09", "10/09"),  # a weekend is no working day
        ("31/08", "27/08", "28/08", "03/09"),  # over the holidays
    ],
)
def test_a_pause_moves_the_last_day_by_its_working_days(due, paused, resumed, moved):
    days = [date(2026, int(text[3:]), int(text[:2])) for text in (due, paused, resumed, moved)]
    assert moved_due(*days[:3], CALENDAR) == days[3]


@given(st.integers(0, 20), st.integers(0, 20), st.integers(1, 20))
def test_a_pause_leaves_as_many_working_days_as_there_were(before, lasted, term):
    received = date(2026, 8, 24)
    due = CALENDAR.after(received, term)
    paused = min(received + timedelta(days=before), due)
    resumed = paused + timedelta(days=lasted)
    moved = moved_due(due, paused, resumed, CALENDAR)
    assert CALENDAR.between(resumed, moved) == CALENDAR.between(paused, due)
    rows = term_days(CALENDAR, received, moved, [Pause(paused, resumed, "Chờ hồ sơ")])
    assert max((row.number or 0) for row in rows) == term


def test_each_day_of_a_term_says_its_number_or_why_it_does_not_count():
    rows = term_days(CALENDAR, date(2026, 8, 31), date(2026, 9, 7), [Pause(date(2026, 9, 3), date(2026, 9, 4), "x")])
    assert [(row.day.day, row.number, row.why) for row in rows] == [
        (1, None, "Nghỉ Quốc khánh"), (2, None, "Quốc khánh"), (3, 1, ""), (4, None, "Tạm dừng tính hạn"),
        (5, None, "Thứ Bảy"), (6, None, "Chủ nhật"), (7, 2, ""),
    ]  # fmt: skip


def test_closing_is_five_in_the_afternoon_of_its_day():
    assert closing_of(date(2026, 9, 10)) == at(10, 17)
    assert due_day(at(10, 17)) == date(2026, 9, 10)


@pytest.mark.parametrize(
    ("stage", "outcome", "shown"),
    [
        (PetitionStage.RECEIVED, None, Outcome.IN_PROGRESS),
        (PetitionStage.HANDED_ON, None, Outcome.IN_PROGRESS),
        (PetitionStage.FORWARDED, None, Outcome.FORWARDED),
        (PetitionStage.ANSWERED, Outcome.EXPLAINED, Outcome.EXPLAINED),
        (PetitionStage.TOLD, Outcome.RESOLVED, Outcome.RESOLVED),
    ],
)
def test_reports_count_what_still_waits_too(stage, outcome, shown):
    assert shown_outcome(SimpleNamespace(stage=stage, outcome=outcome)) is shown
