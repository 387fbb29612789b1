"""The binding itself: contents drawn, papers put behind them, a number on every page. Only the child imports it."""

import io
from collections.abc import Sequence
from itertools import accumulate

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pypdf import PageObject, PdfReader, PdfWriter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from nam_tinh_hinh.kernel.paper.grid import PT_PER_MM
from nam_tinh_hinh.kernel.pdf.contents import contents
from nam_tinh_hinh.kernel.pdf.drawing import draw
from nam_tinh_hinh.kernel.pdf.exits import Unreadable
from nam_tinh_hinh.kernel.pdf.packing import Bound, PackHeading, unpacked
from nam_tinh_hinh.kernel.pdf.pages import page_count
from nam_tinh_hinh.kernel.shipped import FONTS, shipped
from nam_tinh_hinh.kernel.typeface import FACES, FAMILY

_NUMBER_PT = 9
_NUMBER_MM = 7
"""From the lower edge to the foot of "Trang 3/45": under the margin of every layout of ours."""


def joined(given: bytes, *, seconds: float) -> bytes:
    """Return the pack that ``packing.packed`` says. Raises ``Unreadable`` for a paper, and what ``draw`` raises."""
    papers, heading = unpacked(given)
    readers = [_reader(one) for one in papers]
    front, begins = _front(papers, heading, [len(reader.pages) for reader in readers], seconds)
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(front)), import_outline=False)
    for one, reader in zip(papers, readers, strict=True):
        _append(writer, one, reader)
    writer.add_outline_item(title="Mục lục", page_number=0)
    for one, page in zip(papers, begins, strict=True):
        name = " ".join(filter(None, (one.number_words, one.title)))
        writer.add_outline_item(title=name, page_number=page - 1)
    _number(writer.pages)
    writer.add_metadata({"/Title": heading.title})
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _reader(one: Bound) -> PdfReader:
    """Return ``one`` opened and its pages counted."""
    try:
        reader = PdfReader(io.BytesIO(one.content))
        if not len(reader.pages):
            raise Unreadable(one.title)
    except MemoryError:
        raise
    except Exception as error:  # a file of others can be wrong in every way
        raise Unreadable(one.title) from error
    return reader


def _append(writer: PdfWriter, one: Bound, reader: PdfReader) -> None:
    try:
        writer.append(reader, import_outline=False)
    except MemoryError:
        raise
    except Exception as error:
        raise Unreadable(one.title) from error


def _front(
    papers: Sequence[Bound], heading: PackHeading, counts: Sequence[int], seconds: float
) -> tuple[bytes, list[int]]:
    """Return the contents, and the page on which each paper begins, which depends on how long the contents are."""
    environment = Environment(loader=FileSystemLoader(shipped("templates")), autoescape=True, undefined=StrictUndefined)
    template = environment.get_template("print/contents.html")
    named, length, drawn = [(one.number_words, one.title) for one in papers], 0, b""
    while not drawn or page_count(drawn) != length:
        length = page_count(drawn) or 1
        begins = list(accumulate(counts[:-1], initial=length + 1))
        drawn = draw(template.render(paper=contents(heading, named, begins)), seconds=seconds)
    return drawn, begins


def _number(pages: Sequence[PageObject]) -> None:
    """Set "Trang 3/45" at the foot of every page, as it is looked at: upright, inside what is shown of it."""
    for page in pages:
        if page.rotation:
            page.transfer_rotation_to_content()
    for page, over in zip(pages, PdfReader(io.BytesIO(_numbers(pages))).pages, strict=True):
        page.merge_page(over)
        page.compress_content_streams()


def _numbers(pages: Sequence[PageObject]) -> bytes:
    """Return a PDF that has nothing but the numbers of ``pages``, each in its place."""
    pdfmetrics.registerFont(TTFont(FAMILY, str(FONTS / FACES[False, False])))
    made = io.BytesIO()
    canvas = Canvas(made)
    for number, page in enumerate(pages, start=1):
        shown = page.cropbox
        canvas.setPageSize((float(page.mediabox.right), float(page.mediabox.top)))
        canvas.setFont(FAMILY, _NUMBER_PT)
        middle = (float(shown.left) + float(shown.right)) / 2
        canvas.drawCentredString(middle, float(shown.bottom) + _NUMBER_MM * PT_PER_MM, f"Trang {number}/{len(pages)}")
        canvas.showPage()
    canvas.save()
    return made.getvalue()
