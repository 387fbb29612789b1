"""Judging one cell: the value made tidy, or a sentence that says what to do."""

import re

from nam_tinh_hinh.kernel.sheets.cells import CellRefused, plain
from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.people.rostering.lines import LONGEST

_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
_PHONE_MARKS = re.compile(r"[\s.\-()]+")


def any_text(column: str, text: str) -> str:
    """Return a cell's cleaned ``text`` when it may come in at all. Raises ``CellRefused``."""
    return plain(text, LONGEST[column])


def name(text: str) -> str:
    """Return a full name. Raises ``CellRefused`` when there is none."""
    if not text:
        raise CellRefused("còn trống. Ghi đủ họ, chữ đệm và tên.")
    if not any(char.isalpha() for char in text):
        raise CellRefused(f"“{text[:40]}” không phải là họ tên. Ghi đủ họ, chữ đệm và tên.")
    return text


def phone(text: str) -> str:
    """Return a phone number with its first 0, a mobile one in groups (0912 345 678); empty stays empty.

    Excel drops the first 0 of a number: it is put back. Raises ``CellRefused``.
    """
    digits = re.sub(r"^(?:\+84|0084|84(?=\d{9}$))", "0", _PHONE_MARKS.sub("", text))
    digits = f"0{digits}" if re.fullmatch(r"[35789]\d{8}", digits) else digits
    if not text or re.fullmatch(r"02\d{9}", digits):
        return digits
    if not re.fullmatch(r"0[35789]\d{8}", digits):
        raise CellRefused(f"“{text[:40]}” không phải là số điện thoại. {_phone_fix(digits)}")
    return f"{digits[:4]} {digits[4:7]} {digits[7:]}"


def _phone_fix(digits: str) -> str:
    if digits.isdecimal() and digits.startswith("0"):
        return f"Có {len(digits)} chữ số; di động cần 10 số (ví dụ 0912 345 678), cố định 11 số."
    return "Ghi một số, ví dụ 0912 345 678; chưa có thì để trống."


def email(text: str) -> str:
    """Return an e-mail address in small letters; empty stays empty. Raises ``CellRefused``."""
    if not text or _MAIL.fullmatch(text):
        return text.casefold()
    if not text.isascii():
        raise CellRefused(f"“{text[:60]}” có dấu tiếng Việt. Thư điện tử viết không dấu, ví dụ an.nv@gmail.com.")
    if " " in text and _MAIL.fullmatch(text.replace(" ", "")):
        raise CellRefused(f"có dấu cách. Sửa thành: {text.replace(' ', '')}")
    raise CellRefused(f"“{text[:60]}” không phải là thư điện tử. Ghi dạng ten@noi.vn; chưa có thì để trống.")


def username(text: str) -> str:
    """Return a user name as accounts have it."""
    return text.strip().casefold()


def same_name(one: str, other: str) -> bool:
    """Tell whether two names may be one person's: diacritics and case do not matter."""
    return fold(one) == fold(other)
