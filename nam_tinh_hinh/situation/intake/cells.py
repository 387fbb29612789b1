"""Days and numbers of a table's cells: the value, or a sentence that says what to do."""

import re
from contextlib import suppress
from datetime import date

from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.counts import read_count
from nam_tinh_hinh.kernel.days import parse_day
from nam_tinh_hinh.kernel.sheets.cells import CellRefused

_DAY_AND_MONTH = re.compile(r"(\d{1,2})[/.-](\d{1,2})", re.ASCII)
_YEAR_FIRST = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def past_day(text: str, today: date) -> date:
    """Return a day up to ``today``: a notebook leaves the year out, a program puts it first. Raises ``CellRefused``."""
    typed = re.sub(r"^ngày\s+", "", text.strip(), flags=re.IGNORECASE)
    day = parse_day(typed) or _year_first(typed) or _without_year(typed, today)
    if day is None:
        raise CellRefused(f"“{text[:40]}” không phải là ngày. Gõ ngày/tháng/năm, ví dụ 05/11/2026.")
    if day > today:
        raise CellRefused(f"{day_text(day)} chưa đến. Xem lại ngày, tháng, năm.")
    return day


def _year_first(typed: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(typed) if _YEAR_FIRST.fullmatch(typed) else None
    return None


def _without_year(typed: str, today: date) -> date | None:
    """Return the latest such day up to today: written in January, 28/12 was last year's."""
    if said := _DAY_AND_MONTH.fullmatch(typed):
        for year in (today.year, today.year - 1):
            with suppress(ValueError):
                if (day := date(year, int(said[2]), int(said[1]))) <= today:
                    return day
    return None


def whole_number(text: str) -> int | None:
    """Return a whole number, None for nothing. Raises ``CellRefused``."""
    try:
        return read_count(text)
    except ValueError as error:
        raise CellRefused(str(error)) from error
