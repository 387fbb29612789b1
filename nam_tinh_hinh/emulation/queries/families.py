"""Who learnt from whom: the family tree of an exemplar, as each may know it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, Select, literal, null, select

from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.emulation.queries.library import CARRIED_ON
from nam_tinh_hinh.emulation.queries.registrations import shown_stage, visible_to
from nam_tinh_hinh.emulation.tables import Campaign, Exemplar
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.tables import Unit

DEEPEST = 20


@dataclass(frozen=True)
class Kin:
    """One of the family. ``depth`` counts from the root; ``stage`` is as the reader may know it.

    ``is_visible`` leads to the exemplar's own page; a recognised one is open to all in the library.
    """

    id: int
    name: str
    unit_name: str
    year: int
    stage: Stage
    depth: int
    is_visible: bool
    is_self: bool

    @property
    def is_public(self) -> bool:
        return self.stage is Stage.RECOGNISED


@dataclass(frozen=True)
class Family:
    """The tree from its root on, line by line; ``elsewhere`` are those of other units that are not public yet."""

    kin: Sequence[Kin]
    elsewhere: int


def family(actor: Actor, exemplar: Exemplar) -> Family:
    """Return what ``exemplar`` was learnt from, and who learnt from it, directly or through others.

    Of what the reader may not see otherwise, the recognised are named, the others that are carried out counted.
    """
    above, below = _above(exemplar.id), _below(exemplar.id)
    depth_of = {row.id: len(above) - row.depth for row in above} | {row.id: len(above) + row.depth for row in below}
    rows = {row.id: row for row in db.session.execute(_rows(depth_of)).all()}
    seen = {item.id: item for item in db.session.scalars(visible_to(actor).where(Exemplar.id.in_(depth_of)))}
    kin, elsewhere = [], 0
    for row_id in _in_order([row.id for row in reversed(above)], below):
        row = rows[row_id]
        if row_id in seen or row.stage is Stage.RECOGNISED:
            stage = shown_stage(actor, seen[row_id]) if row_id in seen else row.stage
            is_self = row_id == exemplar.id
            kin.append(Kin(row_id, row.name, row.unit_name, row.year, stage, depth_of[row_id], row_id in seen, is_self))
        else:
            elsewhere += row.stage in CARRIED_ON
    return Family(kin, elsewhere)


def _rows(ids: dict[int, int]) -> Select[Any]:
    named = select(Exemplar.id, Exemplar.name, Exemplar.stage, Unit.name.label("unit_name"), Campaign.year)
    return named.join(Unit, Unit.id == Exemplar.unit_id).join(Campaign).where(Exemplar.id.in_(ids))


def _above(exemplar_id: int) -> Sequence[Any]:
    """Return the exemplar's teachers, the nearest first: (id, depth from 1)."""
    start = select(Exemplar.learnt_from_id.label("id"), literal(1).label("depth")).where(Exemplar.id == exemplar_id)
    line = start.where(Exemplar.learnt_from_id.is_not(None)).cte("line", recursive=True)
    further = select(Exemplar.learnt_from_id, line.c.depth + 1).join(line, Exemplar.id == line.c.id)
    line = line.union_all(further.where(Exemplar.learnt_from_id.is_not(None), line.c.depth < DEEPEST))
    return db.session.execute(select(line.c.id, line.c.depth).order_by(line.c.depth)).all()


def _below(exemplar_id: int) -> Sequence[Any]:
    """Return the exemplar itself (depth 0) and all who learnt from it: (id, from which, depth)."""
    start = select(Exemplar.id, null().cast(Integer).label("source"), literal(0).label("depth"))
    tree = start.where(Exemplar.id == exemplar_id).cte("tree", recursive=True)
    further = select(Exemplar.id, Exemplar.learnt_from_id, tree.c.depth + 1)
    further = further.join(tree, Exemplar.learnt_from_id == tree.c.id).where(
        Exemplar.stage != Stage.DISCARDED, tree.c.depth < DEEPEST
    )
    tree = tree.union_all(further)
    return db.session.execute(select(tree.c.id, tree.c.source, tree.c.depth).order_by(tree.c.id)).all()


def _in_order(above: Sequence[int], below: Sequence[Any]) -> Iterator[int]:
    """Yield the ids of a tree as it is read: teachers, the exemplar, then each pupil with his own."""
    pupils: dict[int | None, list[int]] = {}
    for row in below:
        pupils.setdefault(row.source, []).append(row.id)
    yield from above
    yield from _branch(pupils, None)


def _branch(pupils: dict[int | None, list[int]], source: int | None) -> Iterator[int]:
    for row_id in pupils.get(source, ()):
        yield row_id
        yield from _branch(pupils, row_id)
