"""A list of units as it comes in from a table: its columns, its rows and what may be wrong with one."""

from dataclasses import dataclass
from datetime import date

# field: the headings it may stand under, the first as the sample file has it.
HEADINGS = {
    "name": ("Tên đơn vị", "Tên", "Đơn vị"),
    "kind": ("Loại", "Loại đơn vị", "Loại hình"),
    "level": ("Cấp",),
    "superior": ("Trực thuộc", "Đơn vị cấp trên", "Cấp trên", "Ngành dọc"),
    "committee": ("Cấp ủy cùng cấp", "Cấp ủy"),
    "short_name": ("Tên viết tắt", "Viết tắt"),
    "symbol": ("Ký hiệu", "Ký hiệu văn bản"),
    "valid_from": ("Có từ ngày", "Từ ngày"),
    "valid_to": ("Đến hết ngày", "Đến ngày"),
}
NEEDED = ("name", "kind")
MOST = {"name": 300, "short_name": 120, "symbol": 30}

Ref = int  # the id of a unit that is there, or minus the row number of one on the list


@dataclass(frozen=True)
class RowFault:
    """What is wrong with one row, with the exact fix."""

    number: int
    heading: str
    sentence: str


@dataclass(frozen=True)
class ListedUnit:
    """One good row. ``existing_id`` is the unit it is already; superior and committee are ids or other rows."""

    number: int
    name: str
    short_name: str
    symbol: str
    kind_id: int
    kind: str
    level_id: int | None
    superior: Ref | None
    superior_name: str
    committee: Ref | None
    valid_from: date
    valid_to: date | None
    existing_id: int | None = None


@dataclass(frozen=True)
class UnitList:
    """A whole list, judged: with a single fault nothing of it is taken in."""

    rows: tuple[ListedUnit, ...]
    faults: tuple[RowFault, ...]

    @property
    def new(self) -> list[ListedUnit]:
        return [row for row in self.rows if row.existing_id is None]

    @property
    def known(self) -> list[ListedUnit]:
        return [row for row in self.rows if row.existing_id is not None]
