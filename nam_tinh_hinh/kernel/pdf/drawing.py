"""xhtml2pdf, held tight: our font only, our files only, and no warning let through. Only the child imports it."""

import gc
import io
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus.doctemplate import LayoutError
from xhtml2pdf import tables, tags
from xhtml2pdf.config.resources import RenderLimitError, ResourceAccessPolicy
from xhtml2pdf.default import DEFAULT_CSS
from xhtml2pdf.document import pisaDocument

from nam_tinh_hinh.kernel.pdf.cells import WholeCell
from nam_tinh_hinh.kernel.pdf.pictures import Picture
from nam_tinh_hinh.kernel.shipped import FONTS, shipped
from nam_tinh_hinh.kernel.typeface import FACES, FAMILY

_STATIC = shipped("static")
_HELVETICA = {
    (False, False): "Helvetica",
    (True, False): "Helvetica-Bold",
    (False, True): "Helvetica-Oblique",
    (True, True): "Helvetica-BoldOblique",
}
_FAMILY_RULE = f"html {{ font-family: {FAMILY}; }}"


class Refusal(Exception):
    """The engine warned or failed; its words are for the administrator."""


def draw(html: str, *, seconds: float) -> bytes:
    """Return ``html`` as a PDF. Raises ``Refusal`` for any warning, ``TimeoutError`` after ``seconds``."""
    gc.disable()  # the process ends with its page; collecting cycles only costs time
    rl_config.useA85 = 0  # streams as bytes, not as text a quarter longer
    _know_one_font()
    tables.PmlKeepInFrame = WholeCell
    tags.PmlImage = Picture
    out = io.BytesIO()
    with _complaints() as complaints:
        failed = _convert(html, out, seconds=seconds)
    if any(record.exc_info and record.exc_info[0] is MemoryError for record in complaints):
        raise MemoryError
    if failed or complaints:
        raise Refusal("\n".join(record.getMessage() for record in complaints) or "xhtml2pdf reported an error")
    return out.getvalue()


def _convert(html: str, out: io.BytesIO, *, seconds: float) -> bool:
    """Run the conversion into ``out``; return whether xhtml2pdf counted an error."""
    ends_at = time.monotonic() + seconds
    try:
        context = pisaDocument(
            html,
            out,
            path=str(_STATIC / "page.html"),  # need not exist: it only says what relative addresses start from
            default_css=_font_faces() + DEFAULT_CSS + _FAMILY_RULE,
            resource_policy=_policy(seconds),
        )
    except RenderLimitError as error:
        if time.monotonic() >= ends_at:
            raise TimeoutError(str(error)) from error
        raise Refusal(str(error)) from error  # how deep elements stand in each other: a fault of the template
    except LayoutError as error:
        raise Refusal(str(error)) from error
    return bool(context.err)


def _policy(seconds: float) -> ResourceAccessPolicy:
    """Allow the fonts and the print pictures, nothing remote, and the size of a very long list."""
    return ResourceAccessPolicy.server(
        FONTS,
        extra_roots=(_STATIC / "print",),
        allow_remote=False,
        max_render_seconds=seconds,
        max_document_bytes=None,  # a long list is ended by its time and memory alone
    )


def _font_faces() -> str:
    rule = '@font-face {{ font-family: {}; src: url("fonts/{}"); font-weight: {}; font-style: {}; }}'
    return "\n".join(
        rule.format(FAMILY, file, "bold" if bold else "normal", "italic" if italic else "normal")
        for (bold, italic), file in FACES.items()
    )


@cache
def _know_one_font() -> None:
    """Let the name Helvetica mean Tinos: the libraries begin every page and set every picture in it, not embedded."""
    for style, name in _HELVETICA.items():
        pdfmetrics.registerFont(TTFont(name, str(FONTS / FACES[style])))
    pdfmetrics.registerFontFamily("Helvetica", *_HELVETICA.values())


class _Keeper(logging.Handler):
    """Keeps what is logged."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def _complaints() -> Iterator[list[logging.LogRecord]]:
    """Collect every warning logged by any library while the block runs."""
    handler = _Keeper(logging.WARNING)
    logging.getLogger().addHandler(handler)
    try:
        yield handler.records
    finally:
        logging.getLogger().removeHandler(handler)
