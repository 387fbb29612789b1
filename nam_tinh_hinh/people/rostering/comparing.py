"""The list against today: who is new, changed, unchanged, leaving, and what will happen to each."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nam_tinh_hinh.people.enums import LineChange
from nam_tinh_hinh.people.rostering.gazetteer import Gazetteer
from nam_tinh_hinh.people.rostering.lines import Line, Person


@dataclass(frozen=True)
class Difference:
    """What the list does to one person. ``begins`` and ``ends`` are areas; ``what`` says it all in words."""

    change: LineChange
    name: str
    post: str
    line: Line | None
    person: Person | None
    begins: tuple[int, ...]
    ends: tuple[int, ...]
    closes_account: bool
    what: tuple[str, ...]


def compare(lines: Iterable[Line], people: Sequence[Person], gazetteer: Gazetteer) -> list[Difference]:
    """Return the differences in the order of the list, then those who leave: officers posted today, not on the list."""
    lines = list(lines)
    listed = {line.person.user_id for line in lines if line.person}
    leaving = [p for p in people if p.is_officer and p.area_ids and p.user_id not in listed]
    return [*(_of_line(line, gazetteer) for line in lines), *(_of_leaver(person, gazetteer) for person in leaving)]


def digest(differences: Iterable[Difference]) -> str:
    """Return a short mark of what will happen, so that nothing is approved that was not read."""
    said = "\n".join(f"{d.change}|{d.name}|{d.begins}|{d.ends}|{d.closes_account}|{d.what}" for d in differences)
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def _of_line(line: Line, gazetteer: Gazetteer) -> Difference:
    person = line.person
    held = person.area_ids if person else frozenset()
    begins = tuple(area for area in line.area_ids if area not in held)
    ends = () if person is None or person.is_officer_elsewhere else tuple(sorted(held - set(line.area_ids)))
    if person is None or not person.is_officer:
        change, what = LineChange.NEW, list(_newcomer(line, gazetteer))
    else:
        what = list(_changes(line, person, begins, ends, gazetteer))
        change = LineChange.CHANGED if what else LineChange.SAME
    return Difference(change, line.name, line.post, line, person, begins, ends, False, tuple(what or ["Giữ nguyên."]))


def _newcomer(line: Line, gazetteer: Gazetteer) -> Iterator[str]:
    if line.person is None:
        yield "Tạo tài khoản mới."
    elif line.person.is_disabled:
        yield f"Mở lại tài khoản “{line.person.username}”, cấp mã mới."
    else:
        yield f"Đã có tài khoản “{line.person.username}”: thêm vị trí phụ trách địa bàn."
    yield f"Giao phụ trách: {_names(line.area_ids, gazetteer)}."


def _changes(
    line: Line, person: Person, begins: Sequence[int], ends: Sequence[int], gazetteer: Gazetteer
) -> Iterator[str]:
    if begins:
        yield f"Giao thêm: {_names(begins, gazetteer)}."
    if ends:
        yield f"Thôi phụ trách: {_names(ends, gazetteer)}."
    for label, before, after in (
        ("Chức vụ", person.post, line.post),
        ("Điện thoại", person.phone, line.phone),
        ("Thư điện tử", person.email, line.email),
    ):
        if before != after:
            yield f"{label}: {before or '(trống)'} → {after or '(trống)'}."
    if person.is_disabled:
        yield f"Mở lại tài khoản “{person.username}”, cấp mã mới."


def _of_leaver(person: Person, gazetteer: Gazetteer) -> Difference:
    ends = () if person.is_officer_elsewhere else tuple(sorted(person.area_ids))
    what = [f"Thôi phụ trách: {_names(ends, gazetteer)}."] if ends else []
    if person.is_officer_elsewhere:
        what.append("Thôi vị trí ở đơn vị này; giữ địa bàn vì còn phụ trách cho đơn vị khác.")
    elif person.has_other_position:
        what.append("Giữ tài khoản vì còn vị trí khác.")
    else:
        what.append(f"Đóng tài khoản “{person.username}” ngay trong ngày.")
    closes = not person.has_other_position
    return Difference(LineChange.LEAVING, person.name, person.post, None, person, (), ends, closes, tuple(what))


def _names(ids: Iterable[int], gazetteer: Gazetteer) -> str:
    return ", ".join(gazetteer.label(area) if area in gazetteer.places else "địa bàn đã kết thúc" for area in ids)
