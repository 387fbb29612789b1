"""Danh sách đăng ký mô hình, điển hình "Dân vận khéo" of a year, as it is printed (requirement R121)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import count
from typing import NamedTuple

from nam_tinh_hinh.kernel.paper import Layout, Letterhead
from nam_tinh_hinh.kernel.paper.grid import GridColumn, GridGroup
from nam_tinh_hinh.kernel.paper.numerals import roman
from nam_tinh_hinh.kernel.paper.table import TablePaper

COLUMNS = (
    GridColumn("TT", 0.045, centred=True),
    GridColumn("Tên mô hình", 0.195),
    GridColumn("Địa chỉ", 0.14),
    GridColumn("Thời gian thực hiện", 0.10, centred=True),
    GridColumn("Nội dung", 0.25),
    GridColumn("Chủ mô hình/\nNgười phụ trách", 0.15),
    GridColumn("Ghi chú", 0.12),
)


class ListRow(NamedTuple):
    """One registered exemplar, in the order of ``COLUMNS`` after "TT". A newline in a text starts a new line."""

    name: str
    address: str
    period: str
    content: str
    owner_and_lead: str
    note: str = ""


class UnitRows(NamedTuple):
    """What one unit registered; without a name its rows have no heading, as on a list of that unit's own."""

    unit: str
    rows: tuple[ListRow, ...]


def registration_paper(
    units: Iterable[UnitRows], *, years: Sequence[int], number: int | None, day: date | None, letterhead: Letterhead,
    layout: Layout, filters_line: str = "",
) -> TablePaper:  # fmt: skip
    """Return the list of ``units``; those that registered nothing are left out.

    Without a ``number`` it is a draft and says so on every page; ``filters_line`` says what it was narrowed to.
    """
    filled = [unit for unit in units if unit.rows]
    return TablePaper(
        title="Danh sách", subject=f"đăng ký mô hình, điển hình “Dân vận khéo” năm {', '.join(map(str, years))}",
        columns=COLUMNS, groups=tuple(_groups(filled)), landscape=True,
        closing=f"Danh sách này có {sum(len(unit.rows) for unit in filled)} mô hình, điển hình.",
        nothing="Chưa có mô hình, điển hình nào được đăng ký.", number=number, day=day, draft=number is None,
        filters_line=filters_line, letterhead=letterhead, layout=layout,
    )  # fmt: skip


def _groups(units: Iterable[UnitRows]) -> Iterator[GridGroup]:
    """Yield the units, numbered I, II, III; their rows are numbered through the whole list."""
    ordinals = count(1)
    for place, unit in enumerate(units, start=1):
        title = f"{roman(place)}. {unit.unit} ({len(unit.rows)} mô hình, điển hình)" if unit.unit else ""
        yield GridGroup(title, tuple((str(next(ordinals)), *row) for row in unit.rows))
