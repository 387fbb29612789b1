"""What our drawing is held against: WeasyPrint on the same HTML, reportlab's own long table with the same cells.

Each draws in a fork of a process that has its libraries loaded, as ours does.
"""

import io
import logging
import re
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from nam_tinh_hinh.kernel.paper.grid import A4_MM, PT_PER_MM, Grid
from nam_tinh_hinh.kernel.paper.layout import Layout
from nam_tinh_hinh.kernel.paper.table import TablePaper
from nam_tinh_hinh.kernel.shipped import FONTS, shipped
from nam_tinh_hinh.kernel.typeface import FACES, FAMILY

# Elements and rules of xhtml2pdf's own: left open in the page, they would put everything after them into one another.
_OURS_ALONE = re.compile(r"</?pdf:[^>]*>")
_NAMES = {(False, False): FAMILY, (True, False): f"{FAMILY}-Bold"}


class Missing(Exception):
    """A rival is not on this machine; the sentence says how to get it."""


def weasyprint() -> Callable[[str, Layout], bytes]:
    """Return what draws HTML in a layout with WeasyPrint. Raises ``Missing``."""
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # it names every rule that is not its own
    try:
        from weasyprint import HTML
    except ImportError as error:
        raise Missing("chưa cài WeasyPrint (pip install 'nam-tinh-hinh[bench]')") from error
    except OSError as error:
        raise Missing("máy thiếu thư viện Pango (apt-get install libpangoft2-1.0-0 libharfbuzz-subset0)") from error
    base = (shipped("static") / "page.html").as_uri()
    HTML(string="<p>Ằ</p>").write_pdf()  # who draws first waits for Pango to look at the machine's fonts
    return lambda html, layout: HTML(string=_for_weasyprint(html, layout), base_url=base).write_pdf()


def _for_weasyprint(html: str, layout: Layout) -> str:
    """Return ``html`` with the same fonts and margins said in the CSS that it knows."""
    faces = "".join(
        f"@font-face {{ font-family: {FAMILY}; src: url(fonts/{file}); font-weight: {'bold' if bold else 'normal'};"
        f" font-style: {'italic' if italic else 'normal'}; }}"
        for (bold, italic), file in FACES.items()
    )
    sides = (layout.margin_top_mm, layout.margin_right_mm, layout.margin_bottom_mm, layout.margin_left_mm)
    margins = " ".join(f"{side}mm" for side in sides)
    rules = f"{faces} html {{ font-family: {FAMILY}; }} @page {{ margin: {margins}; }} .keep {{ break-after: avoid; }}"
    return _OURS_ALONE.sub("", html).replace("</style>", f"{rules}</style>", 1)


def long_table(paper: TablePaper) -> bytes:
    """Return the table of ``paper`` alone, drawn as one reportlab table whose head is repeated on every page."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import LongTable, SimpleDocTemplate

    for (bold, italic), name in _NAMES.items():
        pdfmetrics.registerFont(TTFont(name, str(FONTS / FACES[bold, italic])))
    grid, made = paper.grid, io.BytesIO()
    widths = [grid.column_mm(column) * PT_PER_MM for column in grid.columns]
    table = LongTable(list(_rows(paper)), colWidths=widths, repeatRows=1, style=_style(grid))
    layout, size = paper.layout, tuple(side * PT_PER_MM for side in (A4_MM[grid.landscape], A4_MM[not grid.landscape]))
    sides = {name: getattr(layout, f"margin_{name}_mm") * PT_PER_MM for name in ("left", "right", "top", "bottom")}
    SimpleDocTemplate(made, pagesize=size, **{f"{name}Margin": side for name, side in sides.items()}).build([table])
    return made.getvalue()


def _rows(paper: TablePaper) -> Iterator[list[Any]]:
    """Yield every row with its cells as paragraphs."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    sizes = {"fontSize": paper.layout.table_pt, "leading": paper.layout.table_line_pt}
    bold = ParagraphStyle("head", fontName=_NAMES[True, False], **sizes)
    left = ParagraphStyle("left", fontName=_NAMES[False, False], **sizes)
    middle = ParagraphStyle("middle", parent=left, alignment=1)
    styles = [middle if column.centred else left for column in paper.columns]
    widest = max(paper.columns, key=lambda column: column.share)
    yield [Paragraph(_lines(column.title), bold) for column in paper.columns]
    for group in paper.groups:
        # In the widest column: a title over all of them would cost reportlab the square of the pages.
        yield [Paragraph(_lines(group.title), bold) if column is widest else "" for column in paper.columns]
        for cells in group.rows:
            yield [Paragraph(_lines(text), style) for text, style in zip(cells, styles, strict=True)]


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br/>")


def _style(grid: Grid) -> list[tuple[Any, ...]]:
    whole, side = ((0, 0), (-1, -1)), grid.padding_mm * PT_PER_MM
    rules: list[tuple[Any, ...]] = [("GRID", *whole, 0.5, (0, 0, 0)), ("VALIGN", *whole, "TOP")]
    rules += [("LEFTPADDING", *whole, side), ("RIGHTPADDING", *whole, side)]
    return [*rules, ("TOPPADDING", *whole, 3.5), ("BOTTOMPADDING", *whole, 1.5)]
