"""The completeness matrix on A4 and as a spreadsheet (R064)."""

from collections.abc import Iterator
from datetime import date

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.paper.blocks import Block, Heading, PaperTable, Paragraph
from nam_tinh_hinh.kernel.paper.grid import GridColumn, GridGroup
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.paper.prose import ProsePaper
from nam_tinh_hinh.kernel.sheets import Column as SheetColumn
from nam_tinh_hinh.kernel.sheets import Kind, Value, workbook
from nam_tinh_hinh.people import documents as people
from nam_tinh_hinh.people.tables import PrintSetting
from nam_tinh_hinh.reporting.queries.boards import Board, BoardFilters, Cell, Column, Row
from nam_tinh_hinh.reporting.tallies import Tally

NUMBERS = ("Phải nộp", "Đã nộp", "Đúng hạn", "% nộp", "% đúng hạn")
HOW_COUNTED = (
    "Báo cáo được miễn không tính là phải nộp. Báo cáo bị trả lại vẫn tính một lần nộp, theo lần gửi đầu. "
    "% đúng hạn tính trên số đã nộp và số đã quá hạn; % làm tròn xuống."
)
# So many periods stand side by side on A4 across; a year of weeks takes four tables under each other.
ACROSS, NAME_SHARE = 13, 0.25


def board_paper(
    found: Board, filters: BoardFilters, *, narrowed: str, setting: PrintSetting, number: int | None, day: date | None
) -> ProsePaper:
    """Return the matrix as it is printed, as of this moment; ``narrowed`` says to what. Without a number a draft."""
    return ProsePaper(
        kind=PaperKind.REPORT, title="Tổng hợp", subject=f"việc nộp báo cáo {filters.span.label}", landscape=True,
        letterhead=people.letterhead(setting), layout=people.layout(setting), number=number, day=day,
        draft=number is None, blocks=tuple(_blocks(found, narrowed)),
    )  # fmt: skip


def _blocks(found: Board, narrowed: str) -> Iterator[Block]:
    if narrowed:
        yield Paragraph(narrowed, italic=True, centred=True)
    if not found.rows:
        yield Paragraph("Không có đơn vị nào phải nộp báo cáo.")
        return
    yield Paragraph(summary(found))
    yield Paragraph(HOW_COUNTED, italic=True)
    yield Heading("Số liệu từng đơn vị")
    yield _numbers(found)
    for regime, columns in found.groups:
        yield Heading(regime)
        oldest_first = columns[::-1]
        for start in range(0, len(columns), ACROSS):
            yield _table(found, oldest_first[start : start + ACROSS])


def summary(found: Board) -> str:
    """Return the five numbers in a sentence, with the moment they are of."""
    tally = found.tally
    return (
        f"Tính đến {moment_text(clock.now())}: {len(found.rows)} đơn vị phải nộp {tally.owed} báo cáo, đã nộp "
        f"{tally.sent} ({share(tally.sent_share)}), đúng hạn {tally.in_time} ({share(tally.in_time_share)}), "
        f"chưa nộp {tally.missing}."
    )


def share(part: int | None) -> str:
    """Return a share as it is written; a dash where there is nothing to take it of."""
    return "–" if part is None else f"{part}%"


def numbers(tally: Tally) -> tuple[str, ...]:
    """Return the five numbers as they are written."""
    counts = (tally.owed, tally.sent, tally.in_time)
    return (*map(str, counts), share(tally.sent_share), share(tally.in_time_share))


def _numbers(found: Board) -> PaperTable:
    columns = (
        GridColumn("TT", 0.06, centred=True), GridColumn("Đơn vị", 0.44),
        *(GridColumn(label, 0.1, centred=True) for label in NUMBERS),
    )  # fmt: skip
    rows = [(str(place), row.name, *numbers(row.tally)) for place, row in enumerate(found.rows, 1)]
    return PaperTable(columns, (GridGroup("", (*rows, ("", "Cộng", *numbers(found.tally)))),))


def _table(found: Board, columns: list[Column]) -> PaperTable:
    """Return some periods of one regime; a short table keeps its columns narrow, so that they look alike."""
    each = round((1 - NAME_SHARE) / ACROSS, 4) if len(columns) > 5 else 0.1
    name = round(1 - each * len(columns), 4)
    heads = (GridColumn("Đơn vị", name), *(GridColumn(_two_lines(one.label), each, centred=True) for one in columns))
    ids = [one.id for one in columns]
    rows = [row for row in found.rows if any(one in row.cells for one in ids)]
    lines = [(row.name, *(_words(row.cells.get(one)) for one in ids)) for row in rows]
    last = ("Đã nộp/phải nộp", *(f"{found.tallies[one].sent}/{found.tallies[one].owed}" for one in ids))
    return PaperTable(heads, (GridGroup("", (*lines, last)),))


def _two_lines(label: str) -> str:
    return "\n".join(label.rsplit(" ", 1))


def _words(cell: Cell | None) -> str:
    if cell is None:
        return ""
    return f"{cell.standing.label}, trễ" if cell.is_late else cell.standing.label


def board_sheet(found: Board, filters: BoardFilters, narrowed: str) -> bytes:
    """Return the same matrix as the bytes of an xlsx file: the numbers first, then every period, the newest first."""
    heads = (
        SheetColumn("TT", 6, Kind.NUMBER), SheetColumn("Đơn vị", 50),
        *(SheetColumn(label, 11, Kind.NUMBER) for label in NUMBERS),
        *(SheetColumn(f"{regime}: {one.label}", 18) for regime, some in found.groups for one in some),
    )  # fmt: skip
    heading = [f"Theo dõi nộp báo cáo {filters.span.label} {narrowed}".strip(), summary(found), HOW_COUNTED]
    return workbook("Theo dõi nộp báo cáo", heads, _sheet_rows(found), heading_lines=heading)


def _sheet_rows(found: Board) -> Iterator[list[Value]]:
    for place, row in enumerate(found.rows, 1):
        yield [place, row.name, *_counts(row.tally), *_states(found, row)]
    yield [None, "Đã nộp", *_counts(found.tally), *_sums(found)]


def _counts(tally: Tally) -> list[Value]:
    return [tally.owed, tally.sent, tally.in_time, tally.sent_share, tally.in_time_share]


def _states(found: Board, row: Row) -> Iterator[str]:
    for _regime, some in found.groups:
        for one in some:
            cell = row.cells.get(one.id)
            yield " - ".join(part for part in (cell.standing.label, cell.note) if part) if cell else ""


def _sums(found: Board) -> Iterator[str]:
    for _regime, some in found.groups:
        yield from (f"{found.tallies[one.id].sent}/{found.tallies[one.id].owed}" for one in some)
