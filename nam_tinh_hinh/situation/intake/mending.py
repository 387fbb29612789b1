"""What was mended in one row and is meant for all that say the same."""

from collections.abc import Mapping, Sequence

from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.situation.intake.columns import RawRow

# The columns whose cells are chosen from words: what one of them was written for, it was written for everywhere.
CHOSEN = ("channel", "area", "topic", "kind", "severity", "group", "outcome")


def spread(rows: Sequence[RawRow], typed: Mapping[tuple[int, str], str]) -> dict[tuple[int, str], str]:
    """Return ``typed`` (new words by row number and column) with what it says of the other rows.

    A word chosen for one row goes to every row that had written the same in that column, unless another was chosen
    there. An empty cell says nothing of the other empty ones.
    """
    by_number = {row.number: row for row in rows}
    chosen: dict[tuple[str, str], str] = {}
    for (number, column), word in typed.items():
        before = by_number[number][column] if number in by_number and column in CHOSEN else ""
        if before and word != before:
            chosen.setdefault((column, fold(before)), word)
    meant = {
        (row.number, column): chosen[column, fold(row[column])]
        for row in rows
        for column in CHOSEN
        if (column, fold(row[column])) in chosen and typed.get((row.number, column), row[column]) == row[column]
    }
    return {**typed, **meant}
