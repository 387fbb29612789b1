"""An Excel file, looked at before it is opened: what it unpacks to, what runs in it, how much there is to read."""

import io
import re
import zipfile
import zlib

from .. import office

MOST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 500
# 5,000 rows of 40 cells, shared words among them; a cell is up to four tags, a word of its own four more.
MOST_TAGS = 1_200_000
# Styles, names of sheets, joined cells: openpyxl keeps each of them as an object of a thousand bytes.
MOST_OTHER_TAGS = 60_000
# A sheet's name is compared with all others: 40,000 of them took three seconds.
MOST_SHEET_TAGS = 5_000
_CELLS = re.compile(rb"</?(?:\w+:)?(?:c|v|f|t|r|is|si|row)[\s/>]")
_READ = (".xml", ".rels")
TOO_LARGE = "Tệp giải nén ra quá lớn nên không nhận. Hãy chép bảng sang một tệp mới."
NO_EXCEL = "Tệp này không phải là tệp Excel (.xlsx). Hãy mở bằng Excel rồi lưu lại."
DAMAGED = "Tệp Excel bị hỏng hoặc không đúng định dạng. Hãy mở bằng Excel rồi lưu lại."
MACROS = "Tệp có chứa macro nên không nhận. Hãy lưu lại thành .xlsx thường."
LOCKED = "Tệp có đặt mật khẩu nên không nhận. Hãy bỏ mật khẩu, lưu lại rồi chọn lại."
OLD_OR_LOCKED = (
    "Tệp này không phải là tệp Excel (.xlsx), hoặc có đặt mật khẩu. Hãy mở bằng Excel, bỏ mật khẩu rồi lưu lại."
)
_COMPOUND = b"\xd0\xcf\x11\xe0"


class SheetRefused(Exception):
    """A table that cannot be taken in; the sentence says why and what to do."""


def refuse_hostile(content: bytes) -> None:
    """Raise ``SheetRefused`` for what is no xlsx file, is locked, holds macros, or would burst the server."""
    if content.startswith(_COMPOUND):
        raise SheetRefused(OLD_OR_LOCKED)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise SheetRefused(NO_EXCEL) from error
    with archive:
        parts = archive.infolist()
        _refuse_by_names(parts)
        try:
            _refuse_by_content(archive, parts)
        except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError) as error:
            raise SheetRefused(DAMAGED) from error


def _refuse_by_names(parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & 0x1 for part in parts):
        raise SheetRefused(LOCKED)
    if any(word in part.filename.casefold() for part in parts for word in ("vbaproject", "macrosheets/")):
        raise SheetRefused(MACROS)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise SheetRefused(TOO_LARGE)


def _refuse_by_content(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    tags = other = 0
    for part in parts:
        if not part.filename.casefold().endswith(_READ):
            continue
        content = archive.read(part)  # no more than it says it holds
        if office.declares(content):
            raise SheetRefused(DAMAGED)
        here = office.tags(content)
        tags += here
        if tags > MOST_TAGS:
            raise SheetRefused(TOO_LARGE)
        other += here - sum(1 for _ in _CELLS.finditer(content))
        is_book = part.filename.casefold().endswith("workbook.xml")
        if other > MOST_OTHER_TAGS or (is_book and here > MOST_SHEET_TAGS):
            raise SheetRefused(TOO_LARGE)
