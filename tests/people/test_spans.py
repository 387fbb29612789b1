"""Tests of nam_tinh_hinh.people.spans: pure."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nam_tinh_hinh.people.spans import ONE_DAY, Span, covers, last_day, overlap, said, uncovered

JAN, FEB, MAR = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)
SPRING = Span(JAN, date(2026, 3, 31))
DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 1))
SPANS = st.tuples(DAYS, st.none() | DAYS).map(lambda pair: Span(pair[0], pair[1] and max(pair)))


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        (date(2025, 12, 31), False),
        (JAN, True),
        (MAR, True),
        (date(2026, 3, 31), True),
        (date(2026, 4, 1), False),
    ],
)
def test_both_ends_count(day, answer):
    assert covers(SPRING, day) is answer


def test_without_an_end_it_holds_for_ever():
    assert covers(Span(JAN), date(2099, 1, 1))


@pytest.mark.parametrize(
    ("other", "answer"),
    [
        (Span(date(2026, 3, 31)), True),
        (Span(date(2026, 4, 1)), False),
        (Span(date(2025, 1, 1), date(2025, 12, 31)), False),
        (Span(date(2025, 1, 1), JAN), True),
        (Span(FEB, FEB), True),
    ],
)
def test_overlap_means_sharing_a_day(other, answer):
    assert overlap(SPRING, other) is answer
    assert overlap(other, SPRING) is answer


@pytest.mark.parametrize(
    ("held", "gaps"),
    [
        ([], [SPRING]),
        ([Span(JAN)], []),
        ([Span(date(2020, 1, 1), date(2030, 1, 1))], []),
        ([Span(JAN, date(2026, 1, 31))], [Span(FEB, date(2026, 3, 31))]),
        ([Span(FEB, date(2026, 2, 28))], [Span(JAN, date(2026, 1, 31)), Span(MAR, date(2026, 3, 31))]),
        ([Span(JAN, date(2026, 2, 28)), Span(FEB)], []),
        ([Span(date(2026, 4, 1))], [SPRING]),
        ([Span(date(2025, 1, 1), date(2025, 12, 31))], [SPRING]),
    ],
)
def test_what_nobody_holds(held, gaps):
    assert uncovered(SPRING, held) == gaps


def test_an_open_wish_is_open_in_its_gap():
    assert uncovered(Span(JAN), [Span(JAN, date(2026, 1, 31))]) == [Span(FEB, None)]
    assert uncovered(Span(JAN), [Span(FEB)]) == [Span(JAN, date(2026, 1, 31))]


@given(SPANS, st.lists(SPANS, max_size=4))
def test_gaps_are_exactly_the_days_nobody_holds(wanted, held):
    gaps, day = uncovered(wanted, held), date(2025, 12, 30)
    while day < date(2026, 3, 5):
        alone = covers(wanted, day) and not any(covers(one, day) for one in held)
        assert any(covers(gap, day) for gap in gaps) is alone, day
        day += ONE_DAY


def test_in_words():
    assert said(SPRING) == "từ 01/01/2026 đến 31/03/2026"
    assert said(Span(JAN)) == "từ 01/01/2026 đến nay"
    assert last_day(Span(JAN)) == date.max
