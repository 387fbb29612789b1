"""The numbers before an outline's headings: "I.", "1.", "a)". Pure: levels in, numbers out."""

from collections.abc import Iterable

from nam_tinh_hinh.kernel.paper.numerals import roman

# Vietnamese lists go through the Vietnamese alphabet; past its end they count on.
_LETTERS = "abcdđeghiklmnopqrstuvxy"


def numbers(levels: Iterable[int]) -> list[str]:
    """Return the number of each heading; one of a higher level lets those below it begin anew."""
    counts, found = [0, 0, 0], list[str]()
    for level in levels:
        counts = [*counts[: level - 1], counts[level - 1] + 1, *[0] * (3 - level)]
        found.append(_written(level, counts[level - 1]))
    return found


def _written(level: int, number: int) -> str:
    if level == 1:
        return f"{roman(number)}."
    if level == 2:
        return f"{number}."
    return f"{_LETTERS[number - 1] if number <= len(_LETTERS) else number})"
