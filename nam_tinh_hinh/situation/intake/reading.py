"""Rows out of a file or out of pasted cells, and back into cells that may be pasted again."""

from collections.abc import Iterable, Mapping, Sequence

from nam_tinh_hinh.kernel.sheets import SheetRefused, SheetRow, as_pasted, read_file, read_pasted, under_headings
from nam_tinh_hinh.kernel.sheets.cells import MARKED
from nam_tinh_hinh.kernel.sheets.reading import heading_of
from nam_tinh_hinh.kernel.text import clean_line, fold, secret_mark
from nam_tinh_hinh.situation.intake.columns import FIELDS, HEADINGS, LABELS, MOST_BYTES, MOST_ROWS, NEEDED, RawRow

NOTHING = "Chưa có ô nào. Chọn một tệp, hoặc chép các ô trong Excel rồi dán vào khung."
NO_ROWS = "Dưới dòng tiêu đề chưa có nội dung nào."
TOO_MANY = f"Bảng có {{}} dòng, mỗi lần nhập nhiều nhất {MOST_ROWS} dòng. Hãy tách thành nhiều lần."
TOO_LONG = "Bảng có quá nhiều chữ cho một lần nhập. Hãy tách thành nhiều lần."
_KNOWN = {fold(heading): field for field, headings in HEADINGS.items() for heading in headings}


class SecretTable(SheetRefused):
    """A table marked as a state secret as a whole: none of its words may be kept."""


def from_file(content: bytes, name: str) -> list[RawRow]:
    """Return the rows under the headings of a file. Raises ``SheetRefused``."""
    return _rows(read_file(content, name), in_order=False)


def from_pasted(text: str) -> list[RawRow]:
    """Return the rows of pasted cells: under headings when there are any, else in the order of the columns.

    Without headings rows count from 2, as they will once headings stand above them. Raises ``SheetRefused``.
    """
    return _rows(read_pasted(text), in_order=True)


def corrected(rows: Iterable[RawRow], typed: Mapping[tuple[int, str], str]) -> list[RawRow]:
    """Return the rows with what was ``typed`` anew, by row number and field."""
    touched = {number for number, _field in typed}
    return [_corrected(row, typed) if row.number in touched else row for row in rows]


def _corrected(row: RawRow, typed: Mapping[tuple[int, str], str]) -> RawRow:
    cells = {field: typed.get((row.number, field), row[field]) for field in FIELDS}
    if row.secret or any(map(secret_mark, cells.values())):
        return RawRow(row.number, {}, secret=True)
    return RawRow(row.number, {field: clean_line(text) for field, text in cells.items()})


def as_text(rows: Iterable[RawRow]) -> str:
    """Return rows as cells under headings, each on the line of its number; a secret row has no words to return."""
    filled = [SheetRow(row.number, tuple(row[field] for field in FIELDS)) for row in rows if not row.secret]
    if not filled:
        return ""
    return as_pasted([SheetRow(filled[0].number - 1, tuple(LABELS.values())), *filled])


def names_a_secret(text: str) -> bool:
    """Tell whether pasted cells that could not be read are marked as a state secret somewhere."""
    return any(secret_mark(cell) for line in text.splitlines() for cell in (line, *line.split("\t")))


def _rows(rows: Sequence[SheetRow], *, in_order: bool) -> list[RawRow]:
    if not rows:
        raise SheetRefused(NOTHING)
    if in_order and not any(map(_looks_like_headings, rows)):
        found, above = _in_order(rows), 0
    else:
        found = under_headings(rows, HEADINGS, NEEDED)
        above = len(rows) - len(found)
    _refuse_secret_title(rows[:above])
    below = zip(rows[above:], found, strict=True)
    filled = [row for row in (_raw(sheet_row, *pair) for sheet_row, pair in below) if not row.is_blank]
    _refuse_size(filled)
    return filled


def _looks_like_headings(row: SheetRow) -> bool:
    return sum(heading_of(cell, _KNOWN) is not None for cell in row.cells) > 2


def _in_order(rows: Sequence[SheetRow]) -> list[tuple[int, dict[str, str]]]:
    # A first column of numbers is "TT".
    skipped = 1 if all(row.cells[0].isdecimal() or not row.cells[0] for row in rows) else 0
    return [(row.number + 1, dict(zip(FIELDS, row.cells[skipped:], strict=False))) for row in rows]


def _refuse_secret_title(rows: Iterable[SheetRow]) -> None:
    for row in rows:
        if row.secret or (mark := next(filter(None, map(secret_mark, row.cells)), None)):
            said = "mật" if row.secret else mark
            raise SecretTable(f"Phần đầu bảng {MARKED.format(said)}")


def _raw(sheet_row: SheetRow, number: int, cells: Mapping[str, str]) -> RawRow:
    if sheet_row.secret or any(map(secret_mark, sheet_row.cells)):
        return RawRow(number, {}, secret=True)
    return RawRow(number, cells)


def _refuse_size(rows: Sequence[RawRow]) -> None:
    if not rows:
        raise SheetRefused(NO_ROWS)
    if len(rows) > MOST_ROWS:
        raise SheetRefused(TOO_MANY.format(len(rows)))
    if len(as_text(rows).encode()) > MOST_BYTES:
        raise SheetRefused(TOO_LONG)
