"""The papers of this matter: who looks after which area (requirement R132), and the directory (R133)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.paper.grid import GridColumn, GridGroup
from nam_tinh_hinh.kernel.paper.table import TablePaper
from nam_tinh_hinh.kernel.sheets import Column, Kind, workbook
from nam_tinh_hinh.people import documents, queries
from nam_tinh_hinh.people.queries import AreaFilters, ContactFilters, PostingFilters
from nam_tinh_hinh.people.queries.postings import AreaLine
from nam_tinh_hinh.people.tables import Area, ContactPoint, Posting, PrintSetting

POSTING_COLUMNS = (
    GridColumn("TT", 0.06, centred=True),
    GridColumn("Địa bàn", 0.21),
    GridColumn("Họ và tên", 0.18),
    GridColumn("Chức vụ/đơn vị", 0.26),
    GridColumn("Từ ngày", 0.145, centred=True),
    GridColumn("Ghi chú", 0.145),
)
CONTACT_COLUMNS = (
    GridColumn("TT", 0.04, centred=True),
    GridColumn("Họ và tên", 0.16),
    GridColumn("Chức vụ", 0.2),
    GridColumn("Điện thoại", 0.12),
    GridColumn("Thư điện tử", 0.24),
    GridColumn("Zalo", 0.11),
    GridColumn("Facebook", 0.13),
)


@dataclass(frozen=True)
class PostingRow:
    """One line of the list: an area with one of its officers, or with none (then ``name`` is empty)."""

    area_id: int
    area: str
    name: str = ""
    post: str = ""
    valid_from: date | None = None
    note: str = ""


def posting_rows(filters: PostingFilters) -> list[PostingRow]:
    """Return the list of who looks after what on the day asked for, in the order of the page."""
    lines = queries.areas_on(filters)
    held = queries.postings_on([line.id for line in lines], filters.day)
    posts = queries.posts_on({one.user_id for some in held.values() for one in some}, filters.day)
    return [row for line in lines for row in _posting_rows(line, held.get(line.id, ()), posts)]


def _posting_rows(line: AreaLine, postings: Iterable[Posting], posts: dict[int, str]) -> Iterator[PostingRow]:
    pilot = ["Thí điểm"] if line.is_pilot else []
    for one in postings:
        until = [f"đến {day_text(one.valid_to)}"] if one.valid_to else []
        note = "; ".join(pilot + until)
        yield PostingRow(line.id, line.label, one.user.name, posts.get(one.user_id, ""), one.valid_from, note)
    if not line.held:
        through = "Phụ trách ở các địa bàn bên dưới" if line.inner else "Chưa phân công"
        yield PostingRow(line.id, line.label, note="; ".join([*pilot, through]))


def posting_list(filters: PostingFilters, *, setting: PrintSetting, number: int | None, day: date | None) -> TablePaper:
    """Return "Danh sách phân công cán bộ phụ trách địa bàn" of one day (S0 II.5.1, requirement R132).

    Without a ``number`` it is a draft and says so on every page.
    """
    rows = posting_rows(filters)
    cells = tuple(
        (str(place), row.area, row.name, row.post, day_text(row.valid_from), row.note)
        for place, row in enumerate(rows, start=1)
    )
    officers = len({(row.name, row.post) for row in rows if row.name})
    return TablePaper(
        title="Danh sách", subject="phân công cán bộ phụ trách địa bàn", columns=POSTING_COLUMNS,
        groups=(GridGroup("", cells),), nothing="Không có địa bàn nào.", number=number, day=day, draft=number is None,
        closing=f"Danh sách này có {len({row.area_id for row in rows})} địa bàn, {officers} cán bộ phụ trách.",
        filters_line=_in_words(filters), letterhead=documents.letterhead(setting), layout=documents.layout(setting),
    )  # fmt: skip


def _in_words(filters: PostingFilters) -> str:
    said = [f"ngày {day_text(filters.day)}"]
    said += [f"địa bàn: “{filters.words}”"] if filters.words else []
    said += [f"cán bộ: “{filters.officer}”"] if filters.officer else []
    said += ["chỉ nơi chưa có người phụ trách"] if filters.bare_only else []
    return f"({'; '.join(said)})"


def posting_sheet(filters: PostingFilters) -> bytes:
    """Return the same list as the bytes of an xlsx file."""
    columns = (
        Column("TT", 6, Kind.NUMBER), Column("Địa bàn", 32), Column("Họ và tên", 26), Column("Chức vụ/đơn vị", 44),
        Column("Từ ngày", 13, Kind.DATE), Column("Ghi chú", 26),
    )  # fmt: skip
    rows = [
        (place, row.area, row.name, row.post, row.valid_from, row.note)
        for place, row in enumerate(posting_rows(filters), start=1)
    ]
    return workbook("Phân công địa bàn", columns, rows, heading_lines=[f"Phân công {_in_words(filters)}"])


def directory(
    filters: ContactFilters, *, setting: PrintSetting, on_day: date, number: int | None, day: date | None
) -> TablePaper:
    """Return the directory of focal points, unit by unit (S4 IV.1, requirements R036 and R133)."""
    points = queries.all_contacts(filters, on_day)
    groups = tuple(_contact_groups(points))
    said = f"(tìm “{filters.words}”)" if filters.words else ""
    return TablePaper(
        title="Danh bạ", subject="đầu mối tiếp nhận, cung cấp thông tin", columns=CONTACT_COLUMNS, groups=groups,
        nothing="Không có đầu mối nào.", closing=f"Danh bạ này có {len(points)} đầu mối của {len(groups)} đơn vị.",
        landscape=True, number=number, day=day, filters_line=said, letterhead=documents.letterhead(setting),
        layout=documents.layout(setting),
    )  # fmt: skip


def _contact_groups(points: Sequence[ContactPoint]) -> Iterator[GridGroup]:
    for name, some in groupby(enumerate(points, start=1), key=lambda pair: pair[1].unit.name):
        rows = [(str(n), one.name, one.post, one.phone, one.email, one.zalo, one.facebook) for n, one in some]
        yield GridGroup(name, tuple(rows))


def directory_sheet(filters: ContactFilters, on_day: date) -> bytes:
    """Return the directory as the bytes of an xlsx file."""
    columns = (
        Column("TT", 6, Kind.NUMBER), Column("Đơn vị", 40), Column("Họ và tên", 26), Column("Chức vụ", 30),
        Column("Điện thoại", 18), Column("Thư điện tử", 30), Column("Zalo", 18), Column("Facebook", 30),
    )  # fmt: skip
    points = queries.all_contacts(filters, on_day)
    rows = [
        (place, one.unit.name, one.name, one.post, one.phone, one.email, one.zalo, one.facebook)
        for place, one in enumerate(points, start=1)
    ]
    return workbook("Danh bạ đầu mối", columns, rows)


AREA_SHEET = (
    Column("Loại", 16), Column("Tên địa bàn", 36), Column("Thuộc", 30), Column("Từ ngày", 13, Kind.DATE),
    Column("Đến ngày", 13, Kind.DATE), Column("Số hộ", 10, Kind.NUMBER), Column("Số nhân khẩu", 14, Kind.NUMBER),
    Column("Thí điểm", 10),
)  # fmt: skip


def area_sheet(filters: AreaFilters, day: date) -> bytes:
    """Return the areas under ``filters`` as an xlsx file that the import takes again."""
    areas = queries.areas_by_ids([node.id for node in queries.area_tree(filters, day)])
    return workbook("Địa bàn", AREA_SHEET, [_area_row(area) for area in areas])


def _area_row(area: Area) -> tuple[Any, ...]:
    above = area.parent.name if area.parent else ""
    return (
        area.kind.label, area.name, above, area.valid_from, area.valid_to, area.households, area.population,
        "x" if area.is_pilot else "",
    )  # fmt: skip


def area_sample(day: date) -> bytes:
    """Return an empty table to fill in and import, with two rows that show how."""
    rows = [
        ("Phường", "Phường Mẫu", "", day, None, None, None, ""),
        ("Tổ dân phố", "Tổ dân phố số 1", "Phường Mẫu", day, None, 320, 1120, "x"),
    ]
    return workbook("Địa bàn", AREA_SHEET, rows)
