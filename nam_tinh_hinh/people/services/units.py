"""Writes about units."""

from datetime import date

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.people.tables import Unit, UnitKind, UnitName


def add_unit(
    *,
    kind: UnitKind,
    name: str,
    parent: Unit | None = None,
    committee: Unit | None = None,
    short_name: str = "",
    symbol: str = "",
    valid_from: date | None = None,
) -> Unit:
    """Add a unit that exists from ``valid_from`` (today unless given), with the first of its names."""
    unit = Unit(kind=kind, parent=parent, committee=committee, name=name, short_name=short_name, symbol=symbol)
    unit.folded_name = fold(f"{name} {short_name} {symbol}")
    unit.valid_from = valid_from or clock.today()
    db.session.add(unit)
    db.session.flush()
    first = UnitName(unit_id=unit.id, name=name, short_name=short_name, symbol=symbol, valid_from=unit.valid_from)
    db.session.add(first)
    db.session.flush()
    return unit
