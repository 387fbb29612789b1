"""Tests of nam_tinh_hinh.kernel.counts: pure."""

import pytest

from nam_tinh_hinh.kernel.counts import count_text, read_count


@pytest.mark.parametrize(
    ("typed", "number"),
    [("", None), (" ", None), ("0", 0), ("320", 320), ("1.234", 1234), (" 1 234 567 ", 1234567),
     ("99.999.999", 99_999_999), ("000000000012", 12)],
)  # fmt: skip
def test_a_number_is_read_as_people_type(typed, number):
    assert read_count(typed) == number


@pytest.mark.parametrize("typed", ["-5", "12,5", "x", "1e3", "²", "१२"])
def test_what_is_no_whole_number_is_called_so(typed):
    with pytest.raises(ValueError, match="không phải là số nguyên"):
        read_count(typed)


@pytest.mark.parametrize("typed", ["100000000", "100.000.000", "9" * 5000])
def test_too_large_a_number_is_called_too_large(typed):
    with pytest.raises(ValueError, match=r"Số lớn quá, nhiều nhất 99\.999\.999"):
        read_count(typed)


@pytest.mark.parametrize(("number", "said"), [(None, ""), (0, "0"), (999, "999"), (1234567, "1.234.567")])
def test_a_number_is_shown_with_dots(number, said):
    assert count_text(number) == said
