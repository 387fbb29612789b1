"""Tables for Excel and as CSV, in which what a person typed is text and never a formula."""

import csv
import errno
import io
import os
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import zip_longest
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ..clock import local
from ..text import clean, clean_line

Value = str | int | date | None

# A spreadsheet takes a cell for a formula by its first character; some fold the full-width forms first.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")

# Excel's own limits: UTF-16 units in a cell, digits in a number, its first reliable day, characters in a tab's name.
_CELL_CHARS = 32_767
_NUMBER_DIGITS = 15
_FIRST_DAY = date(1900, 3, 1)
_TAB_CHARS = 31
_LISTS = "Danh mục"
_NOT_IN_TAB = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


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
    try:
        return _written_out(title, headings, rows, heading_lines)
    except Exception as error:
        # openpyxl keeps rows in a temporary file; lxml, where it writes them, has its own word for a full disk.
        if "IO_ENOSPC" in str(error):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
        raise


def _written_out(
    title: str, headings: Sequence[Column], rows: Iterable[Sequence[Value]], heading_lines: Sequence[str]
) -> bytes:
    book = Workbook(write_only=True)
    book.properties.title = clean_line(title)
    _add_styles(book)
    with closing(book.create_sheet(_tab_name(title))) as sheet:
        _fill(sheet, headings, rows, heading_lines)
    if offering := [column for column in headings if column.choices]:
        with closing(book.create_sheet(_LISTS)) as lists:
            _fill(lists, offering, zip_longest(*(column.choices for column in offering)), ())
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


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


def _fill(
    sheet: Any, headings: Sequence[Column], rows: Iterable[Sequence[Value]], heading_lines: Sequence[str]
) -> None:
    heading_row = len(heading_lines) + 1
    _lay_out(sheet, headings, heading_row)
    for line in heading_lines:
        sheet.append([_cell(sheet, line, "nth_title")])
    sheet.append([_cell(sheet, column.label, "nth_heading") for column in headings])
    written = _append(sheet, headings, rows)
    if sheet.title != _LISTS:
        _offer(sheet, headings, heading_row + 1, heading_row + written)
    sheet.auto_filter.ref = f"A{heading_row}:{get_column_letter(len(headings))}{heading_row + written}"


def _offer(sheet: Any, headings: Sequence[Column], first: int, last: int) -> None:
    """Let the cells below a heading with choices offer them."""
    offering = [place for place, column in enumerate(headings, 1) if column.choices]
    for source, place in enumerate(offering, 1):
        letter, column = get_column_letter(source), get_column_letter(place)
        source_cells = f"'{_LISTS}'!${letter}$2:${letter}${len(headings[place - 1].choices) + 1}"
        rule = DataValidation("list", formula1=source_cells, allow_blank=True, showErrorMessage=False)
        rule.add(f"{column}{first}:{column}{max(first, last)}")
        sheet.data_validations.append(rule)


def _append(sheet: Any, headings: Sequence[Column], rows: Iterable[Sequence[Value]]) -> int:
    """Write ``rows`` below the headings and return how many there were."""
    count = 0
    for row in rows:
        sheet.append([_cell(sheet, value, f"nth_{column.kind}") for column, value in zip(headings, row, strict=True)])
        count += 1
    return count


def _cell(sheet: Any, value: Value, style: str) -> Any:
    """Return a cell that holds ``value``; a string is forced to be one, also after someone edits it in Excel."""
    stored = _storable(value)
    cell = WriteOnlyCell(sheet, value=stored)
    cell.style = style
    if isinstance(stored, str):
        cell.data_type = "s"
        cell.quotePrefix = stored.startswith(_FORMULA_STARTS)
    elif isinstance(stored, date):
        cell.number_format = "dd/mm/yyyy hh:mm" if isinstance(stored, datetime) else "dd/mm/yyyy"
    return cell


def _storable(value: Value) -> Value:
    """Return ``value`` as Excel can hold it without changing it."""
    if isinstance(value, str):
        return _fitted(clean(value))
    if isinstance(value, datetime):
        value = _wall_clock(value)
    if isinstance(value, date):
        return value if date(value.year, value.month, value.day) >= _FIRST_DAY else _written(value)
    return str(value) if value is not None and len(str(abs(value))) > _NUMBER_DIGITS else value


def _wall_clock(moment: datetime) -> datetime:
    return local(moment).replace(tzinfo=None) if moment.tzinfo else moment


def _written(day: date) -> str:
    hour = f" {day:%H:%M}" if isinstance(day, datetime) else ""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}{hour}"


def _fitted(text: str) -> str:
    """Return ``text`` cut, with an ellipsis, to what one cell can hold."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _CELL_CHARS:
        return text
    return units[: 2 * (_CELL_CHARS - 1)].decode("utf-16-le", "ignore") + "…"


def _guarded(value: Value) -> str | int | None:
    if isinstance(value, date):
        return _written(_wall_clock(value) if isinstance(value, datetime) else value)
    if not isinstance(value, str):
        return value
    text = clean(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _tab_name(title: str) -> str:
    name = clean_line(clean_line(title).translate(_NOT_IN_TAB))[:_TAB_CHARS].strip(" '")
    return name or "Bảng"


def _lay_out(sheet: Any, headings: Sequence[Column], heading_row: int) -> None:
    """Set widths, frozen heading and print settings, which must stand before the first row is written."""
    for place, column in enumerate(headings, 1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.freeze_panes = f"A{heading_row + 1}"
    sheet.print_title_rows = f"{heading_row}:{heading_row}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "Trang &P/&N"


def _add_styles(book: Workbook) -> None:
    plain, bold = Font(name="Times New Roman", size=12), Font(name="Times New Roman", size=12, bold=True)
    box = Border(*[Side(style="thin")] * 4)
    grey = PatternFill("solid", fgColor="E7E6E6")
    middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
    book.add_named_style(NamedStyle("nth_title", font=bold))
    book.add_named_style(NamedStyle("nth_heading", font=bold, border=box, fill=grey, alignment=middle))
    for kind, side in ((Kind.TEXT, "left"), (Kind.NUMBER, "right"), (Kind.DATE, "center")):
        aligned = Alignment(horizontal=side, vertical="top", wrap_text=True)
        book.add_named_style(NamedStyle(f"nth_{kind}", font=plain, border=box, alignment=aligned))
