"""When interim reviews are due (seed 003, V step 4)."""

from datetime import date

import pytest

from nam_tinh_hinh.emulation.calendar import interim_reviews, months_later


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 3, 1), 3, date(2026, 6, 1)),
        (date(2026, 11, 15), 3, date(2027, 2, 15)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 9, 30), 3, date(2026, 12, 30)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_one(day, months, later):
    assert months_later(day, months) == later


@pytest.mark.parametrize(
    ("starts", "ends", "assigned", "due"),
    [
        # From its first day, where the notice came before.
        ((3, 1), (12, 15), (2, 20), [(3, (6, 1)), (6, (9, 1)), (9, (12, 1))]),
        # From the notice, where that came later: nothing was carried out before it.
        ((1, 5), (12, 15), (4, 10), [(3, (7, 10)), (6, (10, 10))]),
        # None on the last day itself: the result report takes its place.
        ((3, 1), (6, 1), (3, 1), []),
        ((3, 1), (6, 2), (3, 1), [(3, (6, 1))]),
        # Assigned when it should have ended.
        ((3, 1), (6, 1), (7, 1), []),
    ],
)
def test_reviews_fall_every_three_months_while_it_runs(starts, ends, assigned, due):
    days = [date(2026, *day) for day in (starts, ends, assigned)]
    found = [(review.months, (review.due_on.month, review.due_on.day)) for review in interim_reviews(*days)]
    assert found == due


def test_a_review_can_be_written_from_fifteen_days_before():
    (first, *_) = interim_reviews(date(2026, 3, 1), date(2026, 12, 15), date(2026, 3, 1))
    assert (first.due_on - first.opens_on).days == 15
