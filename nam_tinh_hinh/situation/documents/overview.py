"""The overview on paper, with its bars, and as a spreadsheet."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from markupsafe import Markup

from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.counts import count_text
from nam_tinh_hinh.kernel.drawing import data_uri
from nam_tinh_hinh.kernel.paper.blocks import Block, Drawing
from nam_tinh_hinh.kernel.paper.grid import GridColumn, GridGroup
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.paper.prose import Heading, PaperTable, Paragraph, ProsePaper
from nam_tinh_hinh.kernel.periods import WEEK
from nam_tinh_hinh.kernel.sheets import Column, Kind, Value, workbook
from nam_tinh_hinh.people import documents as people
from nam_tinh_hinh.people.tables import PrintSetting
from nam_tinh_hinh.situation import charts
from nam_tinh_hinh.situation.queries.overview import Overview, Rise, Row, Table, WeekRow

WIDTH, WIDTH_MM = 560, 160
"""How wide a drawing is in its own units and on paper: its letters come out a little smaller than the text."""
NUMBERS = ("Nội dung", "Lượt ý kiến", "Cấp bách", "Theo dõi trả lời", "Đã trả lời", "Tỷ lệ", "Số ngày trả lời")
HOW_COUNTED = (
    "Chỉ tính nội dung đầu mối đã xác nhận; nội dung gộp vào nội dung khác tính trong số lượt ý kiến. Số ngày trả lời "
    "là trung vị số ngày làm việc từ hôm sau ngày tiếp nhận đến ngày có kết quả, chỉ tính việc đã trả lời."
)
SHEET_NUMBERS = (
    "Nội dung", "Lượt ý kiến", "Cấp bách", "Theo dõi trả lời", "Đã trả lời", "Tỷ lệ đã trả lời (%)",
    "Số ngày làm việc (trung vị)", "Chờ trả lời", "Quá hạn", "Mức thường từ", "Mức thường đến",
)  # fmt: skip
SHEET_COLUMNS = (
    Column("Theo", 14),
    Column("Mục", 50),
    *(Column(label, 12, Kind.NUMBER) for label in SHEET_NUMBERS),
)


def overview_paper(
    found: Overview, *, narrowed: str, setting: PrintSetting, number: int | None, day: date | None
) -> ProsePaper:
    """Return the overview as a paper; ``narrowed`` says to which topic, area or unit.

    Without a ``number`` it is a draft and says so on every page.
    """
    return ProsePaper(
        kind=PaperKind.REPORT, title="Tổng hợp", subject=f"nắm tình hình Nhân dân {found.period.label}",
        letterhead=people.letterhead(setting), layout=people.layout(setting), number=number, day=day,
        draft=number is None, blocks=tuple(_blocks(found, narrowed)),
    )  # fmt: skip


def _blocks(found: Overview, narrowed: str) -> Iterator[Block]:
    if narrowed:
        yield Paragraph(narrowed, italic=True, centred=True)
    yield Heading("Số liệu chung")
    yield Paragraph(_said(found.whole))
    yield Paragraph(HOW_COUNTED, italic=True)
    yield Heading("Từng tuần")
    yield Paragraph(latest_words(found))
    yield _picture(charts.week_chart(found, width=WIDTH))
    if risen := [rise for rise in found.rises if rise.compared.is_above]:
        yield Paragraph("Trong tuần ấy, trên mức thường có:")
        yield _risen(risen)
    for table in found.tables:
        yield Heading(f"Theo {table.head.lower()}")
        if any(row.tally.items for row in table.rows):
            yield _picture(charts.bar_chart(table, width=WIDTH))
        yield _table(table)


def _risen(rises: Sequence[Rise]) -> PaperTable:
    columns = (
        GridColumn("Mục", 0.5), GridColumn("Theo", 0.15), GridColumn("Nội dung", 0.12, centred=True),
        GridColumn("Tám tuần trước", 0.23),
    )  # fmt: skip
    rows = [
        (one.label, one.head, count_text(one.compared.count), one.compared.usual.words if one.compared.usual else "")
        for one in rises
    ]
    return PaperTable(columns, (GridGroup("", tuple(rows)),))


def _said(whole: Row) -> str:
    tally = whole.tally
    said = (
        f"Có {count_text(tally.items)} nội dung với {count_text(tally.voices)} lượt ý kiến, trong đó "
        f"{count_text(tally.urgent)} nội dung cấp bách. "
    )
    if not tally.followed:
        return f"{said}Không có việc phải theo dõi trả lời."
    days = _days_words(whole.days)
    return (
        f"{said}Theo dõi trả lời {count_text(tally.followed)} việc: đã có kết quả {count_text(tally.answered)} "
        f"({tally.share}%){days}; đang chờ {count_text(tally.waiting)}, trong đó quá hạn {count_text(tally.overdue)}."
    )


def _days_words(days: int | None) -> str:
    if days is None:
        return ""
    return (
        f", một nửa số đó trong {count_text(days)} ngày làm việc" if days else ", một nửa số đó trả lời ngay trong ngày"
    )


def week_words(week: WeekRow) -> str:
    """Return which week it is: "Tuần 16/11 - 22/11/2026"."""
    return f"Tuần {week.first:%d/%m} - {day_text(week.first + WEEK - timedelta(days=1))}"


def latest_words(found: Overview) -> str:
    """Return the latest week beside its eight weeks before, in numbers."""
    week = found.latest
    said = f"{week_words(week)}{'' if week.compared.is_over else ' (chưa hết tuần)'}: {count_text(week.compared.count)}"
    if week.compared.usual is None:
        return f"{said} nội dung; chưa đủ tám tuần số liệu trước đó để so."
    return f"{said} nội dung; tám tuần trước {week.compared.usual.words}."


def _picture(svg: Markup) -> Drawing:
    return Drawing(data_uri(svg), WIDTH_MM)


def _table(table: Table) -> PaperTable:
    shares = (0.1, 0.1, 0.09, 0.1, 0.1, 0.1, 0.11)
    numbers = [GridColumn(label, share, centred=True) for label, share in zip(NUMBERS, shares, strict=True)]
    columns = (GridColumn(table.head, round(1 - sum(shares), 4)), *numbers)
    return PaperTable(columns, (GridGroup("", tuple(_cells(row) for row in table.rows)),))


def _cells(row: Row) -> tuple[str, ...]:
    tally = row.tally
    share = "" if tally.share is None else f"{tally.share}%"
    counts = (tally.items, tally.voices, tally.urgent, tally.followed, tally.answered)
    return (row.label, *map(count_text, counts), share, count_text(row.days))


def overview_sheet(found: Overview) -> bytes:
    """Return every table of the overview in one sheet: what is counted stands in the first column."""
    heading = (f"TỔNG QUAN NẮM TÌNH HÌNH, {found.period.label.upper()}",)
    return workbook("Tổng quan", SHEET_COLUMNS, _sheet_rows(found), heading_lines=heading)


def _sheet_rows(found: Overview) -> Iterator[list[Value]]:
    yield _sheet_row("Tất cả", found.whole)
    for table in found.tables:
        yield from (_sheet_row(table.head, row) for row in table.rows)
    for week in found.weeks:
        usual = week.compared.usual
        low, high = (usual.low, usual.high) if usual else (None, None)
        yield ["Tuần", week_words(week), week.compared.count, *[None] * 8, low, high]


def _sheet_row(head: str, row: Row) -> list[Value]:
    tally = row.tally
    return [
        head, row.label, tally.items, tally.voices, tally.urgent, tally.followed, tally.answered, tally.share,
        row.days, tally.waiting, tally.overdue, None, None,
    ]  # fmt: skip
