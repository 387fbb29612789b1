"""HTML to PDF. Only the child process (``__main__``) ever imports xhtml2pdf."""

from nam_tinh_hinh.kernel.pdf.engine import render
from nam_tinh_hinh.kernel.pdf.errors import MissingCharacters, PdfRefused, PdfTooSlow
from nam_tinh_hinh.kernel.pdf.pages import page_count

__all__ = ["MissingCharacters", "PdfRefused", "PdfTooSlow", "page_count", "render"]
