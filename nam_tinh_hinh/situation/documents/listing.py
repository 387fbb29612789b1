"""The list of what people say, as it is printed by topic and as a spreadsheet. Neither names who wrote it down."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import count, groupby

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.counts import count_text
from nam_tinh_hinh.kernel.paper.grid import GridColumn, GridGroup
from nam_tinh_hinh.kernel.paper.numerals import roman
from nam_tinh_hinh.kernel.paper.table import TablePaper
from nam_tinh_hinh.kernel.pdf import PdfRefused
from nam_tinh_hinh.kernel.sheets import Column, Kind, workbook
from nam_tinh_hinh.people import documents as people
from nam_tinh_hinh.people.tables import PrintSetting
from nam_tinh_hinh.situation.enums import Severity
from nam_tinh_hinh.situation.queries import lines
from nam_tinh_hinh.situation.queries.lines import Line
from nam_tinh_hinh.situation.queries.listing import ListFilters
from nam_tinh_hinh.situation.reach import Reach

MOST_PRINTED = 400
"""Rows of one paper: about fifty pages, drawn well within the printer's limit of time."""
MOST_WRITTEN = 10_000
"""Rows of one spreadsheet: some fifteen seconds of writing."""
COLUMNS = (
    GridColumn("TT", 0.045, centred=True),
    GridColumn("Ngày", 0.1, centred=True),
    GridColumn("Nội dung", 0.42),
    GridColumn("Địa bàn", 0.125),
    GridColumn("Đơn vị", 0.14),
    GridColumn("Lượt ý kiến", 0.06, centred=True),
    GridColumn("Xử lý", 0.11),
)
SHEET_COLUMNS = (
    Column("TT", 6),
    Column("Ngày", 12, Kind.DATE),
    Column("Loại", 16),
    Column("Mức độ", 14),
    Column("Lĩnh vực", 30),
    Column("Mục", 34),
    Column("Nội dung", 80),
    Column("Địa bàn", 24),
    Column("Kênh nắm", 34),
    Column("Hình thức", 14),
    Column("Đối tượng", 24),
    Column("Đơn vị", 34),
    Column("Lượt ý kiến", 10, Kind.NUMBER),
    Column("Lượt ý kiến gộp vào", 10, Kind.NUMBER),
    Column("Tình trạng", 20),
    Column("Trả lời", 26),
    Column("Hạn trả lời", 12, Kind.DATE),
    Column("Ngày trả lời", 12, Kind.DATE),
)


def list_paper(
    person: Reach, filters: ListFilters, *, narrowed: str, setting: PrintSetting, number: int | None, day: date | None
) -> TablePaper:
    """Return the list of what ``person`` sees under ``filters`` by main topic; ``narrowed`` says the filters.

    Without a ``number`` it is a draft and says so on every page. Raises ``PdfRefused`` beyond ``MOST_PRINTED`` rows.
    """
    rows = _rows(person, filters, most=MOST_PRINTED)
    voices = sum(row.voices if filters.shows_joined else row.all_voices for row in rows)
    return TablePaper(
        title="Danh sách", subject="nội dung nắm tình hình Nhân dân", columns=COLUMNS,
        groups=tuple(_groups(rows, clock.now())), landscape=True, filters_line=narrowed, number=number, day=day,
        closing=f"Danh sách này có {count_text(len(rows))} nội dung với {count_text(voices)} lượt ý kiến.",
        nothing="Không có nội dung nào.", draft=number is None, letterhead=people.letterhead(setting),
        layout=people.layout(setting),
    )  # fmt: skip


def _rows(person: Reach, filters: ListFilters, *, most: int) -> Sequence[Line]:
    """Return the whole list; a part of it would pass for the whole, so that a longer one is refused."""
    rows = lines.all_lines(person, filters, most=most + 1)
    if len(rows) > most:
        raise PdfRefused(
            f"Danh sách dài quá {count_text(most)} nội dung nên không lấy ra một lần được. Hãy quay lại, lọc bớt, "
            "ví dụ theo tháng hoặc theo lĩnh vực, rồi lấy từng phần."
        )
    return rows


def _groups(rows: Iterable[Line], now: datetime) -> Iterator[GridGroup]:
    """Yield the main topics, numbered I, II, III; their rows are numbered through the whole list."""
    ordinals = count(1)
    for place, (topic, found) in enumerate(groupby(rows, key=lambda row: row.main_topic), start=1):
        cells = tuple((str(next(ordinals)), *_cells(row, now)) for row in found)
        yield GridGroup(f"{roman(place)}. {topic} ({count_text(len(cells))} nội dung)", cells)


def _cells(row: Line, now: datetime) -> Sequence[str]:
    pressing = "" if row.severity is Severity.NORMAL else f"{row.severity.label}: "
    return (
        day_text(row.on_day), f"{pressing}{row.content}\n({_sorted_as(row)})", row.area, row.unit,
        count_text(row.all_voices), "\n".join(_handling(row, now)),
    )  # fmt: skip


def _sorted_as(row: Line) -> str:
    """Return what stands under the words: the kind, the topic below the main one, the channel."""
    return "; ".join([row.kind.label, *([row.topic] if row.topic != row.main_topic else []), row.channel])


def _handling(row: Line, now: datetime) -> list[str]:
    """Return how it was dealt with: its answer where one is followed, else its stage."""
    if not row.reply:
        return [row.stage.label]
    late = [f"quá hạn {day_text(clock.local(row.due_at).date())}"] if row.due_at and row.is_overdue(now) else []
    return [row.reply, *late, *([day_text(row.answered_on)] if row.answered_on else [])]


def list_sheet(person: Reach, filters: ListFilters) -> bytes:
    """Return the same list as the bytes of an xlsx file; raises ``PdfRefused`` beyond ``MOST_WRITTEN`` rows."""
    rows = _rows(person, filters, most=MOST_WRITTEN)
    return workbook("Nắm tình hình", SHEET_COLUMNS, (_sheet_row(row, n) for n, row in enumerate(rows, start=1)))


def _sheet_row(row: Line, ordinal: int) -> list[str | int | date | None]:
    due = clock.local(row.due_at).date() if row.due_at else None
    return [
        ordinal, row.on_day, row.kind.label, row.severity.label, row.main_topic, row.topic, row.content, row.area,
        row.channel, row.regularity.label, row.group, row.unit, row.voices, row.joined_voices, row.stage.label,
        row.reply, due, row.answered_on,
    ]  # fmt: skip
