"""Tables in: an xlsx or csv file, or cells pasted from one, as rows of clean text that know their number.

Nothing in a file is trusted: its size, what it unpacks to, macros and shape are checked before it is opened.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from ..text import clean_line, fold, secret_mark
from .guarding import SheetRefused, refuse_hostile

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 5000
MOST_COLUMNS = 40
# What one cell of Excel can hold, and what 5,000 rows of long sentences do.
MOST_IN_A_CELL = 32_767
MOST_TEXT = 2_000_000
# A heading may stand below a title and a line of explanation, not further down.
HEADINGS_WITHIN = 10
_IN_BRACKETS = re.compile(r"\(.*?\)")


@dataclass(frozen=True)
class SheetRow:
    """One row with the number it has in the sheet, from 1, so that an error can name it.

    ``secret``: a cell of several lines, which are one line here, was marked as a state secret on a line of its own.
    """

    number: int
    cells: tuple[str, ...]
    secret: bool = False


def read_file(content: bytes, name: str) -> list[SheetRow]:
    """Return the rows of the first sheet of an xlsx file, or of a csv file, without the empty ones.

    ``name`` is the file's name; its ending decides how it is read. Raises ``SheetRefused``.
    """
    if len(content) > MOST_BYTES:
        raise SheetRefused(f"Tệp lớn quá {MOST_BYTES // 1024 // 1024} MB. Hãy tách thành tệp nhỏ hơn.")
    if name.casefold().endswith(".xlsx"):
        return _filled(_xlsx(content))
    if name.casefold().endswith((".csv", ".txt")):
        return _filled(_csv(_decoded(content)))
    raise SheetRefused("Chỉ nhận tệp Excel (.xlsx) hoặc .csv. Tệp .xls cũ: mở bằng Excel rồi lưu thành .xlsx.")


def read_pasted(text: str) -> list[SheetRow]:
    """Return the rows of cells pasted from a spreadsheet (tabs between cells, one row a line)."""
    return _filled(_tabbed(text) if "\t" in text else _csv(text))


def _tabbed(text: str) -> list[list[str]]:
    rows = list(_separated(text, "\t"))
    if any("\t" in cell for row in rows for cell in row):
        # A quotation mark that somebody typed and never closed would swallow the rows that follow.
        return list(_separated(text, "\t", csv.QUOTE_NONE))
    return rows


def under_headings(
    rows: Sequence[SheetRow], wanted: Mapping[str, Sequence[str]], needed: Iterable[str]
) -> list[tuple[int, dict[str, str]]]:
    """Return (row number, {field: text}) for every row below the headings.

    ``wanted`` maps a field to the headings it may stand under, compared without case and diacritics, and without what
    stands in brackets ("Ngày (dd/mm/yyyy)"); ``needed`` are the fields whose heading must be there.
    Raises ``SheetRefused`` when no row has them.
    """
    needed = tuple(needed)
    known = {fold(heading): field for field, headings in wanted.items() for heading in headings}
    for place, row in enumerate(rows[:HEADINGS_WITHIN]):
        found = {field: at for at, cell in enumerate(row.cells) if (field := heading_of(cell, known))}
        if found and all(field in found for field in needed):
            return [(row.number, _fields(row, found, wanted)) for row in rows[place + 1 :]]
    missing = ", ".join(f"“{wanted[field][0]}”" for field in needed)
    raise SheetRefused(f"Không thấy dòng tiêu đề có đủ các cột {missing}. Hãy dùng tệp mẫu.")


def heading_of(cell: str, known: Mapping[str, str]) -> str | None:
    """Return the field whose heading a cell is; ``known`` are the fields by folded heading."""
    return known.get(fold(cell)) or known.get(fold(_IN_BRACKETS.sub(" ", cell)))


def as_pasted(rows: Iterable[SheetRow]) -> str:
    """Return rows as pasted cells, each on the line of its number, so that an error names the same row again."""
    lines: list[str] = []
    for row in rows:
        line = io.StringIO()
        csv.writer(line, delimiter="\t", lineterminator="").writerow(row.cells)
        lines += [""] * (row.number - 1 - len(lines)) + [line.getvalue()]
    return "\n".join(lines)


def _fields(row: SheetRow, found: Mapping[str, int], wanted: Iterable[str]) -> dict[str, str]:
    places = {field: found.get(field, MOST_COLUMNS) for field in wanted}
    return {field: row.cells[at] if at < len(row.cells) else "" for field, at in places.items()}


def _filled(rows: Iterable[Sequence[Any]]) -> list[SheetRow]:
    found, left = [], MOST_TEXT
    for number, every in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise SheetRefused(f"Bảng dài quá {MOST_ROWS} dòng. Hãy tách thành nhiều lần.")
        cells = every[:MOST_COLUMNS]
        left -= _length(number, cells)
        if left < 0:
            raise SheetRefused(f"Bảng có quá nhiều chữ (hơn {MOST_TEXT // 1_000_000} triệu). Hãy tách thành nhiều lần.")
        texts = tuple(_text(cell) for cell in cells)
        if any(texts):
            found.append(SheetRow(number, texts, secret=any(map(_hides_a_mark, cells))))
    return found


def _length(number: int, cells: Sequence[Any]) -> int:
    """Return how many characters stand in a row; more in one cell than Excel can hold is refused."""
    lengths = [len(cell) for cell in cells if isinstance(cell, str)]
    if max(lengths, default=0) > MOST_IN_A_CELL:
        raise SheetRefused(f"Dòng {number} có ô dài quá {MOST_IN_A_CELL} ký tự. Hãy viết gọn lại.")
    return sum(lengths)


def _hides_a_mark(cell: Any) -> bool:
    return isinstance(cell, str) and len(cell.splitlines()) > 1 and secret_mark(cell) is not None


def _text(cell: Any) -> str:
    """Return a cell as a person would have typed it: days as dd/mm/yyyy, whole numbers without a point."""
    if isinstance(cell, datetime | date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else clean_line(str(cell))


def _xlsx(content: bytes) -> Iterator[Sequence[Any]]:
    from openpyxl import load_workbook  # loaded with the first Excel file, not with the server

    refuse_hostile(content)
    try:
        with closing(load_workbook(io.BytesIO(content), read_only=True, data_only=True)) as book:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # what a file says of its own size is not believed
            yield from sheet.iter_rows(values_only=True)
    except (SheetRefused, GeneratorExit):
        raise
    except Exception as error:  # whatever the library stumbles over, it is no table for us
        raise SheetRefused("Tệp Excel bị hỏng hoặc không đúng định dạng. Hãy mở bằng Excel rồi lưu lại.") from error


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16"):
        try:
            return content.decode(encoding)
        except UnicodeError:
            continue
    raise SheetRefused("Tệp .csv không dùng mã UTF-8. Trong Excel chọn lưu kiểu “CSV UTF-8”.")


def _csv(text: str) -> Iterator[list[str]]:
    first = text.split("\n", 1)[0]
    return _separated(text, max((",", ";", "\t"), key=first.count))


def _separated(text: str, delimiter: str, quoting: Literal[0, 3] = csv.QUOTE_MINIMAL) -> Iterator[list[str]]:
    lines = io.StringIO(text.replace("\0", ""), newline=None)  # old line ends count as line ends
    try:
        yield from csv.reader(lines, delimiter=delimiter, quoting=quoting)
    except csv.Error as error:
        raise SheetRefused("Không đọc được bảng: có ô quá dài hoặc dấu ngoặc kép không đóng.") from error
