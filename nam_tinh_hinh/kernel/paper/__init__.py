"""How an official paper looks: layouts kept as rows, letterheads, and the lines written from them."""

from nam_tinh_hinh.kernel.paper.layout import Layout, LayoutRefused
from nam_tinh_hinh.kernel.paper.letterhead import Letterhead, Signing
from nam_tinh_hinh.kernel.paper.lines import (
    authority_line,
    date_line,
    number_line,
    recipient_lines,
)
from nam_tinh_hinh.kernel.paper.presets import LAYOUTS, PARTY, STATE

__all__ = [
    "LAYOUTS",
    "PARTY",
    "STATE",
    "Layout",
    "LayoutRefused",
    "Letterhead",
    "Signing",
    "authority_line",
    "date_line",
    "number_line",
    "recipient_lines",
]
