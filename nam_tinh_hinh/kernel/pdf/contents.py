"""The contents of a pack: what the template print/contents.html is given."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from nam_tinh_hinh.kernel.paper.grid import PT_PER_MM, ROWS_PER_TABLE
from nam_tinh_hinh.kernel.paper.wrapping import Measure, printed_lines
from nam_tinh_hinh.kernel.pdf.packing import PackHeading
from nam_tinh_hinh.kernel.typeface import text_width

_DOT = "."


@dataclass(frozen=True)
class Entry:
    """A line of the contents; ``dots`` lead from the end of the title to the page."""

    ordinal: int
    number_words: str
    title: str
    page: int
    dots: str


@dataclass(frozen=True)
class Contents:
    """The heading, and the entries in small tables as all long tables of ours."""

    heading: PackHeading
    entries: tuple[Entry, ...]

    size_pt: ClassVar[float] = 13
    line_pt: ClassVar[float] = 17
    columns_mm: ClassVar[tuple[float, float, float, float]] = (11, 32, 106, 16)  # of the 165 between the margins
    gap_mm: ClassVar[float] = 2  # between columns

    @property
    def blocks(self) -> list[tuple[Entry, ...]]:
        """The entries in parts that are drawn one after the other."""
        starts = range(0, len(self.entries), ROWS_PER_TABLE)
        return [self.entries[start : start + ROWS_PER_TABLE] for start in starts]


def contents(heading: PackHeading, named: Sequence[tuple[str, str]], begins: Sequence[int]) -> Contents:
    """Return the contents of papers ``named`` (number and title), each of which ``begins`` on a page."""
    pairs = enumerate(zip(named, begins, strict=True), start=1)
    return Contents(heading, tuple(Entry(n, number, title, page, _dots(title)) for n, ((number, title), page) in pairs))


def _dots(title: str) -> str:
    """Return the dots that fill the last line of ``title`` to the end of its column."""
    room = Measure((Contents.columns_mm[2] - Contents.gap_mm) * PT_PER_MM, Contents.size_pt)
    used = room.length((printed_lines(title, room) or [""])[-1].rstrip() + " ")
    return _DOT * max(0, int((room.width_pt - used) / text_width(_DOT, Contents.size_pt)) - 1)
