"""Drawings on paper stay drawings: sharp at any size, their words words that can be searched and copied."""

from reportlab.graphics import renderPDF
from xhtml2pdf.xhtml2pdf_reportlab import PmlImage, looks_like_svg


class Picture(PmlImage):
    """A picture whose SVG is set as it is. xhtml2pdf 0.2.28 itself draws one as a raster of 72 dots an inch.

    svglib follows no address inside an SVG and expands no entity; every other picture is drawn as before.
    """

    def getDrawing(self, width: float | None = None, height: float | None = None) -> object:  # noqa: N802
        """Return the drawing, or None for a picture made of points. Raises ``ValueError`` for an unreadable SVG."""
        drawing = super().getDrawing(width, height)
        if drawing is None and looks_like_svg(self._imgdata, self.mimetype):
            raise ValueError("an SVG picture could not be read")
        return drawing

    def draw(self) -> None:
        """Draw the picture onto the page, in the box that ``wrap`` gave it."""
        drawing = self.getDrawing(self.dWidth, self.dHeight)
        if drawing is None:
            super().draw()
        else:
            renderPDF.draw(drawing, self.canv, 0, 0)
