import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nam_tinh_hinh.kernel.text import sort_key


@pytest.mark.parametrize(
    "in_order",
    [
        list("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"),
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["an", "ăn", "ân", "ba"],
        ["Da", "Dương", "Đa", "Đê"],
        ["Tổ 1", "Tổ 2", "Tổ 10", "Tổ 10A", "Tổ 11", "Tổ an toàn"],
        ["Khu phố 06", "Khu phố 7"],
        ["hoa", "Hoa", "hoà", "hòa", "hoá", "hóa"],
        ["Hòa An", "Hoa Bình", "Hòa Bình"],
        ["Thanh", "Thanh Bình", "Thành Bình", "Thanh Thủy"],
        ["Tân Định", "Tân-Định Hai", "Tân Khánh"],
        ["", "3 sạch", "An", "Ω"],
        ["xã 9", f"xã {'1' * 5000}"],
        ["cà", "cafe", "café", "can"],
    ],
)
def test_order(in_order: list[str]) -> None:
    shuffled = random.Random(5).sample(in_order, len(in_order))
    assert sorted(shuffled, key=sort_key) == in_order


LATIN_TEXT = st.text(st.characters(max_codepoint=0x1EFF), max_size=30)


@given(LATIN_TEXT, LATIN_TEXT)
def test_equal_keys_mean_equal_text(one: str, other: str) -> None:
    same = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    assert (sort_key(one) == sort_key(other)) == same


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_numbers_order_by_value(one: int, other: int) -> None:
    assert (sort_key(f"Tổ {one}") < sort_key(f"Tổ {other}")) == (one < other)
