"""Tables for Excel and as CSV, in which what a person typed is text and never a formula."""

import csv
import errno
import io
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ..clock import local
from ..text import clean

Value = str | int | date | None

# A spreadsheet takes a cell for a formula by its first character; some fold the full-width forms first.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


class Kind(StrEnum):
    """What a column mostly holds; it decides the alignment. The type of each value decides how it is stored."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True)
class Column:
    """One column: its heading, its width in characters and what it holds.

    ``choices`` are words that Excel offers in its cells, without refusing others.
    """

    label: str
    width: int
    kind: Kind = Kind.TEXT
    choices: Sequence[str] = ()


def workbook(
    title: str, headings: Sequence[Column], rows: Iterable[Sequence[Value]], *, heading_lines: Sequence[str] = ()
) -> bytes:
    """Return an .xlsx file with one sheet, ready to read, filter and print (A4 landscape, fitted to the width).

    Where columns have choices, a second sheet "Danh mục" lists them, a column for each.

    ``title`` names the tab, ``heading_lines`` stand above the table. Text is cleaned and always stored as text;
    dates are real dates (dd/mm/yyyy, with the hour for a moment, which is shown in Vietnam's time). A number of more
    than 15 digits and a date before March 1900, which Excel would distort, are stored as text. ``rows`` is read once
    and written out as it is read. Raises ValueError when a row is not as long as ``headings``,
    OSError when the temporary folder is full.
    """
    from .excel import written_out  # openpyxl is loaded with the first table that needs it

    try:
        return written_out(title, headings, rows, heading_lines)
    except Exception as error:
        # openpyxl keeps rows in a temporary file; lxml, where it writes them, has its own word for a full disk.
        if "IO_ENOSPC" in str(error):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
        raise


def csv_bytes(headings: Sequence[Column], rows: Iterable[Sequence[Value]]) -> bytes:
    """Return the table as CSV in UTF-8 with a byte-order mark, by which Excel knows Vietnamese.

    Text that a spreadsheet would run as a formula gets an apostrophe in front, as OWASP advises. Raises ValueError
    when a row is not as long as ``headings``.
    """
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow([_guarded(column.label) for column in headings])
    for row in rows:
        writer.writerow([_guarded(value) for _, value in zip(headings, row, strict=True)])
    return target.getvalue().encode("utf-8-sig")


def wall_clock(moment: datetime) -> datetime:
    """Return ``moment`` as a clock on the wall shows it in Vietnam."""
    return local(moment).replace(tzinfo=None) if moment.tzinfo else moment


def written(day: date) -> str:
    """Return a day, or a moment, in digits as people write it."""
    hour = f" {day:%H:%M}" if isinstance(day, datetime) else ""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}{hour}"


def _guarded(value: Value) -> str | int | None:
    if isinstance(value, date):
        return written(wall_clock(value) if isinstance(value, datetime) else value)
    if not isinstance(value, str):
        return value
    text = clean(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
