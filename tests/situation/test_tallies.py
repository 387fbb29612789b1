"""Sums, shares, days of waiting, what is usual: by tables of values."""

from datetime import date

import pytest

from nam_tinh_hinh.kernel.expected import Standing
from nam_tinh_hinh.kernel.workdays import WorkCalendar
from nam_tinh_hinh.situation.tallies import Compared, Spell, Tally, Waits, added, compared, row_of, summed

# 2 September 2026 is a Wednesday and a holiday; on Saturday 5 September one works in return.
CALENDAR = WorkCalendar({date(2026, 9, 2): "Quốc khánh"}, {date(2026, 9, 5): "Làm bù"})
WAITS = Waits(date(2026, 8, 1), date(2026, 12, 31), CALENDAR)
#       1
#     2   5
#   3   4
PARENTS = {1: None, 2: 1, 3: 2, 4: 2, 5: 1}


def test_tallies_add_up():
    assert Tally(1, 2, 3, 4, 3, 1, 0) + Tally(1, 1, 1, 1, 1, 0, 1) == Tally(2, 3, 4, 5, 4, 1, 1)
    assert sum([], Tally()) == Tally()


@pytest.mark.parametrize(
    ("followed", "answered", "share"), [(0, 0, None), (3, 0, 0), (3, 1, 33), (3, 2, 66), (200, 199, 99), (7, 7, 100)]
)
def test_the_share_says_all_only_when_nothing_waits(followed, answered, share):
    assert Tally(followed=followed, answered=answered).share == share


@pytest.mark.parametrize(
    ("received", "answered", "days"),
    [
        ((9, 1), (9, 1), 0),  # on the spot
        ((9, 1), (9, 3), 1),  # over the holiday
        ((8, 28), (8, 31), 1),  # Friday to Monday
        ((9, 4), (9, 7), 2),  # a Saturday one works on
        ((8, 29), (8, 30), 0),  # Saturday to Sunday
        ((9, 3), (9, 1), 0),  # an answer typed before its receipt
    ],
)
def test_days_are_those_one_works_on(received, answered, days):
    spell = Spell(date(2026, *received), date(2026, *answered), 1)
    assert WAITS.of([spell]) == {days: 1}
    assert days == CALENDAR.between(spell.received, spell.answered)


def test_days_of_many_are_counted_together():
    spells = [
        Spell(date(2026, 9, 1), date(2026, 9, 3), 2),
        Spell(date(2026, 8, 28), date(2026, 8, 31), 3),
        Spell(date(2026, 9, 1), date(2026, 9, 1), 1),
    ]
    assert WAITS.of(spells) == {1: 5, 0: 1}
    assert WAITS.of([]) == {}


@pytest.mark.parametrize(
    ("node", "top", "row"),
    [(3, None, 1), (1, None, 1), (3, 1, 2), (2, 1, 2), (5, 1, 5), (1, 1, 1), (4, 2, 4), (2, 2, 2), (9, None, 9)],
)
def test_each_counts_under_the_row_right_below_the_top(node, top, row):
    assert row_of(node, PARENTS, top) == row


def test_a_circle_of_parents_ends():
    assert row_of(1, {1: 2, 2: 1}, None) == 2


def test_values_are_added_up_by_row():
    assert summed({3: [1, 0], 4: [0, 2], 5: [7, 7]}, lambda n: row_of(n, PARENTS, 1), added) == {2: [1, 2], 5: [7, 7]}


def test_a_week_stands_beside_the_eight_before_it():
    quiet, busy = compared([3, 4, 2, 5, 3, 4, 3, 2, 4, 14], unknown=0, is_over=True)
    assert (quiet.count, quiet.standing, quiet.is_above) == (4, Standing.WITHIN, False)
    assert (busy.count, busy.standing, busy.is_above) == (14, Standing.ABOVE, True)


def test_weeks_before_anything_was_written_down_make_nothing_usual():
    first, second = compared([0, 0, 5, 4, 5, 5, 4, 4, 5, 5], unknown=1, is_over=True)
    assert first == Compared(5, None)
    assert first.standing is None
    assert second.usual is not None


def test_a_week_that_is_not_over_is_never_said_to_lie_below():
    counts = [20, 21, 19, 20, 22, 20, 19, 20, 1]
    assert [next(compared(counts, unknown=0, is_over=over)).standing for over in (True, False)] == [
        Standing.BELOW, None,
    ]  # fmt: skip
