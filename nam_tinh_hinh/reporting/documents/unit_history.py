"""How one unit kept its deadlines, on A4 and as a spreadsheet."""

from collections.abc import Iterator
from datetime import date

from markupsafe import Markup

from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.drawing import Bar, bars, data_uri
from nam_tinh_hinh.kernel.paper.blocks import Block, Drawing, Heading, PaperTable, Paragraph
from nam_tinh_hinh.kernel.paper.grid import GridColumn, GridGroup
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.paper.prose import ProsePaper
from nam_tinh_hinh.kernel.sheets import Column, Kind, Value, workbook
from nam_tinh_hinh.people import documents as people
from nam_tinh_hinh.people.tables import PrintSetting
from nam_tinh_hinh.reporting.documents.boards import HOW_COUNTED, share
from nam_tinh_hinh.reporting.queries.boards import Cell, History

WIDTH, WIDTH_MM = 480, 130
COLUMNS = (
    GridColumn("Kỳ báo cáo", 0.3), GridColumn("Hạn", 0.15, centred=True), GridColumn("Gửi lần đầu", 0.15, centred=True),
    GridColumn("Kết quả", 0.15, centred=True), GridColumn("Số lần gửi", 0.1, centred=True),
    GridColumn("Nơi nhận đã nhận", 0.15, centred=True),
)  # fmt: skip
SHEET = (
    Column("TT", 6, Kind.NUMBER), Column("Kỳ báo cáo", 56), Column("Hạn nộp", 18, Kind.DATE),
    Column("Gửi lần đầu", 18, Kind.DATE), Column("Kết quả", 28), Column("Số lần gửi", 12, Kind.NUMBER),
    Column("Nơi nhận đã nhận lúc", 18, Kind.DATE), Column("Ghi chú", 40),
)  # fmt: skip


def streak_words(found: History) -> str:
    """Return what the last periods say: "Đúng hạn 7 kỳ liền", or how many of the judged ones were in time."""
    if found.streak > 1:
        return f"Đúng hạn {found.streak} kỳ liền"
    tally = found.tally
    if not tally.judged:
        return "Chưa có kỳ nào đến hạn"
    return f"Đúng hạn {tally.in_time}/{tally.judged} kỳ đã đến hạn"


def result_words(cell: Cell) -> str:
    """Return how one period ended: "Đúng hạn", "Trễ 35 phút", "Quá hạn", "Miễn"."""
    if cell.exempted or cell.first is None:
        return cell.standing.label
    if not cell.is_late:
        return cell.first.label
    words = cell.late_words or "trễ hạn"
    return words[:1].upper() + words[1:]


def month_bars(found: History, width: int | None = None) -> Markup:
    """Return the months as bars: of so many due, how many were in time."""
    rows = [Bar(one.label, one.tally.judged, one.tally.in_time) for one in found.months]
    parts = ("đúng hạn", "trễ hoặc chưa nộp")
    title = f"Báo cáo đúng hạn từng tháng của {found.name}"
    return bars(rows, title=title, parts=parts, width=width) if width else bars(rows, title=title, parts=parts)


def history_paper(
    found: History, *, setting: PrintSetting, number: int | None, day: date | None
) -> ProsePaper:  # fmt: skip
    """Return the history as it is printed. Without a ``number`` it is a draft and says so on every page."""
    return ProsePaper(
        kind=PaperKind.REPORT, title="Tổng hợp", subject=f"việc nộp báo cáo của {found.name}",
        letterhead=people.letterhead(setting), layout=people.layout(setting), number=number, day=day,
        draft=number is None, blocks=tuple(_blocks(found)),
    )  # fmt: skip


def _blocks(found: History) -> Iterator[Block]:
    tally = found.tally
    yield Paragraph(
        f"{streak_words(found)}. Phải nộp {tally.owed} báo cáo, đã nộp {tally.sent} ({share(tally.sent_share)}), "
        f"đúng hạn {tally.in_time} ({share(tally.in_time_share)})."
    )
    yield Paragraph(HOW_COUNTED, italic=True)
    if found.months:
        yield Heading("Từng tháng")
        yield Drawing(data_uri(month_bars(found, WIDTH)), WIDTH_MM)
    yield Heading("Từng kỳ")
    yield PaperTable(COLUMNS, (GridGroup("", tuple(_cells(cell) for cell in found.cells)),))


def _cells(cell: Cell) -> tuple[str, ...]:
    accepted = moment_text(cell.accepted_at)
    rounds = str(cell.rounds) if cell.rounds else ""
    moments = (moment_text(cell.due_at), moment_text(cell.sent_at))
    return (cell.period.title, *moments, result_words(cell), rounds, accepted)


def history_sheet(found: History) -> bytes:
    """Return the same periods as the bytes of an xlsx file."""
    rows = [_line(place, cell) for place, cell in enumerate(found.cells, 1)]
    heading = [f"Việc nộp báo cáo của {found.name}", streak_words(found)]
    return workbook("Nộp báo cáo", SHEET, rows, heading_lines=heading)


def _line(place: int, cell: Cell) -> list[Value]:
    note = cell.why if cell.exempted else cell.note
    return [
        place, cell.period.title, cell.due_at, cell.sent_at, result_words(cell), cell.rounds or None, cell.accepted_at,
        note,
    ]  # fmt: skip
