"""Rows out of a file or out of pasted cells, as the list's own columns."""

from collections.abc import Sequence

from nam_tinh_hinh.kernel.sheets import SheetRefused, SheetRow, read_file, read_pasted, under_headings
from nam_tinh_hinh.people.rostering.lines import FIELDS, LABELS, RawLine

# The headings a column may stand under; the first is the one of the file to download.
HEADINGS = {
    "name": (LABELS["name"], "Họ tên", "Họ, tên", "Tên cán bộ"),
    "post": (LABELS["post"], "Chức danh", "Chức vụ, đơn vị công tác"),
    "phone": (LABELS["phone"], "Số điện thoại", "SĐT", "ĐT", "Điện thoại liên hệ"),
    "email": (LABELS["email"], "Email", "E-mail", "Địa chỉ thư điện tử"),
    "areas": (LABELS["areas"], "Địa bàn", "Địa bàn được phân công"),
    "username": (LABELS["username"], "Tên đăng nhập", "Tài khoản"),
}
NEEDED = ("name", "areas")


def from_file(content: bytes, name: str) -> list[RawLine]:
    """Return the rows under the headings of a file. Raises ``SheetRefused``."""
    return _lines(under_headings(read_file(content, name), HEADINGS, NEEDED))


def from_pasted(text: str) -> list[RawLine]:
    """Return the rows of pasted cells: under headings when there are any, else in the order of the page's columns.

    Raises ``SheetRefused``.
    """
    rows = read_pasted(text)
    if not rows:
        raise SheetRefused("Chưa dán ô nào. Chọn các ô trong Excel, bấm Ctrl+C, rồi bấm Ctrl+V vào khung này.")
    try:
        return _lines(under_headings(rows, HEADINGS, NEEDED), in_file=False)
    except SheetRefused:
        return _lines(_in_order(rows), in_file=False)


def _in_order(rows: Sequence[SheetRow]) -> list[tuple[int, dict[str, str]]]:
    # A first column of numbers is "TT".
    skipped = 1 if all(row.cells[0].isdecimal() or not row.cells[0] for row in rows) else 0
    return [(row.number, dict(zip(FIELDS, row.cells[skipped:], strict=False))) for row in rows]


def _lines(rows: Sequence[tuple[int, dict[str, str]]], *, in_file: bool = True) -> list[RawLine]:
    # Only a file has row numbers that someone can look up.
    lines = [RawLine(0, cells, source=str(number) if in_file else "") for number, cells in rows]
    return [line for line in lines if not line.is_blank]
