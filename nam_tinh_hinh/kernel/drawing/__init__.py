"""Charts as SVG text, drawn on the server: they stand in a page, scale to a phone and print in black and white."""

from nam_tinh_hinh.kernel.drawing.bars import Bar, bars
from nam_tinh_hinh.kernel.drawing.embedding import data_uri
from nam_tinh_hinh.kernel.drawing.weeks import Week, weeks

__all__ = ["Bar", "Week", "bars", "data_uri", "weeks"]
