"""The Excel file itself. Loaded with the first table that is asked for as one: openpyxl is slow to load and large."""

import io
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ..text import clean, clean_line
from .writing import FORMULA_STARTS, Column, Kind, Value, wall_clock, written

# Excel's own limits: UTF-16 units in a cell, digits in a number, its first reliable day, characters in a tab's name.
_CELL_CHARS = 32_767
_NUMBER_DIGITS = 15
_FIRST_DAY = date(1900, 3, 1)
_TAB_CHARS = 31
_LISTS = "Danh mục"
_NOT_IN_TAB = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def written_out(
    title: str, headings: Sequence[Column], rows: Iterable[Sequence[Value]], heading_lines: Sequence[str]
) -> bytes:
    """Return what ``writing.workbook`` promises. Raises what openpyxl raises."""
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


def _fill(
    sheet: Any, headings: Sequence[Column], rows: Iterable[Sequence[Value]], heading_lines: Sequence[str]
) -> None:
    heading_row = len(heading_lines) + 1
    _lay_out(sheet, headings, heading_row)
    for line in heading_lines:
        sheet.append([_cell(sheet, line, "nth_title")])
    sheet.append([_cell(sheet, column.label, "nth_heading") for column in headings])
    count = _append(sheet, headings, rows)
    if sheet.title != _LISTS:
        _offer(sheet, headings, heading_row + 1, heading_row + count)
    sheet.auto_filter.ref = f"A{heading_row}:{get_column_letter(len(headings))}{heading_row + count}"


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
        cell.quotePrefix = stored.startswith(FORMULA_STARTS)
    elif isinstance(stored, date):
        cell.number_format = "dd/mm/yyyy hh:mm" if isinstance(stored, datetime) else "dd/mm/yyyy"
    return cell


def _storable(value: Value) -> Value:
    """Return ``value`` as Excel can hold it without changing it."""
    if isinstance(value, str):
        return _fitted(clean(value))
    if isinstance(value, datetime):
        value = wall_clock(value)
    if isinstance(value, date):
        return value if date(value.year, value.month, value.day) >= _FIRST_DAY else written(value)
    return str(value) if value is not None and len(str(abs(value))) > _NUMBER_DIGITS else value


def _fitted(text: str) -> str:
    """Return ``text`` cut, with an ellipsis, to what one cell can hold."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _CELL_CHARS:
        return text
    return units[: 2 * (_CELL_CHARS - 1)].decode("utf-16-le", "ignore") + "…"


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
