"""What the data say under the headings that fill themselves: lines of words, and numbers with their parts."""

from nam_tinh_hinh.reporting.queries.filling.given import Given, Source, given_for, given_for_all, unfilled

__all__ = [
    "Given",
    "Source",
    "given_for",
    "given_for_all",
    "unfilled",
]
