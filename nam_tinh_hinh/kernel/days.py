"""Days as people type them."""

from contextlib import suppress
from datetime import date, datetime

from nam_tinh_hinh.kernel.text import clean_line

EARLIEST, LATEST = 1900, 2100
DAY_FORMATS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")


def parse_day(typed: str) -> date | None:
    """Return the day typed as dd/mm/yyyy (or with - or .), or None when it is none between 1900 and 2100.

    A year of two digits is one of this century: 1/3/26 is 1 March 2026.
    """
    for pattern in DAY_FORMATS:
        with suppress(ValueError):
            day = datetime.strptime(clean_line(typed), pattern).date()  # noqa: DTZ007 - a day has no zone
            return day if EARLIEST <= day.year <= LATEST else None
    for pattern in DAY_FORMATS:
        with suppress(ValueError):
            day = datetime.strptime(clean_line(typed), pattern.replace("%Y", "%y")).date()  # noqa: DTZ007
            return day.replace(year=2000 + day.year % 100)
    return None
