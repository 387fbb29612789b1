"""The list of petitions as a paper and as a spreadsheet: by field, as reports of opinions go (PRACTICE §2.5)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import count

from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.paper.grid import GridColumn, GridGroup
from nam_tinh_hinh.kernel.paper.numerals import roman
from nam_tinh_hinh.kernel.paper.table import TablePaper
from nam_tinh_hinh.kernel.sheets import Column, workbook
from nam_tinh_hinh.kernel.sheets.writing import Kind
from nam_tinh_hinh.people import documents as people
from nam_tinh_hinh.people.tables import PrintSetting
from nam_tinh_hinh.situation.queries.petition_list import Figures
from nam_tinh_hinh.situation.standing import Yardstick, due_day, shown_outcome, standing_of
from nam_tinh_hinh.situation.tables import Petition, Topic

COLUMNS = (
    GridColumn("TT", 0.045, centred=True),
    GridColumn("Nội dung kiến nghị", 0.275),
    GridColumn("Địa bàn", 0.11),
    GridColumn("Cơ quan giải quyết", 0.14),
    GridColumn("Hạn trả lời", 0.10, centred=True),
    GridColumn("Kết quả", 0.22),
    GridColumn("Thông tin lại", 0.11, centred=True),
)
SHEET = (
    Column("TT", 6, Kind.NUMBER), Column("Lĩnh vực", 34), Column("Nội dung kiến nghị", 60), Column("Địa bàn", 24),
    Column("Đơn vị theo dõi", 30), Column("Ngày bắt đầu tính hạn", 14, Kind.DATE), Column("Cơ quan giải quyết", 30),
    Column("Ngày chuyển", 13, Kind.DATE), Column("Văn bản chuyển", 18), Column("Hạn trả lời", 13, Kind.DATE),
    Column("Tình trạng", 14), Column("Kết quả", 20), Column("Nội dung trả lời", 50),
    Column("Ngày trả lời", 13, Kind.DATE), Column("Văn bản trả lời", 18), Column("Ngày thông tin lại", 13, Kind.DATE),
)  # fmt: skip
SUBJECT = "kiến nghị của Nhân dân và kết quả giải quyết"


def field_of(topic: Topic) -> Topic:
    """Return the main field a topic belongs to."""
    return topic.parent or topic


def by_field(rows: Iterable[Petition]) -> list[tuple[Topic, list[Petition]]]:
    """Return the petitions field by field, in the order of the plan; within one in their own order."""
    groups: dict[int, tuple[Topic, list[Petition]]] = {}
    for row in rows:
        field = field_of(row.observation.topic)
        groups.setdefault(field.id, (field, []))[1].append(row)
    return sorted(groups.values(), key=lambda group: (group[0].position, group[0].id))


def petition_paper(
    rows: Sequence[Petition], figures: Figures, yard: Yardstick, *, setting: PrintSetting, number: int | None,
    day: date | None, filters_line: str = "",
) -> TablePaper:  # fmt: skip
    """Return the list as it is printed; without a ``number`` it is a draft and says so on every page."""
    return TablePaper(
        title="Danh sách", subject=SUBJECT, columns=COLUMNS, groups=tuple(_groups(rows, yard)), landscape=True,
        closing=closing_line(figures, len(rows)), nothing="Không có kiến nghị nào.", number=number, day=day,
        draft=number is None, filters_line=filters_line, letterhead=people.letterhead(setting),
        layout=people.layout(setting),
    )  # fmt: skip


def closing_line(figures: Figures, listed: int) -> str:
    """Return the sentence under the table; shares are of all that the filters show."""
    if listed != figures.total:
        return f"Danh sách này có {listed} kiến nghị."
    return (
        f"Tổng số {figures.total} kiến nghị: {figures.answered} có kết quả ({figures.share}), {figures.waiting} đang "
        f"chờ, trong đó {figures.overdue} quá hạn; {figures.told} đã thông tin lại cho người dân."
    )


def _groups(rows: Sequence[Petition], yard: Yardstick) -> Iterator[GridGroup]:
    ordinals = count(1)
    for place, (field, some) in enumerate(by_field(rows), start=1):
        title = f"{roman(place)}. Lĩnh vực {_lowered(field.label)} ({len(some):02d} ý kiến)"
        yield GridGroup(title, tuple((str(next(ordinals)), *_cells(row, yard)) for row in some))


def _lowered(words: str) -> str:
    return words[0].lower() + words[1:]


def _cells(row: Petition, yard: Yardstick) -> tuple[str, ...]:
    result = [shown_outcome(row).label + (f" ({row.answer_paper})" if row.answer_paper else ""), row.answer]
    if not row.outcome:
        result = [shown_outcome(row).label, standing_of(row, yard).label]
    told = f"{day_text(row.told_on)}\n{row.told_by.label}" if row.told_by else ""
    return (
        row.observation.content, row.observation.area.name, row.authority, day_text(due_day(row.due_at)),
        "\n".join(line for line in result if line), told,
    )  # fmt: skip


def petition_sheet(rows: Sequence[Petition], yard: Yardstick, *, filters_line: str = "") -> bytes:
    """Return the list as the bytes of an xlsx file, field by field."""
    ordered = [row for _field, some in by_field(rows) for row in some]
    lines = [
        (
            place, row.observation.topic.label, row.observation.content, row.observation.area.name, row.unit.name,
            row.received_on, row.authority, row.handed_on, row.handed_paper, due_day(row.due_at),
            standing_of(row, yard).label, shown_outcome(row).label, row.answer, row.answered_on, row.answer_paper,
            row.told_on,
        )
        for place, row in enumerate(ordered, start=1)
    ]  # fmt: skip
    heading = [f"Danh sách {SUBJECT}", *([filters_line] if filters_line else [])]
    return workbook("Kiến nghị", SHEET, lines, heading_lines=heading)
