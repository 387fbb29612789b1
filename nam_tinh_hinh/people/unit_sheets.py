"""The tree of units as a spreadsheet, and the sample file of the import."""

from collections.abc import Iterable, Sequence
from datetime import date

from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.sheets import Column, Kind, workbook
from nam_tinh_hinh.people.queries.unit_tree import UnitRow
from nam_tinh_hinh.people.unit_lists import HEADINGS

WIDTHS = {
    "name": 52, "kind": 26, "level": 24, "superior": 40, "committee": 32, "short_name": 20, "symbol": 12,
    "valid_from": 13, "valid_to": 13,
}  # fmt: skip
DAYS = ("valid_from", "valid_to")
COLUMNS = tuple(Column(HEADINGS[name][0], WIDTHS[name], Kind.DATE if name in DAYS else Kind.TEXT) for name in HEADINGS)
EXAMPLES = (
    ("Đảng ủy phường Ví Dụ", "Đảng ủy", "Cấp xã, phường", "", "", "Đảng ủy phường", "ĐU", "01/07/2025", ""),
    ("Ủy ban nhân dân phường Ví Dụ", "Ủy ban nhân dân", "Cấp xã, phường", "Đảng ủy phường Ví Dụ",
     "Đảng ủy phường Ví Dụ", "UBND phường", "UBND", "01/07/2025", ""),
    ("Trường Tiểu học Ví Dụ", "Trường học", "Cơ sở trực thuộc xã, phường", "Ủy ban nhân dân phường Ví Dụ",
     "Đảng ủy phường Ví Dụ", "", "", "01/07/2025", ""),
    ("Chi bộ thôn Một", "Chi bộ", "Thôn, khu phố, tổ dân phố", "Đảng ủy phường Ví Dụ", "", "", "", "", ""),
)  # fmt: skip


def units_sheet(rows: Iterable[UnitRow], names: dict[int, str], day: date) -> bytes:
    """Return the units as an xlsx file whose columns the import reads again; ``names`` are by id."""
    lines = ([*_cells(row, names), row.valid_from, row.valid_to] for row in rows)
    return workbook("Đơn vị", COLUMNS, lines, heading_lines=(f"Đơn vị, tổ chức ngày {day_text(day)}",))


def _cells(row: UnitRow, names: dict[int, str]) -> list[str]:
    above = names.get(row.parent_id or 0, "")
    return [row.name, row.kind, row.level, above, row.committee, row.short_name, row.symbol]


def sample_sheet(kinds: Sequence[str], levels: Sequence[str]) -> bytes:
    """Return the sample file: the columns, the words that may stand in two of them, and four lines to write over."""
    told = (
        "Danh sách đơn vị, tổ chức. Ghi đè lên các dòng ví dụ; chỉ “Tên đơn vị” và “Loại” là bắt buộc.",
        f"Loại: {'; '.join(kinds)}.",
        f"Cấp: {'; '.join(levels)}.",
    )
    return workbook("Đơn vị", COLUMNS, EXAMPLES, heading_lines=told)
