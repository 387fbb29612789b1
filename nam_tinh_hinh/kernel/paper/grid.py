"""A table on an official paper: columns that share the width, low rows that run on, in small tables.

Two facts of xhtml2pdf 0.2.28 are behind this. A row is not divided between two pages, so a tall one leaves a hole or
is refused. And a table is measured anew for every page it runs over: one long table costs the square of its pages.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import ClassVar

from nam_tinh_hinh.kernel.paper.layout import Layout
from nam_tinh_hinh.kernel.paper.wrapping import Measure, pieces, printed_lines

PT_PER_MM = 72 / 25.4
A4_MM = (210, 297)
TALLEST_SHARE = 0.25
"""The tallest row, as a share of the page between its margins: a taller one runs on in further rows."""
RUN_ON_LINES = 3
"""The height of the rows it is cut into. Low ones fill a page to its foot before the next one, but they cost time."""
ROWS_PER_TABLE = 10


@dataclass(frozen=True)
class GridColumn:
    """One column: its heading and its ``share`` of the table's width."""

    title: str
    share: float
    centred: bool = False


@dataclass(frozen=True)
class GridGroup:
    """Rows under a heading of their own; an empty ``title`` prints none."""

    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class GridRow:
    """One row as it is drawn; one that does not end runs on in the next, with no line between the two."""

    cells: tuple[str, ...]
    begins: bool = True
    ends: bool = True


@dataclass(frozen=True)
class GridBlock:
    """One small table: either a group's heading, which stays with the block after it, or rows."""

    title: str
    rows: tuple[GridRow, ...]


@dataclass(frozen=True)
class Grid:
    """The columns on a page of ``layout``, A4 upright or on its side."""

    layout: Layout
    columns: tuple[GridColumn, ...]
    landscape: bool = False

    padding_mm: ClassVar[float] = 1.2  # left and right of the text in a cell
    clear_pt: ClassVar[float] = 1.5  # keeps accents clear of the line above where a text goes on at the top of a page

    @property
    def width_mm(self) -> float:
        """The table's width in mm: all that the margins leave."""
        return A4_MM[self.landscape] - self.layout.margin_left_mm - self.layout.margin_right_mm

    @property
    def heads_mm(self) -> float:
        """The height in mm of the row of column headings: its longest one, and a little air."""
        lines = max(len(printed_lines(column.title, self.measure(column, bold=True))) for column in self.columns)
        return (lines * self.layout.table_line_pt + 6) / PT_PER_MM

    @property
    def run_on_line_pt(self) -> float:
        """The distance of lines in a row that runs on: closer by what is kept clear, so that the pitch stays common."""
        return self.layout.table_line_pt - self.clear_pt / RUN_ON_LINES

    def column_mm(self, column: GridColumn) -> float:
        """Return a column's whole width in mm."""
        return column.share * self.width_mm

    def measure(self, column: GridColumn, *, bold: bool = False) -> Measure:
        """Return the room that ``column`` leaves for text between its paddings, at the size of table print."""
        room_mm = self.column_mm(column) - 2 * self.padding_mm
        return Measure(room_mm * PT_PER_MM, self.layout.table_pt, bold=bold)

    def blocks(self, groups: Iterable[GridGroup]) -> Iterator[GridBlock]:
        """Yield the small tables of ``groups``; the first row of a group stays with its heading."""
        for group in groups:
            rows = [row for cells in group.rows for row in self.printed_rows(cells)]
            if group.title:
                yield GridBlock(group.title, ())
            yield GridBlock("", tuple(rows[:1]))
            for start in range(1, len(rows), ROWS_PER_TABLE):
                yield GridBlock("", tuple(rows[start : start + ROWS_PER_TABLE]))

    def printed_rows(self, cells: Sequence[str]) -> list[GridRow]:
        """Return the rows that show ``cells``: one, or more where a text takes more lines than a row may have."""
        whole = self._cut(cells, self._tallest_lines)
        parts = whole if len(whole) == 1 else self._cut(cells, RUN_ON_LINES)
        return [GridRow(part, place == 0, place == len(parts) - 1) for place, part in enumerate(parts)]

    @property
    def _tallest_lines(self) -> int:
        height_mm = A4_MM[not self.landscape] - self.layout.margin_top_mm - self.layout.margin_bottom_mm
        return max(1, int(height_mm * PT_PER_MM * TALLEST_SHARE / self.layout.table_line_pt))

    def _cut(self, cells: Sequence[str], lines: int) -> list[tuple[str, ...]]:
        pairs = zip(self.columns, cells, strict=True)
        columns = [pieces(text, self.measure(column), lines=lines) for column, text in pairs]
        return list(zip_longest(*columns, fillvalue=""))
