"""Phone numbers as Vietnamese offices write them: taken in any punctuation, shown grouped, and dialled. Pure."""

import re

_NUMBER = re.compile(r"\+?\d(?:[ .()\-]*\d)*")
_BETWEEN = re.compile(r"\s*[/;,]\s*")
# Two-digit area codes of the two big cities; every other province has three digits after the zero.
_BIG_CITIES = ("024", "028")


def numbers(typed: str) -> list[str]:
    """Return the single numbers of a field that may hold several, parted by "/", ";" or ","."""
    return [part for part in _BETWEEN.split(typed.strip()) if part]


def dialled(number: str) -> str:
    """Return what a phone dials for the first number found in ``number``: digits, with a leading "+" kept; or ""."""
    match = _NUMBER.search(number)
    return re.sub(r"[^\d+]", "", match[0]) if match else ""


def fault(typed: str) -> str:
    """Return what is wrong with a phone field in words, or "".

    Only what cannot be right is refused: no digit at all, or a Vietnamese mobile number with a digit too many or too
    few. Foreign numbers, short numbers, extensions and remarks beside a number are somebody's way of writing.
    """
    for number in numbers(typed):
        digits = _home(dialled(number))
        if not digits:
            return f"“{number[:40]}” không có chữ số nào. Ghi số điện thoại, ví dụ 0900 000 123, hoặc để trống."
        if re.match(r"0[35789]", digits) and len(digits) != 10:
            return (
                f"“{number[:40]}” có {len(digits)} chữ số; số di động có 10. "
                "Xem lại, hoặc ghi kèm mã nước (ví dụ +856 …) nếu là số nước ngoài."
            )
    return ""


def grouped(typed: str) -> str:
    """Return a phone field as it is shown: Vietnamese numbers in groups, whatever else as it was typed."""
    return " / ".join(_grouped(number) for number in numbers(typed))


def _grouped(number: str) -> str:
    plain = _NUMBER.fullmatch(number)
    digits = _home(dialled(number))
    if plain and re.fullmatch(r"0[35789]\d{8}", digits):
        return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
    if plain and re.fullmatch(r"02\d{9}", digits):
        code = 3 if digits.startswith(_BIG_CITIES) else 4
        return f"{digits[:code]} {digits[code:-4]} {digits[-4:]}"
    return number


def _home(dialled: str) -> str:
    """Return a number with the country code of Vietnam (+84, 0084 or a bare 84) as it is dialled at home."""
    return re.sub(r"^(?:\+84|0084|84(?=\d{9,10}$))0?", "0", dialled)
