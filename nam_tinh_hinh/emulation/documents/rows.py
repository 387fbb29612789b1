"""Rows as the paper has them: long texts run on in further rows, and the rows come in small tables.

Two facts of xhtml2pdf 0.2.28 are behind this. A row is not divided between two pages, so a tall one leaves a hole or
is refused. And a table is measured anew for every page it runs over: one long table costs the square of its pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from nam_tinh_hinh.emulation.documents.columns import COLUMNS, PAGE_HEIGHT_MM, PT_PER_MM
from nam_tinh_hinh.kernel.paper import Layout
from nam_tinh_hinh.kernel.paper.wrapping import pieces

TALLEST_SHARE = 0.25
"""The tallest row, as a share of the page between its margins: a taller one runs on in further rows."""
RUN_ON_LINES = 3
"""The height of the rows it is cut into. Low ones fill a page to its foot before the next one, but they cost time."""
ROWS_PER_TABLE = 10
_NUMERALS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True)
class PrintedRow:
    """One row of a table as it is drawn; one that does not end runs on in the next, with no line between the two."""

    cells: tuple[str, ...]
    begins: bool = True
    ends: bool = True


@dataclass(frozen=True, kw_only=True)
class UnitRow:
    """The heading of one unit's rows: its ``place`` in the list from 1, its name, how many exemplars follow."""

    place: int
    name: str
    count: int

    @property
    def numeral(self) -> str:
        """The place in roman numerals."""
        return roman(self.place)


@dataclass(frozen=True)
class Block:
    """One small table: either a unit's heading, which stays with the block after it, or rows."""

    unit: UnitRow | None
    rows: tuple[PrintedRow, ...]


def printed_rows(cells: Sequence[str], layout: Layout) -> list[PrintedRow]:
    """Return the rows that show ``cells``: one, or more where a text takes more lines than a row may have."""
    whole = _cut(cells, layout, tallest_lines(layout))
    parts = whole if len(whole) == 1 else _cut(cells, layout, RUN_ON_LINES)
    last = len(parts) - 1
    return [PrintedRow(part, begins=place == 0, ends=place == last) for place, part in enumerate(parts)]


def _cut(cells: Sequence[str], layout: Layout, lines: int) -> list[tuple[str, ...]]:
    columns = [pieces(text, column.measure(layout), lines=lines) for column, text in zip(COLUMNS, cells, strict=True)]
    return list(zip_longest(*columns, fillvalue=""))


def tallest_lines(layout: Layout) -> int:
    """Return how many lines of table print, at least one, the tallest row has in ``layout``."""
    height_pt = (PAGE_HEIGHT_MM - layout.margin_top_mm - layout.margin_bottom_mm) * PT_PER_MM
    return max(1, int(height_pt * TALLEST_SHARE / layout.table_line_pt))


def blocks(unit: UnitRow, rows: Sequence[PrintedRow]) -> tuple[Block, ...]:
    """Return the small tables for ``unit``: its heading, its first row (kept with the heading), then the rest."""
    first, rest = rows[:1], rows[1:]
    tables = [first, *(rest[start : start + ROWS_PER_TABLE] for start in range(0, len(rest), ROWS_PER_TABLE))]
    return (Block(unit, ()), *(Block(None, tuple(table)) for table in tables))


def roman(number: int) -> str:
    """Return ``number`` (1 to 3999) in roman numerals."""
    written = ""
    for value, letters in _NUMERALS:
        times, number = divmod(number, value)
        written += letters * times
    return written
