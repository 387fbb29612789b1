"""Take in a whole list of units in one transaction."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people import queries
from nam_tinh_hinh.people.services.units import add_unit
from nam_tinh_hinh.people.tables import Unit, UnitKind, UnitLevel
from nam_tinh_hinh.people.unit_lists import Ref, UnitList

SUBJECT = "unit_list"


def take_in(
    *, actor: history.Doer, rows: Sequence[tuple[int, Mapping[str, str]]], day: date, key: str | None = None
) -> tuple[UnitList, dict[int, Unit]]:
    """Add the units of a list that are not there yet; ``rows`` are as ``under_headings`` gives them.

    Return the list as judged and the units by row number; with a fault in it, nothing is added. The same list, and the
    same ``key``, a second time add nothing.
    """
    judged = queries.judge_list(rows, day=day)
    if judged.faults or history.replayed(key, actor, SUBJECT):
        return judged, {}
    units = _add(judged)
    details = {"before": {}, "after": {"added": len(judged.new), "known": len(judged.known)}}
    history.record(actor=actor, action="import_units", subject=SUBJECT, key=key, details=details)
    for row in judged.new:
        unit = units[row.number]
        details = {"before": {}, "after": {"name": unit.name}}
        history.record(actor=actor, action="add_unit", subject="unit", subject_id=unit.id, details=details)
    return judged, units


def _add(judged: UnitList) -> dict[int, Unit]:
    """Add the new ones, superiors first; committees last, for they may stand anywhere on the list."""
    kinds = {kind.id: kind for kind in db.session.scalars(select(UnitKind))}
    levels = {level.id: level for level in db.session.scalars(select(UnitLevel))}
    units: dict[int, Unit] = {}

    def of(ref: Ref | None) -> Unit | None:
        if ref is None:
            return None
        return units[-ref] if ref < 0 else db.session.get_one(Unit, ref)

    for row in judged.rows:
        units[row.number] = db.session.get_one(Unit, row.existing_id) if row.existing_id else add_unit(
            kind=kinds[row.kind_id], level=levels.get(row.level_id or 0), name=row.name, short_name=row.short_name,
            symbol=row.symbol, parent=of(row.superior), valid_from=row.valid_from, valid_to=row.valid_to,
        )  # fmt: skip
    for row in judged.new:
        units[row.number].committee = of(row.committee)
    db.session.flush()
    return units
