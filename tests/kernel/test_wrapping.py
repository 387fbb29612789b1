"""Tests of nam_tinh_hinh.kernel.paper.wrapping."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nam_tinh_hinh.kernel.paper.wrapping import Measure, pieces, printed_lines

NARROW = Measure(width_pt=60, size_pt=12)  # "0123456789" is 60 pt long at 12 pt: a digit is half an em


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("0123456789", ["0123456789"]),
        ("01234567891", ["0123456789", "1"]),
        ("0123 4567 89", ["0123 4567 ", "89"]),
        ("01234567 8", ["01234567 8"]),
        ("01\n23", ["01\n", "23"]),
        ("01\n\n23", ["01\n", "\n", "23"]),
    ],
)
def test_lines_are_filled_greedily(text, lines):
    assert printed_lines(text, NARROW) == lines


def test_bold_takes_more_room():
    assert len(printed_lines("hoa hoa hoa", Measure(58, 12, bold=True))) > len(
        printed_lines("hoa hoa hoa", Measure(58, 12))
    )


def test_pieces_have_at_most_so_many_lines():
    assert pieces("0123456789 " * 5, NARROW, lines=2) == ("0123456789 0123456789",) * 2 + ("0123456789",)


def test_an_empty_text_is_one_empty_piece():
    assert pieces("  ", NARROW, lines=3) == ("",)


@given(st.text(alphabet="aW ợ\n", max_size=200), st.integers(1, 5))
def test_nothing_is_lost_and_no_piece_is_too_tall(text, lines):
    parts = pieces(text, NARROW, lines=lines)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(len(printed_lines(part, NARROW)) <= lines for part in parts)
