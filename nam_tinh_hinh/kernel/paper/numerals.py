"""Roman numerals, with which official papers number the groups of a list. Pure: number in, text out."""

_NUMERALS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(number: int) -> str:
    """Return ``number`` (1 to 3999) in roman numerals."""
    written = ""
    for value, letters in _NUMERALS:
        times, number = divmod(number, value)
        written += letters * times
    return written
