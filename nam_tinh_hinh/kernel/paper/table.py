"""A paper that is one table: what the template print/table.html is given."""

from dataclasses import dataclass
from datetime import date

from nam_tinh_hinh.kernel.paper.grid import PT_PER_MM, Grid, GridBlock, GridColumn, GridGroup
from nam_tinh_hinh.kernel.paper.heading import Heading
from nam_tinh_hinh.kernel.paper.layout import Layout
from nam_tinh_hinh.kernel.paper.letterhead import Letterhead
from nam_tinh_hinh.kernel.paper.lines import authority_line, date_line, number_line, recipient_lines
from nam_tinh_hinh.kernel.typeface import text_width


@dataclass(frozen=True, kw_only=True)
class TablePaper:
    """A letterhead, a table, a closing sentence, a signer; ``number`` and ``day`` None leave room to write them."""

    title: str
    subject: str
    columns: tuple[GridColumn, ...]
    groups: tuple[GridGroup, ...]
    closing: str  # said under the table
    nothing: str  # said instead of an empty one
    letterhead: Letterhead
    layout: Layout
    number: int | None = None
    day: date | None = None
    draft: bool = False
    landscape: bool = False
    filters_line: str = ""

    @property
    def grid(self) -> Grid:
        """The table's measures on this layout's page."""
        return Grid(self.layout, self.columns, self.landscape)

    @property
    def blocks(self) -> tuple[GridBlock, ...]:
        """The table's rows in the small tables that it is printed as."""
        return tuple(self.grid.blocks(group for group in self.groups if group.rows))

    @property
    def heading(self) -> Heading:
        """The top of the first page."""
        return Heading(
            layout=self.layout,
            letterhead=self.letterhead,
            number=number_line(self.layout, self.number, "DS", self.letterhead.symbol),
            date=self._date,
            title=self.title,
            subject=self.subject,
        )

    @property
    def _date(self) -> str:
        written = date_line(self.layout, self.letterhead.place, self.day)
        return written if self.letterhead.place else written.lstrip(", ").capitalize()

    @property
    def heading_share(self) -> float:
        """The right half's share of the letterhead: on an upright page just what the words there take on one line."""
        if self.landscape:
            return 0.55
        layout, room_pt = self.layout, self.grid.width_mm * PT_PER_MM
        heading = text_width(layout.heading, layout.heading_pt, bold=True)
        dated = text_width(self.heading.date, layout.date_pt, italic=True)
        return min(0.65, max(heading, dated) / room_pt + 0.02)

    @property
    def authority(self) -> str:
        """The line above the signer's post; empty when he signs in person."""
        return authority_line(self.layout, self.letterhead)

    @property
    def recipients(self) -> tuple[str, ...]:
        """The lines under "Nơi nhận:"."""
        return recipient_lines(self.layout, self.letterhead)
