"""The tree of units as it is, or was on any day: names, lines and what existed then."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import aliased

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.search import every_word
from nam_tinh_hinh.kernel.text import sort_key
from nam_tinh_hinh.people import tree
from nam_tinh_hinh.people.queries.succession import later_ids
from nam_tinh_hinh.people.queries.units import in_force
from nam_tinh_hinh.people.tables import Moved, Reorganisation, Unit, UnitKind, UnitLevel, UnitName


@dataclass(frozen=True)
class UnitRow:
    """One unit in the tree of a day. ``below`` counts the units directly under it; ``path`` names those above it."""

    id: int
    parent_id: int | None
    committee_id: int | None
    name: str
    short_name: str
    symbol: str
    kind_id: int
    kind: str
    kind_position: int
    level_id: int | None
    level: str
    valid_from: date
    valid_to: date | None
    depth: int = 0
    below: int = 0
    path: str = ""
    committee: str = ""


@dataclass(frozen=True)
class UnitFilters:
    """What the tree is narrowed to; every value comes from the address and goes back into it."""

    day: date | None = None
    words: str = ""
    kind_id: int | None = None
    level_id: int | None = None
    top_id: int | None = None

    def as_args(self) -> dict[str, Any]:
        """Return the address arguments of these filters, in Vietnamese, empty ones left out."""
        said = {
            "ngay": clock.day_text(self.day),
            "tu-khoa": self.words,
            "loai": self.kind_id,
            "cap": self.level_id,
            "goc": self.top_id,
        }
        return {name: str(value) for name, value in said.items() if value}


def _last_names(day: date) -> Any:
    """The first day of the name each unit bore on ``day``."""
    since = select(UnitName.unit_id, func.max(UnitName.valid_from).label("since")).where(UnitName.valid_from <= day)
    return since.group_by(UnitName.unit_id).subquery()


def names_on(day: date, unit_ids: Collection[int] | None = None) -> dict[int, UnitName]:
    """Return for each unit (of ``unit_ids``, else of all) the name it bore on ``day``; papers keep names of their day.

    A unit that had no name yet on that day is not in the answer.
    """
    last = _last_names(day)
    query = select(UnitName).join(last, and_(UnitName.unit_id == last.c.unit_id, UnitName.valid_from == last.c.since))
    if unit_ids is not None:
        query = query.where(UnitName.unit_id.in_(unit_ids))
    return {row.unit_id: row for row in db.session.scalars(query)}


def _rows_of(day: date) -> Select[Any]:
    last, name = _last_names(day), aliased(UnitName)
    return (
        select(
            Unit.id, Unit.parent_id, Unit.committee_id,
            func.coalesce(name.name, Unit.name), func.coalesce(name.short_name, Unit.short_name),
            func.coalesce(name.symbol, Unit.symbol),
            Unit.kind_id, UnitKind.label, UnitKind.position, Unit.level_id, func.coalesce(UnitLevel.label, ""),
            Unit.valid_from, Unit.valid_to,
        )
        .join(Unit.kind)
        .outerjoin(Unit.level)
        .outerjoin(last, last.c.unit_id == Unit.id)
        .outerjoin(name, and_(name.unit_id == Unit.id, name.valid_from == last.c.since))
        .where(*in_force(Unit, day))
    )  # fmt: skip


def tree_on(day: date) -> list[UnitRow]:
    """Return every unit that exists on ``day``, in the order of the tree: by kind, then by name."""
    lines = _lines_changed_after(day)
    rows = [_with_lines(UnitRow(*row), lines) for row in db.session.execute(_rows_of(day))]
    names = {row.id: row.name for row in rows}
    below: dict[int | None, int] = {}
    for row in rows:
        below[row.parent_id] = below.get(row.parent_id, 0) + 1
    return [
        replace(row, depth=depth, below=below.get(row.id, 0), committee=names.get(row.committee_id or 0, ""))
        for row, depth in tree.in_order(rows, lambda r: r.id, lambda r: r.parent_id, _place)
    ]


def _place(row: UnitRow) -> tuple[int, str]:
    return row.kind_position, _key(row.name)


_key = lru_cache(maxsize=16384)(sort_key)  # a page asks for the order of every name, and names hardly change


def _lines_changed_after(day: date) -> dict[tuple[str, int], int]:
    """(line, unit) -> where the line led on ``day``, for lines that reorganisations have turned since."""
    query = (
        select(Moved.kind, Moved.row_id, Moved.from_unit_id)
        .join(Reorganisation, Reorganisation.id == Moved.reorganisation_id)
        .where(Reorganisation.on_day > day, Moved.kind.in_(("unit_parent", "unit_committee")))
        .order_by(Reorganisation.on_day.desc(), Moved.id.desc())
    )
    return {(kind, row_id): was for kind, row_id, was in db.session.execute(query)}


def _with_lines(row: UnitRow, lines: dict[tuple[str, int], int]) -> UnitRow:
    if not lines:
        return row
    return replace(
        row,
        parent_id=lines.get(("unit_parent", row.id), row.parent_id),
        committee_id=lines.get(("unit_committee", row.id), row.committee_id),
    )


def filtered(filters: UnitFilters) -> list[UnitRow]:
    """Return the units a person asked for: a tree, or with words, kind or level those found, each with its path."""
    rows = tree_on(filters.day or clock.today())
    if filters.top_id:
        rows = list(_under(rows, filters.top_id))
    if not (filters.words or filters.kind_id or filters.level_id):
        return rows
    paths = _paths(rows)
    return [replace(row, depth=0, path=paths[row.id]) for row in _found(rows, filters)]


def _found(rows: Iterable[UnitRow], filters: UnitFilters) -> Iterator[UnitRow]:
    wanted = _named_like(filters.words) if filters.words else None
    for row in rows:
        kind_fits = filters.kind_id in (None, row.kind_id) and filters.level_id in (None, row.level_id)
        if kind_fits and (wanted is None or row.id in wanted):
            yield row


def _named_like(words: str) -> set[int]:
    query = select(Unit.id).where(*every_word(words, Unit.folded_name))
    return later_ids(db.session.scalars(query).all())


def _under(rows: Sequence[UnitRow], top_id: int) -> Iterator[UnitRow]:
    """Yield a unit and what is below it; rows stand in the order of the tree."""
    depth = None
    for row in rows:
        if depth is not None and row.depth <= depth:
            return
        if row.id == top_id:
            depth = row.depth
        if depth is not None:
            yield replace(row, depth=row.depth - depth)


def _paths(rows: Iterable[UnitRow]) -> dict[int, str]:
    by_id = {row.id: row for row in rows}
    above = {row.id: row.parent_id for row in by_id.values()}
    return {
        unit_id: " › ".join(by_id[one].name for one in reversed(list(tree.climb(above, unit_id))) if one in by_id)
        for unit_id in by_id
    }


def lines() -> tuple[dict[int, int | None], dict[int, int | None]]:
    """Return both lines upward of all units: {unit: superior}, {unit: committee}."""
    rows = db.session.execute(select(Unit.id, Unit.parent_id, Unit.committee_id)).all()
    return {row.id: row.parent_id for row in rows}, {row.id: row.committee_id for row in rows}


def kinds() -> Sequence[UnitKind]:
    """Return the kinds of units, in their order."""
    return db.session.scalars(select(UnitKind).order_by(UnitKind.position, UnitKind.id)).all()


def levels() -> Sequence[UnitLevel]:
    """Return the levels of units, in their order."""
    return db.session.scalars(select(UnitLevel).order_by(UnitLevel.position, UnitLevel.id)).all()
