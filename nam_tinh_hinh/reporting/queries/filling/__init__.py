"""What the data say under the headings that fill themselves: lines of words, and numbers with their parts."""

from nam_tinh_hinh.reporting.queries.filling.given import Given, Source, given_for, given_for_all, unfilled
from nam_tinh_hinh.reporting.queries.filling.lower import Lower, lower_figures, missing_from, parts_for

__all__ = [
    "Given",
    "Lower",
    "Source",
    "given_for",
    "given_for_all",
    "lower_figures",
    "missing_from",
    "parts_for",
    "unfilled",
]
