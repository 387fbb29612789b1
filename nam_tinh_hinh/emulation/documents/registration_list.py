"""Danh sách đăng ký mô hình, điển hình "Dân vận khéo" of a year, as it is printed (requirement R121)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nam_tinh_hinh.emulation.documents.columns import COLUMNS, PT_PER_MM, Column, heads_height_pt
from nam_tinh_hinh.emulation.documents.rows import RUN_ON_LINES, Block, PrintedRow, UnitRow, blocks, printed_rows
from nam_tinh_hinh.kernel.paper import Layout, Letterhead, authority_line, date_line, number_line, recipient_lines
from nam_tinh_hinh.kernel.paper.heading import Heading

KIND_SYMBOL = "DS"


@dataclass(frozen=True, kw_only=True)
class ListRow:
    """One registered exemplar. Texts are printed literally; a newline in them starts a new line."""

    ordinal: int
    name: str
    address: str
    period: str
    content: str
    owner_and_lead: str
    note: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The texts in the order of ``COLUMNS``."""
        return (
            str(self.ordinal), self.name, self.address, self.period, self.content, self.owner_and_lead, self.note,
        )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class UnitGroup:
    """What one unit registered."""

    name: str
    rows: tuple[ListRow, ...]


@dataclass(frozen=True, kw_only=True)
class RegistrationList:
    """The whole printed list. ``number`` and ``day`` are None until it is issued: room to write them is printed."""

    years: tuple[int, ...]
    groups: tuple[UnitGroup, ...]
    number: int | None
    day: date | None
    letterhead: Letterhead
    layout: Layout
    draft: bool = False  # prints "DỰ THẢO" across every page
    filters_line: str = ""  # what the list was narrowed to, in words; printed under the title

    @property
    def heading(self) -> Heading:
        """The top of the first page."""
        return Heading(
            layout=self.layout,
            letterhead=self.letterhead,
            number=number_line(self.layout, self.number, KIND_SYMBOL, self.letterhead.symbol),
            date=date_line(self.layout, self.letterhead.place, self.day),
            title="Danh sách",
            subject=f"đăng ký mô hình, điển hình “Dân vận khéo” năm {', '.join(map(str, self.years))}",
        )

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the table, with their widths for this layout."""
        return COLUMNS

    @property
    def heads_mm(self) -> float:
        """The height in mm of the row of column headings."""
        return heads_height_pt(self.layout) / PT_PER_MM

    @property
    def run_on_lines(self) -> int:
        """How many lines a row has that runs on in the next."""
        return RUN_ON_LINES

    @property
    def count(self) -> int:
        """How many exemplars are listed."""
        return sum(len(group.rows) for group in self.groups)

    @property
    def closing(self) -> str:
        """The sentence under the table."""
        return f"Danh sách này có {self.count} mô hình, điển hình." if self.count else ""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The table's rows in the small tables that it is printed as; units that registered nothing are left out."""
        return tuple(block for group in self._numbered() for block in group)

    @property
    def authority(self) -> str:
        """The line above the signer's post; empty when he signs in person."""
        return authority_line(self.layout, self.letterhead)

    @property
    def recipients(self) -> tuple[str, ...]:
        """The lines under "Nơi nhận:"."""
        return recipient_lines(self.layout, self.letterhead)

    def _numbered(self) -> Iterator[tuple[Block, ...]]:
        filled = [group for group in self.groups if group.rows]
        for place, group in enumerate(filled, start=1):
            rows: list[PrintedRow] = []
            for row in group.rows:
                rows += printed_rows(row.cells, self.layout)
            yield blocks(UnitRow(place=place, name=group.name, count=len(group.rows)), rows)
