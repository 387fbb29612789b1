"""Files of the import: the table to fill in, and the rows that were not taken in, to be mended in Excel."""

from collections.abc import Sequence

from nam_tinh_hinh.kernel.sheets import Column, Kind, Value, workbook
from nam_tinh_hinh.situation.intake.columns import ANSWERS, FIELDS, LABELS, MOST_ROWS, NEEDED
from nam_tinh_hinh.situation.intake.lines import Ground, Line
from nam_tinh_hinh.situation.queries.intake import choices

TITLE = "Nội dung nắm được"
WIDTHS = {
    "on_day": 12, "channel": 28, "area": 22, "topic": 30, "kind": 14, "content": 60, "voices": 9, "severity": 13,
    "group": 18, "source": 24, "outcome": 17, "answer": 40, "answered_on": 12, "paper": 16, "authority": 22,
    "occasion": 28, "speakers": 10,
}  # fmt: skip
KINDS = {"on_day": Kind.DATE, "answered_on": Kind.DATE, "voices": Kind.NUMBER, "speakers": Kind.NUMBER}
HOW = (
    f"Mỗi nội dung một dòng, nhiều nhất {MOST_ROWS} dòng. Bắt buộc: {', '.join(LABELS[name] for name in NEEDED)}. "
    "Bấm vào ô để chọn từ danh sách (xem trang “Danh mục”), hoặc gõ không dấu.",
    "Không ghi họ tên, số điện thoại của người có ý kiến. Không ghi nội dung mật.",
)
EMPTY_ROWS = 50


def columns(against: Ground) -> list[Column]:
    """Return the columns of the table in their order; those of answers only for a focal point."""
    offered = choices(against)
    fields = [name for name in FIELDS if against.may_answer or name not in ANSWERS]
    return [Column(LABELS[name], WIDTHS[name], KINDS.get(name, Kind.TEXT), offered.get(name, ())) for name in fields]


def sample(against: Ground) -> bytes:
    """Return the empty table as an xlsx file, with lists to choose from."""
    wanted = columns(against)
    rows: list[list[Value]] = [[None] * len(wanted) for _row in range(EMPTY_ROWS)]
    return workbook(TITLE, wanted, rows, heading_lines=HOW)


def left_over(lines: Sequence[Line], against: Ground) -> bytes:
    """Return the rows that are not taken in as an xlsx file, each with what to do; a secret row's words are nowhere."""
    offered = choices(against)
    wanted = [Column(LABELS[name], WIDTHS[name], Kind.TEXT, offered.get(name, ())) for name in FIELDS]
    rows = [[*(line.raw[name] for name in FIELDS), _said(line)] for line in lines if not line.raw.secret]
    return workbook(TITLE, [*wanted, Column("Cách sửa", 60)], rows, heading_lines=HOW)


def _said(line: Line) -> str:
    faults = [f"{fault.label}: {fault.sentence}" for fault in line.faults]
    return " ".join([*faults, *([line.doubles] if line.doubles else [])])
