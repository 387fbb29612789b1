"""The board of interim reviews as a paper and as a spreadsheet."""

from collections.abc import Sequence
from datetime import date

from nam_tinh_hinh.emulation.queries import interim
from nam_tinh_hinh.emulation.queries.interim import Pick, ReviewFilters
from nam_tinh_hinh.emulation.tables import InterimReview
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import day_text, moment_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paper.grid import GridColumn, GridGroup
from nam_tinh_hinh.kernel.paper.table import TablePaper
from nam_tinh_hinh.kernel.sheets import Column, Value, workbook
from nam_tinh_hinh.people import documents as people
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.queries import names_on
from nam_tinh_hinh.people.tables import PrintSetting, Unit

COLUMNS = (
    GridColumn("TT", 0.045, centred=True),
    GridColumn("Tên mô hình", 0.29),
    GridColumn("Đơn vị", 0.19),
    GridColumn("Sơ kết", 0.085, centred=True),
    GridColumn("Hạn gửi", 0.1, centred=True),
    GridColumn("Tiến độ", 0.08, centred=True),
    GridColumn("Tình trạng", 0.21),
)
SHEET_COLUMNS = (
    Column("TT", 6), Column("Đơn vị", 30), Column("Tên mô hình", 44), Column("Sơ kết (tháng)", 12),
    Column("Mở từ", 13), Column("Hạn gửi", 13), Column("Tình trạng", 24), Column("Số ngày chậm", 12),
    Column("Gửi lúc", 22), Column("Người gửi", 26), Column("Tiến độ (%)", 11), Column("Tiến độ", 50),
    Column("Kết quả", 50), Column("Khó khăn", 40), Column("Đề xuất", 40),
)  # fmt: skip
PICKED = {Pick.OVERDUE: "quá hạn chưa gửi", Pick.OPEN: "đang mở", Pick.SENT: "đã gửi"}


def _rows(actor: Actor, filters: ReviewFilters) -> Sequence[InterimReview]:
    return db.session.scalars(interim.board(actor, filters)).all()


def review_paper(
    actor: Actor, filters: ReviewFilters, *, setting: PrintSetting, number: int | None, day: date | None
) -> TablePaper:
    """Return the board as a paper; units are called as on its day. Without a ``number`` it is a draft."""
    reviews = _rows(actor, filters)
    names = names_on(day or clock.today(), {one.exemplar.unit_id for one in reviews})
    called = {unit_id: name.name for unit_id, name in names.items()}
    cells = tuple(_cells(n, one, called) for n, one in enumerate(reviews, start=1))
    return TablePaper(
        subject=f"sơ kết mô hình, điển hình “Dân vận khéo” năm {filters.year}", columns=COLUMNS,
        groups=(GridGroup("", cells),), landscape=True, closing=f"Danh sách này có {len(cells)} lượt sơ kết.",
        nothing="Không có lượt sơ kết nào.", number=number, day=day, draft=number is None,
        filters_line=_in_words(filters), letterhead=people.letterhead(setting), layout=people.layout(setting),
    )  # fmt: skip


def _cells(ordinal: int, one: InterimReview, called: dict[int, str]) -> tuple[str, ...]:
    item = one.exemplar
    percent = f"{one.percent}%" if one.sent_at and one.percent is not None else ""
    return (
        str(ordinal), item.name, called.get(item.unit_id, item.unit.name), f"{one.months} tháng", day_text(one.due_on),
        percent, interim.standing_of(one, item).words,
    )  # fmt: skip


def _in_words(filters: ReviewFilters) -> str:
    said = [PICKED[filters.pick]] if filters.pick else []
    if filters.unit_id and (unit := db.session.get(Unit, filters.unit_id)):
        said.append(f"đơn vị: {unit.name}")
    if filters.followed:
        said.append("các đơn vị được phân công theo dõi")
    if filters.words:
        said.append(f"từ khóa: “{filters.words}”")
    return f"({'; '.join(said)})" if said else ""


def review_sheet(actor: Actor, filters: ReviewFilters) -> bytes:
    """Return the board as the bytes of an xlsx file, with the words of what was sent."""
    rows = [_sheet_row(n, one) for n, one in enumerate(_rows(actor, filters), start=1)]
    return workbook("Sơ kết", SHEET_COLUMNS, rows)


def _sheet_row(ordinal: int, one: InterimReview) -> list[Value]:
    item, stands = one.exemplar, interim.standing_of(one, one.exemplar)
    # A draft is the unit's own until it is sent.
    said: list[Value] = [one.percent, one.progress, one.results, one.difficulties, one.proposals]
    return [
        ordinal, item.unit.name, item.name, one.months, one.opens_on, one.due_on, stands.words, stands.days_late,
        moment_text(one.sent_at), one.sent_by_name, *(said if one.sent_at else [None, "", "", "", ""]),
    ]  # fmt: skip
