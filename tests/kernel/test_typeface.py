"""Tests of nam_tinh_hinh.kernel.typeface."""

import unicodedata

import pytest

from nam_tinh_hinh.kernel.typeface import missing_characters, text_width


def test_a_missing_character_is_found_once_and_in_code_order():
    assert missing_characters("😀 xã 漢 phường 漢") == ("漢", "😀")


def test_decomposed_vietnamese_is_not_missing():
    assert missing_characters(unicodedata.normalize("NFD", "Nguyễn Thị Hằng")) == ()


def test_blanks_and_line_ends_are_not_missing():
    assert missing_characters("a b\u00a0c\td\r\n") == ()


@pytest.mark.parametrize(
    ("text", "size_pt", "bold", "width_pt"),
    [
        # Times New Roman's published advances, in thousandths: space 250, A 722, i 278; bold i 278, bold A 722.
        ("", 14, False, 0),
        ("Ai", 10, False, 10.0),
        ("A A", 10, False, 16.94),
        ("Ai", 20, True, 20.0),
    ],
)
def test_text_is_as_wide_as_in_times_new_roman(text, size_pt, bold, width_pt):
    assert text_width(text, size_pt, bold=bold) == pytest.approx(width_pt, abs=0.01)
