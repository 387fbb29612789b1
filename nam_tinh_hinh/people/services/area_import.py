"""Many areas at once, from cells of a spreadsheet: every bad row is named, and nothing is saved until all are good."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.counts import read_count
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.sheets import SheetRow, under_headings
from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.people import queries
from nam_tinh_hinh.people.services.areas import AREA
from nam_tinh_hinh.people.tables import Area

HEADINGS = {
    "kind": ("Loại", "Loại địa bàn"),
    "name": ("Tên địa bàn", "Tên", "Địa bàn"),
    "parent": ("Thuộc", "Trực thuộc", "Thuộc địa bàn"),
    "valid_from": ("Từ ngày", "Ngày bắt đầu"),
    "households": ("Số hộ", "Hộ"),
    "population": ("Số nhân khẩu", "Nhân khẩu", "Dân số"),
    "pilot": ("Thí điểm",),
}
YES, NO = frozenset({"x", "co", "1"}), frozenset({"", "khong", "0"})
LONGEST_NAME = 200


@dataclass
class AreaLine:
    """One row of the table: what was read of it, and what is wrong with it, in sentences that say how to mend it."""

    number: int
    kind: str
    name: str
    parent: str
    facts: dict[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    above: "AreaLine | None" = None


@dataclass(frozen=True)
class Known:
    """What a row is compared with: kinds and areas there are, by folded name."""

    kinds: Mapping[str, int]
    kind_labels: str
    areas: Mapping[str, list[tuple[int, int | None]]]


def read_areas(rows: Sequence[SheetRow], *, today: date, parse_day: Any) -> list[AreaLine]:
    """Return the rows of a table as areas, each with its faults; raises ``SheetRefused`` without the headings.

    The area above may stand in the table itself, before or after the row, or be there already. ``parse_day`` turns a
    typed day into a date or None; an empty day is ``today``.
    """
    known = _known(today)
    found = under_headings(rows, HEADINGS, ("kind", "name"))
    lines = [_line(number, cells, known, today, parse_day) for number, cells in found]
    _join(lines, known)
    _note_doubles(lines, known)
    return lines


def _known(today: date) -> Known:
    areas: dict[str, list[tuple[int, int | None]]] = {}
    everything = queries.AreaFilters()
    for node in queries.area_tree(everything, today):
        areas.setdefault(fold(node.name), []).append((node.id, node.parent_id))
    kinds = queries.area_kinds()
    return Known({fold(kind.label): kind.id for kind in kinds}, ", ".join(kind.label for kind in kinds), areas)


def _line(number: int, cells: Mapping[str, str], known: Known, today: date, parse_day: Any) -> AreaLine:
    line = AreaLine(number, cells["kind"], cells["name"], cells["parent"])
    kind_id = known.kinds.get(fold(line.kind))
    if kind_id is None:
        line.faults.append(f"Không có loại “{line.kind}”. Ghi một trong: {known.kind_labels}.")
    if not line.name:
        line.faults.append("Thiếu tên địa bàn.")
    if len(line.name) > LONGEST_NAME:
        line.faults.append(f"Tên dài quá {LONGEST_NAME} ký tự.")
    day = parse_day(cells["valid_from"]) if cells["valid_from"] else today
    if day is None:
        line.faults.append(f"“{cells['valid_from'][:20]}” không phải là ngày. Ghi dạng 05/09/2026.")
    line.facts = {"kind_id": kind_id, "parent_id": None, "name": line.name, "valid_from": day, "valid_to": None}
    line.facts |= dict(_numbers(line, cells)) | {"is_pilot": _yes(line, cells["pilot"])}
    return line


def _numbers(line: AreaLine, cells: Mapping[str, str]) -> Iterator[tuple[str, int | None]]:
    for name, label in (("households", "Số hộ"), ("population", "Số nhân khẩu")):
        number = None
        try:
            number = read_count(cells[name])
        except ValueError as error:
            line.faults.append(f"{label}: {error}")
        yield name, number


def _yes(line: AreaLine, typed: str) -> bool:
    if fold(typed) not in YES | NO:
        line.faults.append(f"Cột Thí điểm ghi “{typed[:20]}”. Ghi x nếu là nơi thí điểm, không thì để trống.")
    return fold(typed) in YES


def _join(lines: Sequence[AreaLine], known: Known) -> None:
    """Find the area above of every line: in the table first, else among those that are there."""
    in_table: dict[str, list[AreaLine]] = {}
    for line in lines:
        in_table.setdefault(fold(line.name), []).append(line)
    for line in lines:
        if not (wanted := fold(line.parent)):
            continue
        above = [one for one in in_table.get(wanted, ()) if one is not line]
        there = known.areas.get(wanted, [])
        if len(above) + len(there) != 1:
            line.faults.append(_which_parent(line.parent, len(above) + len(there)))
        elif above:
            line.above = above[0]
        else:
            line.facts["parent_id"] = there[0][0]
    _note_circles(lines)


def _which_parent(name: str, number: int) -> str:
    if number:
        return (
            f"Có {number} địa bàn tên “{name}” nên chưa rõ thuộc nơi nào. Đặt tên khác nhau, hoặc nhập riêng từng nơi."
        )
    return f"Không có địa bàn “{name}” ở cột Thuộc. Sửa cho đúng tên, hoặc thêm nơi đó thành một dòng của bảng."


def _note_circles(lines: Sequence[AreaLine]) -> None:
    for line in lines:
        seen, place = {id(line)}, line.above
        while place is not None and id(place) not in seen:
            seen.add(id(place))
            place = place.above
        if place is line:
            line.faults.append("Cột Thuộc đi thành vòng: nơi này lại nằm trong chính nó. Sửa cột Thuộc.")


def _note_doubles(lines: Sequence[AreaLine], known: Known) -> None:
    first: dict[tuple[str, Any], AreaLine] = {}
    for line in lines:
        place = id(line.above) if line.above else line.facts["parent_id"]
        earlier = first.setdefault((fold(line.name), place), line)
        if earlier is not line:
            line.faults.append(f"Trùng với dòng {earlier.number}: cùng tên, cùng thuộc một nơi. Bỏ một dòng.")
        parents = [parent for _, parent in known.areas.get(fold(line.name), ())]
        if not line.above and line.facts["parent_id"] in parents:
            line.faults.append(f"Đã có “{line.name}” ở nơi này rồi. Bỏ dòng này.")


def save_areas(*, actor: history.Doer, lines: Sequence[AreaLine], key: str | None = None) -> int:
    """Save the areas of ``lines``, none of which may have a fault; return how many.

    The same ``key`` again saves nothing and returns the first's number.
    """
    if earlier := history.replayed(key, actor, AREA):
        return int((earlier.details or {}).get("count", 0))
    made = {id(line): Area(**line.facts, folded_name=fold(line.name)) for line in lines}
    for line in lines:
        if line.above:
            made[id(line)].parent = made[id(line.above)]
    db.session.add_all(made.values())
    db.session.flush()
    history.record(actor=actor, action="import_areas", subject=AREA, key=key, details={"count": len(made)})
    return len(made)
