"""Judge a list of units row by row against itself and against the units there are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from typing import Any

from nam_tinh_hinh.kernel import text
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.days import parse_day
from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.people import tree
from nam_tinh_hinh.people.queries.unit_tree import UnitRow, kinds, levels, tree_on
from nam_tinh_hinh.people.unit_lists import HEADINGS, MOST, ListedUnit, Ref, RowFault, UnitList

Row = tuple[int, Mapping[str, str]]
DAY_WANTED = "“{}” không phải là ngày. Ghi theo dạng 01/07/2025."


def judge_list(rows: Sequence[Row], *, day: date) -> UnitList:
    """Return the list as units to be, or with every fault there is; ``day`` is when those begin that do not say.

    A row whose name and superior are those of a unit in force is that unit: the same list twice adds nothing.
    """
    return _Judge(rows, day).judge()


@dataclass
class _Judge:
    rows: Sequence[Row]
    day: date
    faults: list[RowFault] = field(default_factory=list)

    def judge(self) -> UnitList:
        self.kinds = {fold(kind.label): kind for kind in kinds()} | {fold(kind.code): kind for kind in kinds()}
        self.levels = {fold(level.label): level for level in levels()}
        self.there = _by_name(tree_on(self.day), lambda unit: (unit.name, unit.short_name))
        self.listed = _by_name(self.rows, lambda row: (row[1]["name"], row[1]["short_name"]))
        good = [unit for row in self.rows if (unit := self._row(*row))]
        self._circles(good)
        known = _recognised(good, self.there)
        self._twins(known)
        self._too_old(known)
        return UnitList(tuple(known), tuple(sorted(self.faults, key=lambda fault: fault.number)))

    def _fault(self, number: int, field_name: str, sentence: str) -> None:
        self.faults.append(RowFault(number, HEADINGS[field_name][0], sentence))

    def _row(self, number: int, said: Mapping[str, str]) -> ListedUnit | None:
        before = len(self.faults)
        self._words(number, said)
        kind, level = self._kind(number, said["kind"]), self._level(number, said["level"])
        superior = self._unit(number, "superior", said["superior"])
        committee = self._unit(number, "committee", said["committee"])
        starts = self._day(number, "valid_from", said["valid_from"]) or self.day
        ends = self._day(number, "valid_to", said["valid_to"])
        if ends and ends < starts:
            self._fault(number, "valid_to", "Ngày kết thúc đứng trước ngày bắt đầu. Sửa một trong hai ngày.")
        if len(self.faults) > before or kind is None:
            return None
        return ListedUnit(
            number, said["name"], said["short_name"], said["symbol"], kind.id, kind.label, level and level.id,
            superior, said["superior"], committee, starts, ends,
        )  # fmt: skip

    def _words(self, number: int, said: Mapping[str, str]) -> None:
        if not said["name"]:
            self._fault(number, "name", "Dòng này chưa có tên đơn vị. Ghi tên, hoặc xóa cả dòng.")
        for name, most in MOST.items():
            if len(said[name]) > most:
                self._fault(number, name, f"Dài quá: nhiều nhất {most} ký tự, dòng này có {len(said[name])}.")
            if encoding := text.legacy_encoding(said[name]):
                right = text.from_legacy(said[name], encoding)[:120]
                self._fault(number, name, f"Chữ theo bảng mã {encoding}. Đọc đúng phải là: “{right}”. Sửa theo.")
            if mark := text.secret_mark(said[name]):
                self._fault(number, name, f"Có dấu hiệu bí mật nhà nước (“{mark}”): không được nhập vào hệ thống này.")

    def _kind(self, number: int, said: str) -> Any:
        if kind := self.kinds.get(fold(said)):
            return kind
        self._fault(number, "kind", _unknown("loại", said, {fold(k.label): k.label for k in self.kinds.values()}))
        return None

    def _level(self, number: int, said: str) -> Any:
        if not said or (level := self.levels.get(fold(said))):
            return level if said else None
        self._fault(number, "level", _unknown("cấp", said, {name: level.label for name, level in self.levels.items()}))
        return None

    def _day(self, number: int, name: str, said: str) -> date | None:
        day = parse_day(said) if said else None
        if said and day is None:
            self._fault(number, name, DAY_WANTED.format(said[:30]))
        return day

    def _unit(self, number: int, name: str, said: str) -> Ref | None:
        """Return the unit meant: a row of the list before one that is there already."""
        if not said:
            return None
        listed = [-row[0] for row in self.listed.get(fold(said), ())]
        found = listed or [unit.id for unit in self.there.get(fold(said), ())]
        if len(found) == 1:
            return found[0]
        if found:
            sentence = f"Có {len(found)} đơn vị cùng tên “{said}”. Đặt tên phân biệt rồi ghi lại."
        else:
            names = {fold(row[1]["name"]): row[1]["name"] for row in self.rows if row[1]["name"]}
            names |= {fold(unit.name): unit.name for units in self.there.values() for unit in units}
            sentence = _unknown("đơn vị", said, names) + " Hoặc thêm một dòng cho đơn vị đó."
        self._fault(number, name, sentence)
        return None

    def _circles(self, units: Sequence[ListedUnit]) -> None:
        for name, heading in (("superior", "superior"), ("committee", "committee")):
            above = {-unit.number: getattr(unit, name) for unit in units}
            for unit in units:
                if tree.cycle(above, -unit.number):
                    self._fault(unit.number, heading, f"“{unit.name}” quay vòng lên chính nó. Ghi lại đơn vị cấp trên.")

    def _too_old(self, units: Sequence[ListedUnit]) -> None:
        """Find rows that begin before their superior; one that is there already stays as it is."""
        first_days = {-unit.number: unit.valid_from for unit in units}
        first_days |= {unit.id: unit.valid_from for there in self.there.values() for unit in there}
        for unit in units:
            since = first_days.get(unit.superior or 0)
            if since and unit.existing_id is None and unit.valid_from < since:
                sentence = f"Đơn vị cấp trên chỉ có từ {day_text(since)}. Ghi từ ngày đó trở đi, hoặc sửa cấp trên."
                self._fault(unit.number, "valid_from", sentence)

    def _twins(self, units: Iterable[ListedUnit]) -> None:
        first: dict[tuple[str, Ref | None], int] = {}
        for unit in units:
            earlier = first.setdefault((fold(unit.name), unit.superior), unit.number)
            if earlier != unit.number:
                self._fault(unit.number, "name", f"Trùng tên và đơn vị cấp trên với dòng {earlier}. Xóa một dòng.")


def _by_name(rows: Iterable[Any], names: Any) -> dict[str, list[Any]]:
    found = defaultdict(list)
    for row in rows:
        for name in {fold(name) for name in names(row) if name}:
            found[name].append(row)
    return found


def _unknown(what: str, said: str, known: Mapping[str, str]) -> str:
    if not said:
        return f"Chưa ghi {what}. Ghi một trong: {'; '.join(dict.fromkeys(known.values()))}."
    near = get_close_matches(fold(said), known, n=3, cutoff=0.6) or [k for k in known if fold(said) in k.split()][:3]
    hint = "Gần giống: " + "; ".join(f"“{known[name]}”" for name in near) if near else ""
    every = f"Các {what} có: {'; '.join(dict.fromkeys(known.values()))}" if not near and len(known) < 60 else ""
    return f"Không có {what} “{said[:80]}”. {hint or every or 'Xem lại chính tả.'}".removesuffix(".") + "."


def _recognised(units: Sequence[ListedUnit], there: Mapping[str, list[UnitRow]]) -> list[ListedUnit]:
    """Return the rows, superiors first, with the unit each already is and with ids wherever they are known."""
    known: dict[Ref, int] = {}
    done = []
    placed = tree.in_order(units, lambda u: -u.number, lambda u: u.superior, lambda u: u.number)
    for unit, _depth in placed:
        superior = known.get(unit.superior, unit.superior) if unit.superior is not None else None
        same = [row.id for row in there.get(fold(unit.name), ()) if row.parent_id == superior and _called(row, unit)]
        if same:
            known[-unit.number] = same[0]
        done.append(replace(unit, superior=superior, existing_id=same[0] if same else None))
    return [replace(unit, committee=known.get(unit.committee or 0, unit.committee)) for unit in done]


def _called(row: UnitRow, unit: ListedUnit) -> bool:
    return fold(row.name) == fold(unit.name)
