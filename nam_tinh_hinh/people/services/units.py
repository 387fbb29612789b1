"""Writes about units."""

from datetime import date

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.people.tables import Unit, UnitKind, UnitLevel, UnitName

FOLDED_AT_MOST = 500


def add_unit(
    *,
    kind: UnitKind,
    name: str,
    parent: Unit | None = None,
    committee: Unit | None = None,
    short_name: str = "",
    symbol: str = "",
    level: UnitLevel | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Unit:
    """Add a unit that exists from ``valid_from`` (today unless given), with the first of its names."""
    unit = Unit(kind=kind, level=level, parent=parent, committee=committee)
    unit.valid_from, unit.valid_to = valid_from or clock.today(), valid_to
    call(unit, name, short_name, symbol)
    db.session.add(unit)
    db.session.flush()
    first = UnitName(unit_id=unit.id, name=name, short_name=short_name, symbol=symbol, valid_from=unit.valid_from)
    db.session.add(first)
    db.session.flush()
    return unit


def call(unit: Unit, name: str, short_name: str, symbol: str, *, before: str = "") -> None:
    """Give ``unit`` its present name; it is still found by the names it had ``before``."""
    unit.name, unit.short_name, unit.symbol = name, short_name, symbol
    unit.folded_name = fold(f"{name} {short_name} {symbol} {before}")[:FOLDED_AT_MOST]
