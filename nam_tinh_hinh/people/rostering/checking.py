"""Judging the whole list: every bad cell with its row and its fix; a list is good only when no row is bad."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import combinations

from nam_tinh_hinh.kernel.sheets.cells import CellRefused
from nam_tinh_hinh.kernel.text import clean_line
from nam_tinh_hinh.people.rostering import cells
from nam_tinh_hinh.people.rostering.gazetteer import AreaUnknown, Gazetteer
from nam_tinh_hinh.people.rostering.lines import FIELDS, LABELS, MOST_LINES, Fault, Line, Person, RawLine, person_key

NOBODY = "Danh sách chưa có ai. Ghi ít nhất một cán bộ."
TOO_MANY = f"Danh sách dài quá {MOST_LINES} người. Hãy kiểm tra lại tệp."
JUDGES: Mapping[str, Callable[[str], str]] = {
    "name": cells.name,
    "phone": cells.phone,
    "email": cells.email,
    "username": cells.username,
}


@dataclass(frozen=True)
class Ground:
    """What the list is judged against: the areas, and everyone with an account who is of the unit or is named in it."""

    gazetteer: Gazetteer
    people: Sequence[Person]


@dataclass(frozen=True)
class Checked:
    """The outcome: good lines (of use only when there is no fault), faults by cell, and what is wrong as a whole."""

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]
    sentences: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether the list may be sent."""
        return not self.faults and not self.sentences

    @property
    def names_a_secret(self) -> bool:
        """Whether a cell is marked as a state secret: such words are not to be kept anywhere."""
        return any(fault.secret for fault in self.faults)

    def at(self, row: int, column: str) -> list[str]:
        """Return the sentences that belong to one cell."""
        return [fault.sentence for fault in self.faults if (fault.row, fault.column) == (row, column)]


def check(rows: Iterable[RawLine], ground: Ground) -> Checked:
    """Judge the rows that are not blank."""
    filled = [row for row in rows if not row.is_blank]
    if len(filled) > MOST_LINES:
        return Checked((), (), (TOO_MANY,))
    judged = [_judge(row, ground) for row in filled]
    lines = [line for line, _faults in judged]
    faults = [fault for _line, found in judged for fault in found]
    bad_names = {fault.row for fault in faults if fault.column in ("name", "username")}
    sure = [(row, line) for row, line in zip(filled, lines, strict=True) if line.number not in bad_names]
    faults += _twice(sure)
    order = {column: place for place, column in enumerate(FIELDS)}
    faults.sort(key=lambda fault: (fault.row, order[fault.column]))
    return Checked(tuple(lines), tuple(faults), () if filled else (NOBODY,))


def _judge(row: RawLine, ground: Ground) -> tuple[Line, list[Fault]]:
    values: dict[str, str] = {}
    faults: list[Fault] = []

    def refuse(column: str, refused: Exception) -> None:
        secret = isinstance(refused, CellRefused) and refused.secret
        faults.append(Fault(row.number, column, str(refused), row.title, secret))

    for column in FIELDS:
        values[column] = row[column] if column == "areas" else clean_line(row[column])
        try:
            values[column] = JUDGES.get(column, str)(cells.any_text(column, values[column]))
        except CellRefused as refused:
            refuse(column, refused)
    known = {fault.column for fault in faults}
    line = Line(row.number, values["name"], values["post"], values["phone"], values["email"])
    for column, add in (("areas", _with_areas), ("username", _with_person)):
        if column not in known and not (column == "username" and "name" in known):
            try:
                line = add(line, values[column], ground)
            except (AreaUnknown, CellRefused) as refused:
                refuse(column, refused)
    return line, faults


def _with_areas(line: Line, text: str, ground: Ground) -> Line:
    ids = ground.gazetteer.find_all(text)
    if not ids:
        raise CellRefused("còn trống. Ghi ít nhất một địa bàn; nhiều địa bàn cách nhau bằng dấu chấm phẩy (;).")
    return replace(line, area_ids=ids, areas="; ".join(map(ground.gazetteer.label, ids)))


def _with_person(line: Line, username: str, ground: Ground) -> Line:
    """Find who of those with an account is meant: by user name, else by the name among the unit's people."""
    if username:
        return replace(line, person=_by_username(username, line.name, ground))
    same = [p for p in ground.people if p.is_of_unit and person_key(p.name) == person_key(line.name)]
    if len(same) > 1:
        names = ", ".join(f"“{person.username}”" for person in same)
        raise CellRefused(f"đơn vị có {len(same)} người tên {line.name}. Ghi rõ tên đăng nhập: {names}.")
    return replace(line, person=same[0] if same else None)


def _by_username(username: str, name: str, ground: Ground) -> Person:
    person = next((person for person in ground.people if person.username == username), None)
    if person is None:
        own = [person.username for person in ground.people if person.is_of_unit]
        near = "".join(f" Có phải “{found}”?" for found in get_close_matches(username, own, n=1))
        raise CellRefused(f"không có tài khoản “{username}”.{near} Cán bộ chưa có tài khoản thì để trống.")
    if not cells.same_name(person.name, name):
        whose = f" ({person.name})" if person.is_of_unit else ""
        raise CellRefused(f"“{username}” là tài khoản của người khác{whose}. Sửa lại, hoặc để trống nếu chưa có.")
    return person


def _twice(rows: Sequence[tuple[RawLine, Line]]) -> list[Fault]:
    """Return a fault for every row whose person stands in an earlier row too."""
    groups: dict[str, list[tuple[RawLine, Line]]] = {}
    for row, line in rows:
        groups.setdefault(line.username or person_key(line.name), []).append((row, line))
    pairs = [pair for group in groups.values() for pair in combinations(group, 2) if _is_one(pair[0][1], pair[1][1])]
    first = {later[0].number: (earlier[0], later) for earlier, later in reversed(pairs)}
    return [Fault(row.number, "name", _merge(earlier, line), row.title) for earlier, (row, line) in first.values()]


def _is_one(one: Line, other: Line) -> bool:
    if one.person or other.person:
        return True  # the same account, by the group they are in
    told_apart = any(a and b and a != b for a, b in ((one.phone, other.phone), (one.email, other.email)))
    return not told_apart


def _merge(earlier: RawLine, line: Line) -> str:
    lower = earlier.title[:1].lower() + earlier.title[1:]
    advice = "Gộp vào một dòng, các địa bàn cách nhau bằng dấu chấm phẩy (;)"
    if line.person:
        return f"trùng với {lower}: {line.name} đã có trong danh sách. {advice}."
    two = f"nếu là hai người khác nhau, ghi {LABELS['phone'].lower()} của cả hai"
    return f"trùng với {lower}: {line.name}. {advice}; {two}."
