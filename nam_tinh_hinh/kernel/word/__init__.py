"""The same paper as the PDF's, as a Word file that a clerk may go on writing in."""

from nam_tinh_hinh.kernel.word.writing import docx_of

__all__ = ["docx_of"]
