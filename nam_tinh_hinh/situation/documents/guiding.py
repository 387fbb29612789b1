"""The papers of guidance: its matrix of receipts on A4, and its lists and matrix as spreadsheets (R134)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import local, moment_text
from nam_tinh_hinh.kernel.paper.grid import GridColumn, GridGroup
from nam_tinh_hinh.kernel.paper.table import TablePaper
from nam_tinh_hinh.kernel.sheets import Column, Kind, Value, workbook
from nam_tinh_hinh.people import documents as people
from nam_tinh_hinh.people.tables import PrintSetting
from nam_tinh_hinh.situation import receipts
from nam_tinh_hinh.situation.queries.guidance_matrix import MatrixLine
from nam_tinh_hinh.situation.receipts import Tally
from nam_tinh_hinh.situation.tables import Guidance, Receipt

COLUMNS = (
    GridColumn("TT", 0.045, centred=True),
    GridColumn("Nơi nhận", 0.295),
    GridColumn("Mở", 0.15),
    GridColumn("Đã nhận", 0.15),
    GridColumn("Đã làm, báo cáo lại", 0.15),
    GridColumn("Nhắc", 0.09, centred=True),
    GridColumn("Hiện nay", 0.12),
)
MATRIX_SHEET = (
    Column("TT", 6, Kind.NUMBER), Column("Nơi nhận", 48), Column("Chức vụ, đơn vị", 36),
    Column("Gửi lúc", 18, Kind.DATE), Column("Mở lúc", 18, Kind.DATE), Column("Người mở", 24),
    Column("Nhận lúc", 18, Kind.DATE), Column("Người nhận", 24), Column("Làm xong lúc", 18, Kind.DATE),
    Column("Người làm", 24), Column("Số lần nhắc", 12, Kind.NUMBER), Column("Hiện nay", 14),
    Column("Nội dung báo cáo lại", 60),
)  # fmt: skip
RECEIVED_SHEET = (
    Column("TT", 6, Kind.NUMBER), Column("Tiêu đề", 50), Column("Yêu cầu", 14), Column("Nơi gửi", 36),
    Column("Nhận cho", 36), Column("Gửi lúc", 18, Kind.DATE), Column("Hạn", 18, Kind.DATE), Column("Hiện nay", 14),
    Column("Làm xong lúc", 18, Kind.DATE),
)  # fmt: skip
SENT_SHEET = (
    Column("TT", 6, Kind.NUMBER), Column("Tiêu đề", 50), Column("Yêu cầu", 14), Column("Gửi tới", 50),
    Column("Gửi lúc", 18, Kind.DATE), Column("Hạn", 18, Kind.DATE), Column("Tình trạng", 14),
    Column("Nơi nhận", 10, Kind.NUMBER), Column("Đã mở", 10, Kind.NUMBER), Column("Đã nhận", 10, Kind.NUMBER),
    Column("Đã làm", 10, Kind.NUMBER), Column("Quá hạn", 10, Kind.NUMBER),
)  # fmt: skip


def matrix_paper(
    guidance: Guidance, lines: Sequence[MatrixLine], counted: Tally, *, setting: PrintSetting, number: int | None,
    day: date | None,
) -> TablePaper:  # fmt: skip
    """Return the matrix as it is printed, as of this moment. Without a ``number`` it is a draft and says so."""
    rows = tuple(_cells(place, line) for place, line in enumerate(lines, 1))
    due = f"; hạn {moment_text(guidance.due_at)}" if guidance.due_at else ""
    return TablePaper(
        title="Tổng hợp", subject=f"tiếp nhận, thực hiện chỉ đạo “{guidance.title}”", landscape=True,
        columns=COLUMNS, groups=(GridGroup("", rows),), closing=_closing(guidance, counted),
        nothing="Không có nơi nhận nào.", number=number, day=day, draft=number is None,
        filters_line=f"({guidance.ask.label}; gửi lúc {moment_text(guidance.sent_at)}{due})",
        letterhead=people.letterhead(setting), layout=people.layout(setting),
    )  # fmt: skip


def _closing(guidance: Guidance, counted: Tally) -> str:
    done = f", {counted.done} nơi đã làm" if guidance.ask.needs_doing else ""
    late = f", {counted.overdue} nơi quá hạn chưa xong" if counted.overdue else ""
    return (
        f"Tính đến {moment_text(clock.now())}: gửi {counted.sent} nơi, {counted.opened} nơi đã mở, "
        f"{counted.received} nơi đã nhận{done}{late}."
    )


def _cells(place: int, line: MatrixLine) -> tuple[str, ...]:
    row = line.receipt
    name = f"{line.name} ({line.detail})" if line.detail else line.name
    steps = (
        _step(row.opened_at, row.opened_by_name),
        _step(row.received_at, row.received_by_name),
        _step(row.done_at, row.done_by_name),
    )
    return (str(place), name, *steps, f"{row.reminders} lần" if row.reminders else "", standing_words(line))


def _step(at: datetime | None, who: str) -> str:
    return f"{local(at):%H:%M %d/%m/%Y}\n{who}" if at else ""


def standing_words(line: MatrixLine) -> str:
    """Return what a receipt is now, with "muộn" where it was done after the deadline."""
    return f"{line.standing.label} (muộn)" if line.late else line.standing.label


def matrix_sheet(guidance: Guidance, lines: Sequence[MatrixLine], counted: Tally) -> bytes:
    """Return the same matrix as the bytes of an xlsx file, with what was reported."""
    rows = [_sheet_line(place, line) for place, line in enumerate(lines, 1)]
    heading = [f"{guidance.ask.label}: {guidance.title}", _closing(guidance, counted)]
    return workbook("Tiếp nhận chỉ đạo", MATRIX_SHEET, rows, heading_lines=heading)


def _sheet_line(place: int, line: MatrixLine) -> tuple[Value, ...]:
    row = line.receipt
    return (
        place, line.name, line.detail, row.sent_at, row.opened_at, row.opened_by_name, row.received_at,
        row.received_by_name, row.done_at, row.done_by_name, row.reminders, standing_words(line), line.report,
    )  # fmt: skip


def received_sheet(rows: Iterable[Receipt]) -> bytes:
    """Return what one received as the bytes of an xlsx file."""
    lines = [_received_line(place, row) for place, row in enumerate(rows, 1)]
    return workbook("Chỉ đạo nhận được", RECEIVED_SHEET, lines, heading_lines=["Chỉ đạo, định hướng nhận được"])


def _received_line(place: int, row: Receipt) -> tuple[Value, ...]:
    one = row.guidance
    stands = receipts.standing(one.ask, one.due_at, row, clock.now())
    to = row.unit.name if row.unit else row.user.name if row.user else ""
    done_at = receipts.completed_at(one.ask, row)
    return (place, one.title, one.ask.label, one.unit.name, to, row.sent_at, one.due_at, stands.label, done_at)


def sent_sheet(rows: Iterable[Guidance], tallies: dict[int, Tally]) -> bytes:
    """Return what one's units sent as the bytes of an xlsx file."""
    lines = [_sent_line(place, row, tallies.get(row.id, Tally())) for place, row in enumerate(rows, 1)]
    return workbook("Chỉ đạo đã gửi", SENT_SHEET, lines, heading_lines=["Chỉ đạo, định hướng đã gửi"])


def _sent_line(place: int, row: Guidance, counted: Tally) -> tuple[Value, ...]:
    numbers = (counted.sent, counted.opened, counted.received, counted.done, counted.overdue)
    return (place, row.title, row.ask.label, row.audience, row.sent_at, row.due_at, row.stage.label, *numbers)
