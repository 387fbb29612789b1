"""Who owes a report of a regime."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.queries import in_force
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.reporting.tables import Regime, RegimeOwner


def owners_of(regime: Regime, day: date) -> Sequence[Unit]:
    """Return the units that owe a report of ``regime`` on ``day``, in the order of the units' list; none without rows.

    A named unit, or all of a kind, of a level, or of a kind at a level; who receives the reports owes none to itself.
    """
    if not regime.owners:
        return []
    named = or_(*(_fits(owner) for owner in regime.owners))
    query = select(Unit).where(named, Unit.id.is_distinct_from(regime.receiver_unit_id), *in_force(Unit, day))
    return db.session.scalars(query.order_by(Unit.id)).all()


def _fits(owner: RegimeOwner) -> ColumnElement[bool]:
    if owner.unit_id is not None:
        return Unit.id == owner.unit_id
    wanted = {Unit.kind_id: owner.kind_id, Unit.level_id: owner.level_id}
    return and_(*(column == value for column, value in wanted.items() if value is not None))
