"""Tests of nam_tinh_hinh.kernel.expected."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nam_tinh_hinh.kernel.expected import WEEKS_BEFORE, Expected, Standing, expected, standing

WEEKS = st.lists(st.integers(0, 500), min_size=1, max_size=12)
ORDER = list(Standing)


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        ([0] * 8, 0, 1),
        ([0] * 7 + [1], 0, 1),
        ([0, 0, 1, 0, 0, 1, 0, 0], 0, 2),
        ([1] * 8, 0, 3),
        ([5] * 8, 1, 10),
        ([3, 6, 4, 5, 2, 7, 4, 5], 1, 9),
        ([20] * 8, 12, 30),
        ([2, 30, 5, 18, 40, 1, 9, 12], 0, 51),  # restless weeks widen the range
        ([1000] * 8, 935, 1066),
        ([4], 0, 11),  # one week alone says little
    ],
)
def test_the_usual_range(counts, low, high):
    usual = expected(counts)
    assert (usual.low, usual.high, usual.mean) == (low, high, sum(counts) / len(counts))


@pytest.mark.parametrize(
    ("count", "place"),
    [(0, Standing.BELOW), (1, Standing.BELOW), (2, Standing.WITHIN), (7, Standing.WITHIN), (8, Standing.ABOVE)],
)
def test_both_ends_of_the_range_are_usual(count, place):
    assert standing(count, Expected(4.0, 2, 7)) is place


def test_one_after_weeks_of_nothing_does_not_shout():
    quiet = expected([0] * WEEKS_BEFORE)
    assert [standing(count, quiet).label for count in (0, 1, 2)] == [
        "Trong mức thường", "Trong mức thường", "Trên mức thường",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("usual", "words"),
    [
        (Expected(4.5, 2, 7), "thường từ 2 đến 7"),
        (Expected(1000.0, 936, 1066), "thường từ 936 đến 1.066"),
        (Expected(0.0, 0, 0), "thường là 0"),
    ],
)
def test_the_range_in_words(usual, words):
    assert usual.words == words


@pytest.mark.parametrize("counts", [[], [3, -1]])
def test_what_is_no_series_of_counts_is_refused(counts):
    with pytest.raises(ValueError, match="at least one count"):
        expected(counts)


@given(WEEKS)
def test_the_mean_lies_in_the_range(counts):
    usual = expected(counts)
    assert 0 <= usual.low <= usual.mean <= usual.high


@given(WEEKS)
def test_the_order_of_the_weeks_does_not_matter(counts):
    assert expected(counts) == expected(sorted(counts))


@given(st.integers(0, 2000), st.integers(1, 12))
def test_higher_weeks_let_expect_more(count, weeks):
    lower, higher = expected([count] * weeks), expected([count + 1] * weeks)
    assert (lower.low <= higher.low, lower.high <= higher.high) == (True, True)


@given(WEEKS, st.integers(0, 1000), st.integers(0, 1000))
def test_a_greater_count_never_stands_lower(counts, one, other):
    usual = expected(counts)
    less, more = sorted([one, other])
    assert ORDER.index(standing(less, usual)) <= ORDER.index(standing(more, usual))
