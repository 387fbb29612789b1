import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nam_tinh_hinh.kernel.text import clean, clean_line

ANY_TEXT = st.text(st.characters(codec=None), max_size=60)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("Tổ dân phố 5", "Tổ dân phố 5"),
        (unicodedata.normalize("NFD", "Đường Nguyễn Huệ"), "Đường Nguyễn Huệ"),
        ("một\r\nhai\rba\vbốn\u2028năm", "một\nhai\nba\nbốn\nnăm"),
        ("cột\tkế\u00a0bên\u3000nữa", "cột kế bên nữa"),
        ("cuối dòng  \t\nđầu dòng\n\n ", "cuối dòng\nđầu dòng"),
        ("\ufeffđầu tệp", "đầu tệp"),
        ("Hi\u200bền\u2060 Qu\u200dan", "Hiền Quan"),
        ("an\u202egnol\u202c \u2066trái\u2069\u200f", "angnol trái"),
        ("a\x00b\x07c\x1bd\x7fe\x9ff", "abcdef"),
        ("x\ud800y\ufffez\ufdd0\U0010ffff", "xyz"),
        ("\u3164\u2800\u115f", ""),
        ("hành\u00adchính", "hànhchính"),
        ("e\u200b\u0301", "é"),
        ("a" + "\u0323\u0301" * 100_000, "ạ\u0323\u0301\u0301"),
    ],
)
def test_clean_keeps_what_can_be_seen(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_soft_hyphen_is_a_letter_in_tcvn3() -> None:
    assert clean("M\u00adêng Kh\u00ad¬ng ") == "M\u00adêng Kh\u00ad¬ng"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Chi bộ \n phố\t\tPhúc  Ninh ", "Chi bộ phố Phúc Ninh"),
        ("một\u2029hai", "một hai"),
        ("\n\n", ""),
        ("a \u200b b", "a b"),
    ],
)
def test_clean_line_is_one_line_with_single_spaces(typed: str, kept: str) -> None:
    assert clean_line(typed) == kept


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(ANY_TEXT)
def test_cleaned_text_is_composed_and_can_be_stored(text: str) -> None:
    kept = clean(text)
    assert unicodedata.is_normalized("NFC", kept)
    assert kept.encode("utf-8").decode() == kept
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in kept if char != "\n")


@given(ANY_TEXT)
def test_clean_line_holds_no_break(text: str) -> None:
    assert clean_line(text).splitlines() in ([], [clean_line(text)])
