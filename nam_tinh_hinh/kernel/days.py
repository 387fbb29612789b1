"""Days as people type them."""

from contextlib import suppress
from datetime import date, datetime

from nam_tinh_hinh.kernel.text import clean_line

EARLIEST, LATEST = 1900, 2100
DAY_FORMATS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")


def parse_day(typed: str) -> date | None:
    """Return the day typed as dd/mm/yyyy (or with - or .), or None when it is none between 1900 and 2100."""
    for pattern in DAY_FORMATS:
        with suppress(ValueError):
            day = datetime.strptime(clean_line(typed), pattern).date()  # noqa: DTZ007 - a day has no zone
            return day if EARLIEST <= day.year <= LATEST else None
    return None
