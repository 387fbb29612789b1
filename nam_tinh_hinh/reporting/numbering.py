"""The numbers before an outline's headings, on screen as on paper: "I.", "1.", "a)". Pure: levels in, numbers out."""

from collections.abc import Iterable

from nam_tinh_hinh.kernel.paper.numerals import HeadingNumbers


def numbers(levels: Iterable[int]) -> list[str]:
    """Return the number of each heading; one of a higher level lets those below it begin anew."""
    counted = HeadingNumbers()
    return [counted.next(level) for level in levels]
