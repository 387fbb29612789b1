"""Reads about areas: the tree as of a day, one area, what the lists are narrowed to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased, joinedload

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.search import every_word
from nam_tinh_hinh.kernel.text import sort_key
from nam_tinh_hinh.people.queries.units import in_force
from nam_tinh_hinh.people.tables import Area, AreaKind

in_order = lru_cache(maxsize=8192)(sort_key)


@dataclass(frozen=True)
class AreaFilters:
    """What the list of areas is narrowed to; every value comes from the address and goes back into it."""

    words: str = ""
    kind_id: int | None = None
    pilot: bool = False
    ended_too: bool = False

    def as_args(self) -> dict[str, Any]:
        """Return the address arguments of these filters, empty ones left out."""
        said = {"tu-khoa": self.words, "loai": self.kind_id, "thi-diem": self.pilot, "ca-cu": self.ended_too}
        return {name: "1" if value is True else str(value) for name, value in said.items() if value}


@dataclass(frozen=True)
class Node:
    """One area in the tree that is shown; ``depth`` counts from 0."""

    id: int
    parent_id: int | None
    name: str
    households: int | None
    population: int | None
    depth: int = 0


@dataclass(frozen=True)
class Totals:
    """Households and people of the areas shown, and in how many lowest areas the number is not known."""

    areas: int
    households: int
    population: int
    unknown: int


def area_tree(filters: AreaFilters, day: date) -> list[Node]:
    """Return the areas under ``filters`` in the order of the tree: each below its parent, by Vietnamese alphabet."""
    columns = select(Area.id, Area.parent_id, Area.name, Area.households, Area.population)
    rows = db.session.execute(columns.where(*_conditions(filters, day))).all()
    return in_tree(Node(*row) for row in rows)


def in_tree(nodes: Iterable[Node]) -> list[Node]:
    """Return areas in the order of the tree, with their depth; one whose parent is not among them stands on top."""
    return list(_walk(nodes))


def _conditions(filters: AreaFilters, day: date) -> Iterator[ColumnElement[bool]]:
    if not filters.ended_too:
        yield from in_force(Area, day)
    if filters.kind_id:
        yield Area.kind_id == filters.kind_id
    if filters.pilot:
        yield Area.is_pilot
    yield from named(filters.words)


def named(words: str) -> list[ColumnElement[bool]]:
    """Return the conditions under which an area's name holds every one of ``words``, marks and capitals aside."""
    return every_word(words, Area.folded_name)


def _walk(nodes: Iterable[Node]) -> Iterator[Node]:
    below = _children(nodes)
    shown = {node.id for siblings in below.values() for node in siblings}
    tops = [node for parent, siblings in below.items() if parent not in shown for node in siblings]
    waiting = [(node, 0) for node in _from_last(tops)]
    while waiting:
        node, depth = waiting.pop()
        yield Node(node.id, node.parent_id, node.name, node.households, node.population, depth)
        waiting += [(child, depth + 1) for child in _from_last(below.get(node.id, ()))]


def _children(nodes: Iterable[Node]) -> dict[int | None, list[Node]]:
    below: dict[int | None, list[Node]] = {}
    for node in nodes:
        below.setdefault(node.parent_id, []).append(node)
    return below


def _from_last(nodes: Iterable[Node]) -> list[Node]:
    return sorted(nodes, key=lambda node: (in_order(node.name), node.id), reverse=True)


def totals(nodes: Sequence[Node]) -> Totals:
    """Return the totals of ``nodes`` (as ``area_tree`` gives them), nobody counted twice.

    An area's number counts only where nothing below it in the list gives one: a ward is the sum of its quarters.
    """
    households = _summed(nodes, {node.id: node.households for node in nodes})
    population = _summed(nodes, {node.id: node.population for node in nodes})
    parents = {node.parent_id for node in nodes}
    lowest = [node for node in nodes if node.id not in parents]
    return Totals(len(nodes), households, population, sum(node.households is None for node in lowest))


def _summed(nodes: Sequence[Node], own: Mapping[int, int | None]) -> int:
    below: dict[int, int] = {}
    total = 0
    for node in reversed(nodes):  # every child stands after its parent
        number = below.get(node.id) or own[node.id] or 0
        if node.depth and node.parent_id is not None:
            below[node.parent_id] = below.get(node.parent_id, 0) + number
        else:
            total += number
    return total


def areas_by_ids(ids: Sequence[int]) -> list[Area]:
    """Return these areas with their kinds and parents, in the order of ``ids``."""
    query = select(Area).where(Area.id.in_(ids)).options(joinedload(Area.kind), joinedload(Area.parent))
    found = {area.id: area for area in db.session.scalars(query)}
    return [found[one] for one in ids if one in found]


def area(area_id: int) -> Area | None:
    """Return one area with its kind and parent."""
    return next(iter(areas_by_ids([area_id])), None)


def area_kinds() -> Sequence[AreaKind]:
    """Return the kinds of areas in their order."""
    return db.session.scalars(select(AreaKind).order_by(AreaKind.position, AreaKind.id)).all()


def areas_below(area_id: int, day: date | None = None) -> Sequence[Area]:
    """Return the areas directly below one, those in force on ``day`` or, without one, all that ever were."""
    query = select(Area).where(Area.parent_id == area_id, *(in_force(Area, day) if day else ()))
    return sorted(db.session.scalars(query.options(joinedload(Area.kind))), key=lambda one: in_order(one.name))


def area_labels(day: date | None = None, *, most: int | None = None) -> list[tuple[int, str]]:
    """Return (id, label) of the areas in force on ``day`` (ever, without one); the label names the area above too."""
    above = aliased(Area)
    query = select(Area.id, Area.name, above.name).outerjoin(above, Area.parent_id == above.id)
    rows = db.session.execute(query.where(*(in_force(Area, day) if day else ())).order_by(Area.id).limit(most))
    return [(one, f"{name} ({parent})" if parent else name) for one, name, parent in rows]


def parents_of_areas() -> dict[int, int | None]:
    """Return every area's id with that of the area above it."""
    return {one: parent for one, parent in db.session.execute(select(Area.id, Area.parent_id))}  # noqa: C416 - rows


def same_area_name(folded_name: str, parent_id: int | None) -> Sequence[Area]:
    """Return the areas of that folded name directly below the same area."""
    return db.session.scalars(select(Area).filter_by(folded_name=folded_name, parent_id=parent_id)).all()
