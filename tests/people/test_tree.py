"""Rules of trees: pure."""

from hypothesis import given
from hypothesis import strategies as st

from nam_tinh_hinh.people import tree


def test_a_line_that_comes_back_is_a_circle_told_from_below():
    above = {1: 2, 2: 3, 3: 1}
    assert tree.cycle(above, 1) == [1, 2, 3]


def test_a_line_that_ends_is_none():
    assert tree.cycle({1: 2, 2: None}, 1) == []


def test_a_circle_above_is_not_ones_own():
    assert tree.cycle({1: 2, 2: 3, 3: 2}, 1) == []


def test_climbing_a_circle_ends():
    assert list(tree.climb({1: 2, 2: 3, 3: 2}, 1)) == [2, 3]


def _order(rows):
    return [(row[0], depth) for row, depth in tree.in_order(rows, lambda r: r[0], lambda r: r[1], lambda r: r[0])]


def test_parents_come_before_children_and_brothers_in_order():
    assert _order([(3, 1), (2, 1), (1, None), (4, 2)]) == [(1, 0), (2, 1), (4, 2), (3, 1)]


def test_one_whose_parent_is_not_there_stands_at_the_top():
    assert _order([(2, 9), (1, None)]) == [(1, 0), (2, 0)]


@given(st.lists(st.integers(0, 12), max_size=12))
def test_nobody_is_lost_even_in_circles(parents):
    rows = [(n, parent) for n, parent in enumerate(parents)]
    assert sorted(row for row, _depth in _order(rows)) == list(range(len(parents)))
