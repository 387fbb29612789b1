"""The quota board on paper and as a spreadsheet (seed 003, IV; requirement R083)."""

from collections.abc import Sequence
from datetime import date

from nam_tinh_hinh.emulation import quotas
from nam_tinh_hinh.emulation.queries.board import BoardFilters, BoardRow
from nam_tinh_hinh.kernel.clock import short_day
from nam_tinh_hinh.kernel.paper.grid import GridColumn, GridGroup
from nam_tinh_hinh.kernel.paper.table import TablePaper
from nam_tinh_hinh.kernel.sheets import Column, Kind, workbook
from nam_tinh_hinh.people import documents as people
from nam_tinh_hinh.people.queries import kinds
from nam_tinh_hinh.people.tables import PrintSetting

COLUMNS = (
    GridColumn("TT", 0.06, centred=True),
    GridColumn("Đơn vị", 0.36),
    GridColumn("Chỉ tiêu", 0.095, centred=True),
    GridColumn("Đã đăng ký", 0.105, centred=True),
    GridColumn("Đã đồng ý", 0.095, centred=True),
    GridColumn("Còn thiếu", 0.095, centred=True),
    GridColumn("Phụ trách", 0.19),
)
SHEET = (
    Column("TT", 6, Kind.NUMBER), Column("Đơn vị", 50), Column("Loại đơn vị", 26), Column("Chỉ tiêu", 10, Kind.NUMBER),
    Column("Đã đăng ký", 12, Kind.NUMBER), Column("Đã đồng ý", 12, Kind.NUMBER), Column("Còn thiếu", 11, Kind.NUMBER),
    Column("Thành viên phụ trách", 32), Column("Nhắc gần nhất", 30),
)  # fmt: skip


def board_paper(
    rows: Sequence[BoardRow], filters: BoardFilters, *, setting: PrintSetting, number: int | None, day: date | None
) -> TablePaper:
    """Return the board as it is printed: those that miss most first, the sums last. Without a number it is a draft."""
    sums = quotas.total([row.tally for row in rows])
    cells = [(str(place), row.unit, *_numbers(row), ", ".join(row.followers)) for place, row in enumerate(rows, 1)]
    last = ("", "Cộng", *map(str, (sums.required, sums.registered, sums.agreed, sums.missing)), "")
    return TablePaper(
        subject=f"kết quả thực hiện chỉ tiêu đăng ký mô hình, điển hình “Dân vận khéo” năm {filters.year}",
        columns=COLUMNS, groups=(GridGroup("", (*cells, last) if cells else ()),),
        closing=f"Danh sách này có {sums.units} đơn vị; {sums.lacking} đơn vị còn thiếu {sums.missing} mô hình.",
        nothing="Không có đơn vị nào.", number=number, day=day, draft=number is None, filters_line=_in_words(filters),
        letterhead=people.letterhead(setting), layout=people.layout(setting),
    )  # fmt: skip


def _numbers(row: BoardRow) -> tuple[str, ...]:
    one = row.tally
    return str(one.required), str(one.registered), str(one.agreed), str(one.missing)


def _in_words(filters: BoardFilters) -> str:
    said = ["chỉ đơn vị còn thiếu"] if filters.missing_only else []
    said += [f"loại: {kind.label}" for kind in kinds() if kind.id == filters.kind_id]
    said += ["đơn vị một thành viên phụ trách"] if filters.mine_only else []
    said += [f"tìm “{filters.words}”"] if filters.words else []
    return f"({'; '.join(said)})" if said else ""


def board_sheet(rows: Sequence[BoardRow], filters: BoardFilters) -> bytes:
    """Return the same board as the bytes of an xlsx file."""
    lines = [_line(place, row) for place, row in enumerate(rows, 1)]
    heading = f"Chỉ tiêu đăng ký mô hình “Dân vận khéo” năm {filters.year} {_in_words(filters)}".strip()
    return workbook("Chỉ tiêu", SHEET, lines, heading_lines=[heading])


def _line(place: int, row: BoardRow) -> tuple[str | int, ...]:
    one, said = row.tally, row.reminded
    reminded = f"{short_day(said.at)} · {said.by_name}" if said else ""
    numbers = (one.required, one.registered, one.agreed, one.missing)
    return (place, row.unit, row.kind, *numbers, ", ".join(row.followers), reminded)
