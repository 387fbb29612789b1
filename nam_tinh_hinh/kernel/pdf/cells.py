"""Table cells that are drawn at their own size or not at all."""

from reportlab.platypus.doctemplate import LayoutError
from xhtml2pdf.xhtml2pdf_reportlab import PmlKeepInFrame

_NOTICEABLE = 1.005


class WholeCell(PmlKeepInFrame):
    """A cell that refuses to be shrunk: one taller than a page would come out in unreadable print, without a word.

    Two traps of xhtml2pdf 0.2.28 rule out its own ``-pdf-keep-in-frame-mode: error``. Said in CSS, it also puts an
    empty flowable into the page for every cell, between a table and the one it must stay with. And it compares the
    height with itself to the last bit, so that now and then an ordinary cell is refused.
    """

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Return the cell's width and height in pt. Raises ``LayoutError`` where it would have to be shrunk."""
        width, height = super().wrap(available_width, available_height)
        if getattr(self, "_scale", 1.0) > _NOTICEABLE:
            raise LayoutError(f"a table cell is too large for {available_width:.0f} x {available_height:.0f} pt")
        return width, height
