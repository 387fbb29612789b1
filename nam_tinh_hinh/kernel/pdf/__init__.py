"""HTML to PDF, and PDFs to one. Only the child process (``__main__``) ever imports xhtml2pdf and pypdf."""

from nam_tinh_hinh.kernel.pdf.binding import bind
from nam_tinh_hinh.kernel.pdf.engine import render
from nam_tinh_hinh.kernel.pdf.errors import MissingCharacters, PdfRefused, PdfTooSlow
from nam_tinh_hinh.kernel.pdf.packing import Bound, PackHeading
from nam_tinh_hinh.kernel.pdf.pages import page_count

__all__ = ["Bound", "MissingCharacters", "PackHeading", "PdfRefused", "PdfTooSlow", "bind", "page_count", "render"]
