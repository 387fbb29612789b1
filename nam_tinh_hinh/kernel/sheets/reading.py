"""Tables in: an xlsx or csv file, or cells pasted from one, as rows of clean text that know their number.

Nothing in a file is trusted: its size, what it unpacks to, macros and shape are checked before it is opened.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from ..text import clean_line, fold, secret_mark

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 500
MOST_ROWS = 5000
MOST_COLUMNS = 40
# A heading may stand below a title and a line of explanation, not further down.
HEADINGS_WITHIN = 10
_IN_BRACKETS = re.compile(r"\(.*?\)")


class SheetRefused(Exception):
    """A table that cannot be taken in; the sentence says why and what to do."""


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
    rows = list(csv.reader(io.StringIO(text), delimiter="\t"))
    if any("\t" in cell for row in rows for cell in row):
        # A quotation mark that somebody typed and never closed would swallow the rows that follow.
        return list(csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))
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
    found = []
    for number, cells in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise SheetRefused(f"Bảng dài quá {MOST_ROWS} dòng. Hãy tách thành nhiều lần.")
        texts = tuple(_text(cell) for cell in cells[:MOST_COLUMNS])
        if any(texts):
            found.append(SheetRow(number, texts, secret=any(map(_hides_a_mark, cells))))
    return found


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
    _refuse_hostile(content)
    try:
        with closing(load_workbook(io.BytesIO(content), read_only=True, data_only=True)) as book:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # what a file says of its own size is not believed
            yield from sheet.iter_rows(values_only=True)
    except SheetRefused:
        raise
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError, SyntaxError) as error:
        raise SheetRefused("Tệp Excel bị hỏng hoặc không đúng định dạng. Hãy mở bằng Excel rồi lưu lại.") from error


def _refuse_hostile(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        raise SheetRefused("Tệp này không phải là tệp Excel (.xlsx). Hãy mở bằng Excel rồi lưu lại.") from error
    if any("vbaproject" in part.filename.casefold() for part in parts):
        raise SheetRefused("Tệp có chứa macro nên không nhận. Hãy lưu lại thành .xlsx thường.")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise SheetRefused("Tệp giải nén ra quá lớn nên không nhận. Hãy chép bảng sang một tệp mới.")


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16"):
        try:
            return content.decode(encoding)
        except UnicodeError:
            continue
    raise SheetRefused("Tệp .csv không dùng mã UTF-8. Trong Excel chọn lưu kiểu “CSV UTF-8”.")


def _csv(text: str) -> Iterator[list[str]]:
    first = text.split("\n", 1)[0]
    delimiter = max((",", ";", "\t"), key=first.count)
    try:
        yield from csv.reader(io.StringIO(text.replace("\0", "")), delimiter=delimiter)
    except csv.Error as error:
        raise SheetRefused("Không đọc được bảng: có ô quá dài hoặc dấu ngoặc kép không đóng.") from error
