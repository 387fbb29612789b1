"""The text: pieces of kernel.paper.typeset, numbered there; tables; appendices on pages of their own."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import unquote

from nam_tinh_hinh.kernel.paper.blocks import Drawing
from nam_tinh_hinh.kernel.paper.grid import Grid, GridGroup
from nam_tinh_hinh.kernel.paper.prose import Annex
from nam_tinh_hinh.kernel.paper.typeset import Line, Piece, Table
from nam_tinh_hinh.kernel.word.markup import MM, PT, cell, gap, paragraph, room, row, run, table, twips, written
from nam_tinh_hinh.kernel.word.top import unbroken

_KEYS = {"text": "Body", "flush": "Flush", "centred": "Centred", "blank": "Blank", "part": "Heading1",
         "section": "Heading2", "point": "Heading3"}  # fmt: skip
_SAID = re.compile(r"<title[^>]*>(.*?)</title>.*?<desc[^>]*>(.*?)</desc>", re.DOTALL)
_STAYS = "<w:keepNext/>"


def pieces(given: Iterable[Piece], *, stays: bool = False) -> Iterator[str]:
    """Yield ``given`` as they are written; ``stays`` keeps the last line with the signatures after it."""
    parts = list(given)
    for place, one in enumerate(parts):
        last = stays and place == len(parts) - 1
        if isinstance(one, Line):
            yield _line(one, stays=last)
        elif isinstance(one, Table):
            yield from _table(one, stays=last)
        else:
            yield written("Caption", _caption(one))


def annex(one: Annex) -> Iterator[str]:
    """Yield an appendix, which begins a page."""
    yield paragraph("AnnexWord", run(one.word), more="<w:pageBreakBefore/>")
    yield written("AnnexTitle", one.title)
    if one.subject:
        yield written("AnnexSubject", one.subject)
    yield written("Attached", unbroken(one.attached))
    yield from pieces(one.pieces)


def _line(one: Line, *, stays: bool) -> str:
    style, *ways = one.style.split()
    lead = [run(one.lead, bold=True), run(" ")] if one.lead else []
    text = run(one.text, bold="bold" in ways, italic="italic" in ways)
    return paragraph(_KEYS[style], *lead, text, more=_STAYS if stays else "")


def _table(one: Table, *, stays: bool) -> Iterator[str]:
    if one.blocks:
        yield gap(6)
        yield _grid(one.grid, one)
        yield gap(3)
    if one.total_line:
        yield paragraph("Total", run(one.total_line), more=_STAYS if stays else "")


def _grid(grid: Grid, one: Table) -> str:
    widths = [twips(grid.column_mm(column), MM) for column in grid.columns]
    heads = (written("CellHead", column.title) for column in grid.columns)
    rows = [row((cell(head, width, middle=True) for head, width in zip(heads, widths, strict=True)), head=True)]
    # A row that the PDF cuts because it is tall may run on over two pages here too; every other one stays whole.
    whole = iter([printed.ends for block in one.blocks for printed in block.rows if printed.begins])
    for group in one.groups:
        rows += _group(group, widths)
        rows += [row(_cells(cells, grid, widths), whole=next(whole)) for cells in group.rows]
    side = twips(grid.padding_mm, MM)
    return table(widths, rows, ruled=True, margins=room(twips(2.5, PT), side, twips(1.5, PT)))


def _group(group: GridGroup, widths: list[int]) -> list[str]:
    return [row([cell(written("CellGroup", group.title), sum(widths), span=len(widths))])] if group.title else []


def _cells(cells: tuple[str, ...], grid: Grid, widths: list[int]) -> Iterator[str]:
    for text, column, width in zip(cells, grid.columns, widths, strict=True):
        yield cell(written("CellCentred" if column.centred else "Cell", text), width)


def _caption(one: Drawing) -> str:
    """Return what stands for a drawing: its title and its figures in words, as they are read aloud.

    Word before 2019 shows no SVG, and a picture made of points would be all that it could have instead.
    """
    said = _SAID.search(unquote(one.src))
    words = [unescape(part).strip() for part in said.groups()] if said else []
    return f"[Biểu đồ, xem bản PDF] {'. '.join(words)}".strip()
