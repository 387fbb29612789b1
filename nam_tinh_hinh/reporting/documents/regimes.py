"""The list of reporting regimes as a paper and as a spreadsheet."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import day_text, local
from nam_tinh_hinh.kernel.paper.grid import GridColumn, GridGroup
from nam_tinh_hinh.kernel.paper.numerals import roman
from nam_tinh_hinh.kernel.paper.table import TablePaper
from nam_tinh_hinh.kernel.sheets import Column, Kind, workbook
from nam_tinh_hinh.people import documents as people
from nam_tinh_hinh.people.tables import PrintSetting
from nam_tinh_hinh.reporting import regime_words as words
from nam_tinh_hinh.reporting.calendar import holiday_words, rule_words
from nam_tinh_hinh.reporting.queries.regime_pages import RegimeLine

SUBJECT = "chế độ thông tin, báo cáo"
COLUMNS = (
    GridColumn("TT", 0.05, centred=True),
    GridColumn("Chế độ báo cáo", 0.20),
    GridColumn("Hạn nộp", 0.20),
    GridColumn("Đơn vị phải nộp", 0.22),
    GridColumn("Nơi nhận", 0.15),
    GridColumn("Căn cứ", 0.18),
)
SHEET = (
    Column("TT", 6, Kind.NUMBER), Column("Nhóm", 22), Column("Chế độ báo cáo", 40), Column("Loại", 18),
    Column("Kỳ", 14), Column("Hạn nộp", 44), Column("Khi trùng ngày nghỉ", 36), Column("Đơn vị phải nộp", 60),
    Column("Số đơn vị hôm nay", 12, Kind.NUMBER), Column("Nơi nhận", 34), Column("Sao gửi", 30),
    Column("Đề cương", 34), Column("Kế hoạch, văn bản", 34), Column("Mục", 20), Column("Từ ngày", 13, Kind.DATE),
    Column("Đến hết ngày", 13, Kind.DATE), Column("Hạn sắp tới", 20),
)  # fmt: skip


def regimes_paper(
    lines: Sequence[RegimeLine], *, setting: PrintSetting, number: int | None, day: date | None
) -> TablePaper:
    """Return the list by group, as it is printed; without a ``number`` it is a draft and says so on every page."""
    in_force = sum(line.group is words.Group.IN_FORCE for line in lines)
    return TablePaper(
        title="Danh sách", subject=SUBJECT, columns=COLUMNS, landscape=True,
        groups=tuple(_groups(lines, clock.today())),
        closing=f"Danh sách này có {len(lines)} chế độ, trong đó {in_force} chế độ đang áp dụng.",
        nothing="Chưa có chế độ báo cáo nào.", number=number, day=day, draft=number is None,
        letterhead=people.letterhead(setting), layout=people.layout(setting),
    )  # fmt: skip


def _groups(lines: Sequence[RegimeLine], today: date) -> Iterator[GridGroup]:
    ordinals, places = count(1), count(1)
    for group in words.Group:
        if rows := [line for line in lines if line.group is group]:
            cells = tuple((str(next(ordinals)), *_cells(line, today)) for line in rows)
            yield GridGroup(f"{roman(next(places))}. {group.label} ({len(rows)} chế độ)", cells)


def _cells(line: RegimeLine, today: date) -> tuple[str, ...]:
    row = line.regime
    owners = [*words.owners_words(row), f"({len(line.units)} đơn vị)"]
    basis = [part for part in (row.plan, words.clause_words(row), words.since_words(row, today)) if part]
    return (
        f"{row.label}\n({row.kind.label})", due_words(line), "\n".join(owners),
        "\n".join([words.receiver_words(row), *words.copies_words(row)]), "\n".join(basis),
    )  # fmt: skip


def due_words(line: RegimeLine) -> str:
    """Return the deadline with what happens on a day off; what has no calendar is due when something happens."""
    if line.rule is None:
        return "Khi có việc, hoặc khi cấp trên yêu cầu"
    return "; ".join(part for part in (rule_words(line.rule), holiday_words(line.rule)) if part)


def regimes_sheet(lines: Sequence[RegimeLine]) -> bytes:
    """Return the same list as the bytes of an xlsx file."""
    ordered = [line for group in words.Group for line in lines if line.group is group]
    rows = [_sheet_row(line, place) for place, line in enumerate(ordered, start=1)]
    return workbook("Chế độ báo cáo", SHEET, rows, heading_lines=[f"Danh sách {SUBJECT}"])


def _sheet_row(line: RegimeLine, place: int) -> tuple[str | int | date | None, ...]:
    row, rule = line.regime, line.rule
    due = f"{local(line.next.due_at):%H:%M} {day_text(local(line.next.due_at).date())}" if line.next else ""
    return (
        place, line.group.label, row.label, row.kind.label, row.cadence.label if row.cadence else "",
        rule_words(rule) if rule else "", holiday_words(rule) if rule else "", "; ".join(words.owners_words(row)),
        len(line.units), words.receiver_words(row), "; ".join(words.copies_words(row)),
        line.outline.label if line.outline else "", row.plan, row.clause, row.valid_from, row.valid_to, due,
    )  # fmt: skip
