"""What the form of a regime offers to choose from: outlines, who receives, who owes."""

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import func, select

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.search import every_word
from nam_tinh_hinh.kernel.text import sort_key
from nam_tinh_hinh.people.queries import in_force
from nam_tinh_hinh.people.tables import Unit, UnitKind, UnitLevel
from nam_tinh_hinh.reporting.queries.regime_pages import newest_outlines
from nam_tinh_hinh.reporting.regime_facts import Owner
from nam_tinh_hinh.reporting.regime_words import sort_words
from nam_tinh_hinh.reporting.tables import Regime

MOST_UNITS = 200


def outlines(also: str | None = None) -> list[tuple[str, str]]:
    """Return the outlines in use as (code, label); ``also`` stays on offer although it was given up."""
    rows = [row for row in newest_outlines().values() if row.retired_at is None or row.code == also]
    return [(row.code, row.label) for row in sorted(rows, key=lambda row: sort_key(row.label))]


def receivers(day: date, row: Regime | None = None) -> list[tuple[int, str]]:
    """Return the units that may receive as (id, name); the present receiver stays on offer although it ended."""
    found = {one.id: one.name for one in db.session.scalars(select(Unit).where(*in_force(Unit, day)))}
    if row and row.receiver_unit:
        found.setdefault(row.receiver_unit.id, row.receiver_unit.name)
    return sorted(found.items(), key=lambda pair: sort_key(pair[1]))


def units(day: date, wanted: str, also: Collection[int] = ()) -> list[tuple[int, str]]:
    """Return units to tick as (id, name): the ticked ones first, then those whose names have every word wanted."""
    ticked = db.session.scalars(select(Unit).where(Unit.id.in_(also))).all()
    query = select(Unit).where(*in_force(Unit, day), Unit.id.not_in(also))
    if wanted:
        query = query.where(*every_word(wanted, Unit.folded_name))
    others = db.session.scalars(query.order_by(Unit.id).limit(MOST_UNITS)).all()
    return [
        (one.id, one.name) for some in (ticked, others) for one in sorted(some, key=lambda unit: sort_key(unit.name))
    ]


def sorts(day: date, chosen: Iterable[tuple[str, Owner]]) -> list[tuple[str, str]]:
    """Return levels, kinds, and kinds at one level as ticks with how many units each is on ``day``.

    A kind is offered by level where it is found at more than one; what is ``chosen`` already always stands there.
    """
    kinds = {one.id: one for one in db.session.scalars(select(UnitKind))}
    levels = {one.id: one for one in db.session.scalars(select(UnitLevel))}
    pairs = select(Unit.kind_id, Unit.level_id, func.count()).where(*in_force(Unit, day))
    counted = {(kind, level): n for kind, level, n in db.session.execute(pairs.group_by(Unit.kind_id, Unit.level_id))}
    known = [one for _, one in chosen if one.unit_id is None and _is_there(one, kinds, levels)]
    wanted = [*_sorts_of(counted), *known]
    found = []
    for one in sorted(dict.fromkeys(wanted), key=lambda owner: _place(owner, kinds, levels)):
        number = sum(n for pair, n in counted.items() if _covers(one, pair))
        kind, level = kinds.get(one.kind_id or 0), levels.get(one.level_id or 0)
        label = sort_words(kind.label if kind else None, level.label if level else None)
        value = (f"k{one.kind_id}" if one.kind_id else "") + (f"l{one.level_id}" if one.level_id else "")
        found.append((value, f"{label}: {number} đơn vị"))
    return found


def _sorts_of(counted: Iterable[tuple[int, int | None]]) -> Iterable[Owner]:
    pairs = list(counted)
    at: dict[int, set[int | None]] = {}
    for kind, level in pairs:
        at.setdefault(kind, set()).add(level)
    yield from (Owner(level_id=level) for level in dict.fromkeys(level for _, level in pairs) if level)
    yield from (Owner(kind_id=kind) for kind in at)
    yield from (Owner(kind_id=kind, level_id=level) for kind, level in pairs if level and len(at[kind]) > 1)


def _is_there(owner: Owner, kinds: dict[int, UnitKind], levels: dict[int, UnitLevel]) -> bool:
    return owner.kind_id in {None, *kinds} and owner.level_id in {None, *levels}


def _covers(owner: Owner, pair: tuple[int, int | None]) -> bool:
    return owner.kind_id in (None, pair[0]) and owner.level_id in (None, pair[1])


def _place(owner: Owner, kinds: dict[int, UnitKind], levels: dict[int, UnitLevel]) -> tuple[int, int, int]:
    """Whole levels first, then each kind with what it is at single levels."""
    kind, level = kinds.get(owner.kind_id or 0), levels.get(owner.level_id or 0)
    return kind is not None, kind.position if kind else 0, level.position + 1 if level else 0
