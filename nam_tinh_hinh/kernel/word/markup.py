"""WordprocessingML as text: runs, paragraphs, cells, rows, tables. Pure: text in, markup out.

Written as text and parsed once: a report of 170 pages takes a fraction of a second, not several through an object for
every word.
"""

import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

MM = 1440 / 25.4
"""Twips, Word's own unit, in a millimetre."""
PT = 20
"""Twips in a point."""
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold at all."""


def twips(length: float, unit: float) -> int:
    """Return ``length`` of ``unit`` (MM or PT) in whole twips."""
    return round(length * unit)


def safe(text: str) -> str:
    """Return ``text`` without what XML cannot hold."""
    return _UNPRINTABLE.sub("", text)


def run(text: str, *, bold: bool = False, italic: bool = False) -> str:
    """Return ``text`` as one run; a newline in it is a new line on paper."""
    ways = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in safe(text).split("\n"))
    return f"<w:r>{f'<w:rPr>{ways}</w:rPr>' if ways else ''}{'<w:br/>'.join(lines)}</w:r>"


def paragraph(style: str, *runs: str, more: str = "") -> str:
    """Return a paragraph of ``style`` (a name in ``looks``) with ``runs``; ``more`` is markup of its own properties."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{"".join(runs)}</w:p>'


def written(style: str, text: str) -> str:
    """Return ``text`` as a paragraph of ``style``."""
    return paragraph(style, run(text))


def gap(height_pt: float) -> str:
    """Return an empty line of ``height_pt``, which stays with what follows."""
    line = f'<w:keepNext/><w:spacing w:line="{max(twips(height_pt, PT), 20)}" w:lineRule="exact"/>'
    return paragraph("Line", more=f'{line}<w:rPr><w:sz w:val="2"/></w:rPr>')


def rule(length_pt: float, room_pt: float) -> str:
    """Return a solid rule of ``length_pt`` in the middle of ``room_pt``; nothing for no length."""
    if not length_pt:
        return ""
    side = max(0, twips((room_pt - length_pt) / 2, PT))
    border = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
    line = f'<w:spacing w:line="{3 * PT}" w:lineRule="exact"/><w:ind w:left="{side}" w:right="{side}"/>'
    return paragraph("Line", more=border + line)


def cell(content: str, width: int, *, span: int = 1, middle: bool = False) -> str:
    """Return a cell of ``width`` twips over ``span`` columns; ``content`` is one paragraph or more."""
    over = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    place = '<w:vAlign w:val="center"/>' if middle else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{over}{place}</w:tcPr>{content}</w:tc>'


def row(cells: Iterable[str], *, head: bool = False, whole: bool = True) -> str:
    """Return a row; a ``head`` is repeated on every page, a ``whole`` one is not divided between two."""
    ways = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if head else "")
    return f"<w:tr><w:trPr>{ways}</w:trPr>{''.join(cells)}</w:tr>"


def table(widths: Sequence[int], rows: Iterable[str], *, ruled: bool = False, margins: str = "") -> str:
    """Return a table of columns of ``widths`` twips; ``margins`` is markup of the room inside its cells."""
    line = '<w:{} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    sides = "".join(line.format(side) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f"{f'<w:tblBorders>{sides}</w:tblBorders>' if ruled else ''}"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins or room(0, 0, 0)}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def room(top: int, side: int, bottom: int) -> str:
    """Return the markup of the room that a table's cells leave inside, in twips."""
    sizes = (("top", top), ("left", side), ("bottom", bottom), ("right", side))
    return "".join(f'<w:{name} w:w="{size}" w:type="dxa"/>' for name, size in sizes)
