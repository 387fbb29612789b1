"""A long table on paper: column widths, rows that run on when a text is tall, and the small tables rows come in.

Two facts of xhtml2pdf 0.2.28 are behind this. A row is not divided between two pages, so a tall one leaves a hole or
is refused. And a table is measured anew for every page it runs over: one long table costs the square of its pages.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from nam_tinh_hinh.kernel.paper.layout import Layout
from nam_tinh_hinh.kernel.paper.wrapping import Measure, pieces, printed_lines

PT_PER_MM = 72 / 25.4
PADDING_MM = 1.2  # left and right of a cell's text
TALLEST_LINES = 12
"""The tallest row, in lines of table print: a taller one runs on in further rows."""
RUN_ON_LINES = 3
"""The height of the rows it is cut into: low ones fill a page to its foot before the next one."""
ROWS_PER_TABLE = 10


@dataclass(frozen=True)
class GridColumn:
    """One column: its heading and its ``share`` of the table's width."""

    title: str
    share: float
    centred: bool = False


@dataclass(frozen=True)
class GridRow:
    """One row as it is drawn; one that does not end runs on in the next, with no line between the two."""

    cells: tuple[str, ...]
    begins: bool = True
    ends: bool = True


@dataclass(frozen=True)
class Grid:
    """The columns of one table on a page ``page_mm`` wide, between the margins of ``layout``."""

    columns: tuple[GridColumn, ...]
    layout: Layout
    page_mm: float = 210

    @property
    def padding_mm(self) -> float:
        """The room left and right of a cell's text."""
        return PADDING_MM

    @property
    def heads_mm(self) -> float:
        """The height of the row of headings: its longest one, and a little air."""
        tallest = max(len(printed_lines(c.title, self._measure(c, bold=True))) for c in self.columns)
        return (tallest * self.layout.table_line_pt + 6) / PT_PER_MM

    def width_mm(self, column: GridColumn) -> float:
        """Return a column's whole width."""
        return column.share * (self.page_mm - self.layout.margin_left_mm - self.layout.margin_right_mm)

    def tables(self, rows: Iterable[Sequence[str]]) -> list[list[GridRow]]:
        """Return the rows, those with tall texts cut, in the small tables they are drawn as."""
        drawn = [part for cells in rows for part in self._rows(cells)]
        # The first row is a table by itself, low enough to stand on page 1 with the headings.
        starts = range(1, len(drawn), ROWS_PER_TABLE)
        return [drawn[:1], *(drawn[start : start + ROWS_PER_TABLE] for start in starts)]

    @property
    def run_on_lines(self) -> int:
        """How many lines a row has that runs on in the next."""
        return RUN_ON_LINES

    def _rows(self, cells: Sequence[str]) -> list[GridRow]:
        whole = self._cut(cells, TALLEST_LINES)
        parts = whole if len(whole) == 1 else self._cut(cells, RUN_ON_LINES)
        last = len(parts) - 1
        return [GridRow(part, begins=place == 0, ends=place == last) for place, part in enumerate(parts)]

    def _cut(self, cells: Sequence[str], lines: int) -> list[tuple[str, ...]]:
        columns = zip(self.columns, cells, strict=True)
        return list(zip_longest(*(pieces(t, self._measure(c), lines=lines) for c, t in columns), fillvalue=""))

    def _measure(self, column: GridColumn, *, bold: bool = False) -> Measure:
        room = (self.width_mm(column) - 2 * PADDING_MM) * PT_PER_MM
        return Measure(room, self.layout.table_pt, bold=bold)
