"""Whole numbers from 0, as people type and read them: with the dots of thousands."""

from nam_tinh_hinh.kernel.text import clean_line

MOST = 99_999_999
# Long lists are counted up to here: who has more before him narrows the list, or leafs on.
MOST_COUNTED = 1000


def count_text(number: int | None) -> str:
    """Return ``number`` with the dots of thousands, "" for none."""
    return "" if number is None else f"{number:,}".replace(",", ".")


def is_uncounted(number: int) -> bool:
    """Tell whether ``number`` is what a count bounded by ``MOST_COUNTED`` gives for all numbers above it."""
    return number == MOST_COUNTED + 1


def bounded_text(number: int) -> str:
    """Return how many rows a list has as a sentence says it: "37", or "hơn 1.000"."""
    return f"hơn {count_text(MOST_COUNTED)}" if is_uncounted(number) else count_text(number)


def read_count(typed: str) -> int | None:
    """Return the whole number that was typed, with or without dots, None for nothing.

    Raises ``ValueError`` in words for what is no whole number from 0, and for one beyond ``MOST``.
    """
    typed = clean_line(typed)
    digits = typed.replace(".", "").replace(" ", "")
    if not digits:
        return None
    if not (digits.isascii() and digits.isdecimal()):
        raise ValueError(f"“{typed[:20]}” không phải là số nguyên. Ghi ví dụ 320, hoặc để trống.")
    digits = digits.lstrip("0") or "0"
    if len(digits) > len(str(MOST)):  # asked before int(), which refuses thousands of digits in English
        raise ValueError(f"Số lớn quá, nhiều nhất {count_text(MOST)}. Xem lại số đã ghi, hoặc để trống.")
    return int(digits)
