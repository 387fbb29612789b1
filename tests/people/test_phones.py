"""Tests of nam_tinh_hinh.people.phones: pure."""

import pytest

from nam_tinh_hinh.people.phones import dialled, fault, grouped, numbers


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("0900000123", "0900 000 123"),
        ("0900.000.123", "0900 000 123"),
        (" 0900 000-123 ", "0900 000 123"),
        ("+84 900 000 123", "0900 000 123"),
        ("0084900000123", "0900 000 123"),
        ("84900000123", "0900 000 123"),
        ("02223821234", "0222 382 1234"),
        ("024 3825 1234", "024 3825 1234"),
        ("0900000123/0900000124", "0900 000 123 / 0900 000 124"),
        ("+856 20 5555 1234", "+856 20 5555 1234"),
        ("113", "113"),
        ("0222 382 1234 máy lẻ 12", "0222 382 1234 máy lẻ 12"),
        ("", ""),
    ],
)
def test_numbers_are_shown_in_groups(typed, shown):
    assert grouped(typed) == shown
    assert fault(typed) == ""
    assert grouped(shown) == shown


@pytest.mark.parametrize(
    ("typed", "word"),
    [("090000012", "9 chữ số"), ("09000001234", "11 chữ số"), ("chưa có", "không có chữ số nào")],
)
def test_what_cannot_be_right_is_refused_with_the_way_out(typed, word):
    assert word in fault(typed)


@pytest.mark.parametrize(
    ("number", "dial"),
    [
        ("0900 000 123", "0900000123"),
        ("+856 20 5555", "+856205555"),
        ("cơ quan: 0222 382 1234", "02223821234"),
        ("", ""),
    ],
)
def test_what_a_phone_dials(number, dial):
    assert dialled(number) == dial


def test_a_field_may_hold_several():
    assert numbers("0900000123; 0900000124") == ["0900000123", "0900000124"]
