"""The words of the list: its columns, a row as typed, a row found good, and what today's officers are."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from nam_tinh_hinh.kernel.text import clean_line, sort_key

# field: the heading of its column in the page, in the file to download and in the errors.
LABELS = {
    "name": "Họ và tên",
    "post": "Chức vụ",
    "phone": "Điện thoại",
    "email": "Thư điện tử",
    "areas": "Địa bàn phụ trách",
    "username": "Tên đăng nhập (nếu đã có)",
}
FIELDS = tuple(LABELS)
MOST_LINES = 300
# The longest text of each column; "post" becomes a position's title, which is shorter than the list's own column.
LONGEST = {"name": 200, "post": 120, "phone": 60, "email": 200, "areas": 1000, "username": 60}


@dataclass(frozen=True)
class RawLine:
    """One row as it was typed: ``number`` is its place in the table, from 1, ``source`` its row in a file, if any."""

    number: int
    cells: Mapping[str, str]
    source: str = ""

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    @property
    def is_blank(self) -> bool:
        """Whether nothing but blanks stands in the row."""
        return not any(clean_line(self[column]) for column in FIELDS)

    @property
    def title(self) -> str:
        """Return how an error names the row: by its place, and by its row in the file it came from."""
        return f"Dòng {self.number}" + (f" (dòng {self.source} trong tệp)" if self.source else "")


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell, and the fix, in words."""

    row: int
    column: str
    sentence: str
    row_title: str
    secret: bool = False

    @property
    def whole(self) -> str:
        """Return the sentence for the summary above the table."""
        return f"{self.row_title}, {LABELS[self.column]}: {self.sentence}"


@dataclass(frozen=True)
class Place:
    """An area in force today. ``parent`` is the name of the area around it."""

    id: int
    name: str
    kind: str = ""
    parent: str = ""


@dataclass(frozen=True)
class Person:
    """Someone with an account. ``area_ids`` are his postings today, ``phone`` and ``email`` those of the last list.

    ``is_of_unit``: he holds or held a position in this unit; ``is_officer``: he is an area officer in it now;
    ``is_officer_elsewhere``: in another unit, so that his postings may be that unit's; ``has_other_position``: any
    other position than this unit's officer.
    """

    user_id: int
    username: str
    name: str
    post: str = ""
    phone: str = ""
    email: str = ""
    area_ids: frozenset[int] = frozenset()
    is_of_unit: bool = True
    is_officer: bool = False
    is_officer_elsewhere: bool = False
    has_other_position: bool = False
    is_disabled: bool = False


@dataclass(frozen=True)
class Line:
    """One row found good. ``person`` is who of those with an account it means, None for a newcomer."""

    number: int
    name: str
    post: str = ""
    phone: str = ""
    email: str = ""
    area_ids: tuple[int, ...] = ()
    areas: str = ""
    person: Person | None = field(default=None, compare=False)

    @property
    def username(self) -> str:
        """Return the user name the row is known by, empty for a newcomer."""
        return self.person.username if self.person else ""


def person_key(name: str) -> str:
    """Return what is equal for two spellings of one name: case and the place of a tone ("Hoà", "Hòa") do not matter."""
    return " ".join(sort_key(clean_line(name).casefold()).split(" ")[:2])


def content(lines: Iterable[Line]) -> list[list[str]]:
    """Return what a list says, without the order of its rows and of the areas in a row."""
    return sorted(
        [person_key(line.name), line.post.casefold(), line.phone, line.email, *sorted(map(str, line.area_ids))]
        for line in lines
    )


def fingerprint(lines: Iterable[Line], after: int | None) -> str:
    """Return the SHA-256 of a list's content and of the approved list it comes ``after`` (its id, None for the first).

    The same list sent twice has the same fingerprint; the return to an older list after another was approved has not.
    """
    return hashlib.sha256(json.dumps([after, content(lines)], ensure_ascii=False).encode()).hexdigest()
