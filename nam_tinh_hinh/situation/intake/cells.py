"""Days and numbers of a table's cells: the value, or a sentence that says what to do."""

from datetime import date

from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.counts import read_count
from nam_tinh_hinh.kernel.days import parse_day
from nam_tinh_hinh.kernel.sheets.cells import CellRefused


def past_day(text: str, today: date) -> date:
    """Return a day up to ``today``. Raises ``CellRefused``."""
    day = parse_day(text)
    if day is None:
        raise CellRefused(f"“{text[:40]}” không phải là ngày. Gõ đủ ngày/tháng/năm, ví dụ 05/11/2026.")
    if day > today:
        raise CellRefused(f"{day_text(day)} chưa đến. Xem lại ngày, tháng, năm.")
    return day


def whole_number(text: str) -> int | None:
    """Return a whole number, None for nothing. Raises ``CellRefused``."""
    try:
        return read_count(text)
    except ValueError as error:
        raise CellRefused(str(error)) from error
