"""The middle of numbers: always one that was given, the lower one between two halves."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nam_tinh_hinh.kernel.medians import median_counted, median_number


@pytest.mark.parametrize(
    ("given", "middle"), [([], None), ([7], 7), ([0, 9], 0), ([9, 0, 5], 5), ([1, 2, 3, 4], 2), ([3, 3, 1], 3)]
)
def test_the_lower_median_of_numbers(given, middle):
    assert median_number(given) == middle


@given(st.lists(st.integers(-5, 20)))
def test_counting_first_changes_nothing(numbers):
    assert median_counted(Counter(numbers)) == median_number(numbers)
