"""From what a composer says to what a template prints: numbered headings, cut tables, lines of dots."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count

from nam_tinh_hinh.kernel.paper.blocks import Article, Blanks, Drawing, Heading, Item, PaperTable, Paragraph, Written
from nam_tinh_hinh.kernel.paper.grid import PT_PER_MM, Grid, GridBlock, GridGroup
from nam_tinh_hinh.kernel.paper.layout import Layout
from nam_tinh_hinh.kernel.paper.lines import cased
from nam_tinh_hinh.kernel.paper.numerals import roman
from nam_tinh_hinh.kernel.paper.wrapping import Measure, pieces, printed_lines
from nam_tinh_hinh.kernel.typeface import text_width

LONGEST_KEPT = 16
"""Lines of the last paragraph that go with the signatures to a new page; of a longer one only its end goes."""
_DOT = "."
_MOST_OF_A_LINE = 0.75


@dataclass(frozen=True)
class Line:
    """One paragraph as it is printed: ``style`` names it in print/_prose.html, ``lead`` is set in bold before it."""

    style: str
    text: str
    lead: str = ""


@dataclass(frozen=True)
class Table:
    """A table as it is printed. Where it runs over pages, its heads stand on those called ``page``.

    ``groups`` are its rows before they were cut into ``blocks``.
    """

    page: str
    grid: Grid
    blocks: tuple[GridBlock, ...]
    total_line: str = ""
    groups: tuple[GridGroup, ...] = ()


Piece = Line | Table | Drawing


class Typesetter:
    """Sets the blocks of one paper on pages of ``layout``; tables are counted through the whole paper."""

    def __init__(self, layout: Layout, text_mm: float, *, landscape: bool = False) -> None:
        self.layout, self.text_mm, self.landscape = layout, text_mm, landscape
        self._tables = count(1)

    def pieces(self, blocks: Iterable[Written]) -> Iterator[Piece]:
        """Yield what is printed for ``blocks``, whose headings are numbered from I, 1 and a."""
        numbers, articles = [0, 0, 0], count(1)
        for block in blocks:
            if isinstance(block, Heading):
                yield self._heading(block, numbers)
            elif isinstance(block, Article):
                yield from _article(block, next(articles))
            elif isinstance(block, Paragraph):
                yield from _paragraphs(block)
            elif isinstance(block, Item):
                yield Line("text", f"- {block.text}")
            elif isinstance(block, Blanks):
                yield from self._blanks(block)
            elif isinstance(block, Drawing):
                yield block
            else:
                yield self._table(block)

    def _heading(self, block: Heading, numbers: list[int]) -> Line:
        level = min(max(block.level, 1), len(numbers))
        numbers[level - 1] += 1
        numbers[level:] = [0] * (len(numbers) - level)
        number = numbers[level - 1]
        if level == 1:
            return Line("part", cased(block.text, caps=True), f"{roman(number)}{self.layout.part_mark}")
        return (
            Line("section", block.text, f"{number}.")
            if level == 2
            else Line("point", block.text, f"{_letter(number)})")
        )

    def _table(self, block: PaperTable) -> Table:
        grid = Grid(self.layout, block.columns, self.landscape)
        groups = tuple(group for group in block.groups if group.rows)
        return Table(f"table{next(self._tables)}", grid, tuple(grid.blocks(groups)), block.total_line, groups)

    def _blanks(self, block: Blanks) -> Iterator[Line]:
        """Yield the dotted lines; one whose label leaves too little room has its dots under the label."""
        room = Measure(self.text_mm * PT_PER_MM, self.layout.body_pt)
        label = f"{block.label.rstrip()} " if block.label.strip() else ""
        used = room.length((printed_lines(label, room) or [""])[-1])
        begins_below = used > _MOST_OF_A_LINE * room.width_pt
        yield Line("blank", label + ("" if begins_below else self._dots(room.width_pt - used)))
        for _ in range(block.lines - (not begins_below)):
            yield Line("blank", self._dots(room.width_pt))

    def _dots(self, room_pt: float) -> str:
        return _DOT * (int(room_pt / text_width(_DOT, self.layout.body_pt)) - 1)

    def closed(self, written: tuple[Piece, ...]) -> tuple[Piece, ...]:
        """Return the pieces with the layout's mark at the end of the last sentence, where it has one."""
        if not (written and self.layout.end_mark and isinstance(written[-1], Line) and written[-1].style == "text"):
            return written
        last = written[-1]
        return (*written[:-1], replace(last, text=last.text.rstrip().rstrip(".;") + self.layout.end_mark))

    def parted(self, written: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        """Return what goes before, and what has to share a page with the signatures: the end of the text."""
        if not written:
            return (), ()
        last = written[-1]
        if isinstance(last, Drawing):
            return written, (Line("text", "\u00a0"),)
        if isinstance(last, Table):
            return (*written[:-1], replace(last, total_line="")), (Line("text", last.total_line or "\u00a0"),)
        room = Measure(self.text_mm * PT_PER_MM, self.layout.body_pt)
        lines = len(printed_lines(last.text, room))
        if lines <= LONGEST_KEPT:
            return written[:-1], (last,)
        begun, ended = _cut(last.text, room, lines - LONGEST_KEPT // 2)
        return (*written[:-1], replace(last, text=begun)), (Line("flush", ended),)


def _cut(text: str, room: Measure, lines: int) -> tuple[str, str]:
    begun, *rest = pieces(text, room, lines=lines)
    return begun, " ".join(rest)


def _letter(number: int) -> str:
    """Return a, b, c … in the order of the Vietnamese alphabet, as points are lettered."""
    letters = "abcdđeghiklmnopqrstuvxy"
    return letters[(number - 1) % len(letters)]


def _article(block: Article, number: int) -> Iterator[Line]:
    first, *more = _lines(block.text) or [""]
    yield Line("text", first, f"Điều {number}. {block.title}".rstrip())
    yield from (Line("text", line) for line in more)


def _paragraphs(block: Paragraph) -> Iterator[Line]:
    style = "centred" if block.centred else "text" if block.first_line else "flush"
    ways = (" italic" if block.italic else "") + (" bold" if block.bold else "")
    yield from (Line(style + ways, line) for line in _lines(block.text))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
