"""The numbers that official papers put before their parts: "I.", "1.", "a)". Pure: numbers and levels in, text out."""

_NUMERALS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
# Points go through the Vietnamese alphabet; past its end they begin anew, which no paper of ours has come to.
_LETTERS = "abcdđeghiklmnopqrstuvxy"
DEEPEST = 3


def roman(number: int) -> str:
    """Return ``number`` (1 to 3999) in roman numerals."""
    written = ""
    for value, letters in _NUMERALS:
        times, number = divmod(number, value)
        written += letters * times
    return written


class HeadingNumbers:
    """Counts headings of three levels as they come; one of a higher level lets those below it begin anew."""

    def __init__(self, part_mark: str = ".") -> None:
        self._part_mark, self._counts = part_mark, [0] * DEEPEST

    def next(self, level: int) -> str:
        """Return the number of the next heading, of ``level`` 1 to 3 (others count as the nearest)."""
        place = min(max(level, 1), DEEPEST) - 1
        self._counts[place] += 1
        self._counts[place + 1 :] = [0] * (DEEPEST - place - 1)
        number = self._counts[place]
        return (f"{roman(number)}{self._part_mark}", f"{number}.", f"{_LETTERS[(number - 1) % len(_LETTERS)]})")[place]
