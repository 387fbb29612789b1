"""What is known of one unit: its names, who came before and after, who works there, and what refers to it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Column, Row, Table, func, literal, select, union_all
from sqlalchemy.orm import contains_eager, joinedload

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.enums import Change
from nam_tinh_hinh.people.holdings import HOLDINGS
from nam_tinh_hinh.people.queries.units import in_force
from nam_tinh_hinh.people.tables import Moved, Position, Reorganisation, Succession, Unit, UnitName, User

# What says only that a unit was called or reorganised: no reason to keep one that was never used.
NOT_A_USE = frozenset({"unit_name", "moved", "succession"})
WORDS = {
    ("unit", "parent_id"): "đơn vị trực thuộc",
    ("unit", "committee_id"): "đơn vị cùng cấp nhận làm cấp ủy",
    ("position", "unit_id"): "vị trí của người",
    ("contact_point", "unit_id"): "đầu mối tiếp nhận",
    ("roster", "unit_id"): "danh sách cán bộ",
    ("print_setting", "unit_id"): "mẫu đầu văn bản",
}


def unit(unit_id: int) -> Unit | None:
    """Return one unit with its kind, level and both lines upward."""
    loaded = [joinedload(getattr(Unit, name)) for name in ("kind", "level", "parent", "committee")]
    return db.session.scalar(select(Unit).options(*loaded).where(Unit.id == unit_id))


def names_of(unit_id: int) -> Sequence[UnitName]:
    """Return all names of a unit, the present one first."""
    return db.session.scalars(select(UnitName).filter_by(unit_id=unit_id).order_by(UnitName.valid_from.desc())).all()


def people_of(unit_id: int, day: date) -> Sequence[Position]:
    """Return the positions held in a unit on ``day``, in the order of the roles' ids, with their people."""
    query = select(Position).join(Position.user).options(contains_eager(Position.user))
    held = query.where(Position.unit_id == unit_id, *in_force(Position, day), User.disabled_at.is_(None))
    return db.session.scalars(held.order_by(Position.id)).all()


def came_before(unit_id: int) -> Sequence[Row[Any]]:
    """Return (id, name, reorganisation_id, change, on_day, decision_number) of the unit's direct predecessors."""
    return _relatives(Succession.predecessor_id, Succession.successor_id == unit_id)


def came_after(unit_id: int) -> Sequence[Row[Any]]:
    """Return the same of the unit's direct successors."""
    return _relatives(Succession.successor_id, Succession.predecessor_id == unit_id)


def taken_over_by(unit_id: int) -> Sequence[Row[Any]]:
    """Return (id, name) of the unit that took what was still open when this one was closed without a successor."""
    closing = (
        select(Moved.reorganisation_id)
        .join(Reorganisation, Reorganisation.id == Moved.reorganisation_id)
        .where(Moved.kind == "closed", Moved.row_id == unit_id, Reorganisation.change == Change.CLOSE)
    )
    query = select(Unit.id, Unit.name).join(Moved, (Moved.kind == "joined") & (Moved.row_id == Unit.id))
    return db.session.execute(query.where(Moved.reorganisation_id.in_(closing)).order_by(Moved.id)).all()


def _relatives(relative: Any, condition: Any) -> Sequence[Row[Any]]:
    change = Reorganisation
    query = (
        select(
            Unit.id, Unit.name, change.id.label("reorganisation_id"), change.change, change.on_day,
            change.decision_number,
        )
        .select_from(Succession)
        .join(Unit, Unit.id == relative)
        .join(Reorganisation, Reorganisation.id == Succession.reorganisation_id)
        .where(condition)
        .order_by(Succession.id)
    )  # fmt: skip
    return db.session.execute(query).all()


def _references() -> list[tuple[Table, Column[Any]]]:
    """Every column of every room that points at a unit: asked of the tables, so that a new room is not forgotten."""
    return [
        (table, key.parent)
        for table in db.metadata.sorted_tables
        if table.name not in NOT_A_USE
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name)
        if key.column.table.name == "unit"
    ]


def uses_of(unit_id: int, *, besides: int | None = None) -> list[tuple[str, int]]:
    """Return (what, how many) for everything that refers to a unit; nothing for one never used.

    ``besides`` leaves out what the reorganisation of that id itself brought to the unit.
    """
    counts = []
    for table, column in _references():
        query = select(
            literal(table.name).label("of"), literal(column.name).label("column"), func.count().label("number")
        ).where(column == unit_id)
        if besides is not None:
            own_key = next(iter(table.primary_key))
            query = query.where(own_key.not_in(_brought(table.name, column.name, besides)))
        counts.append(query)
    rows = db.session.execute(union_all(*counts)).all()
    return [(_word(row.of, row.column), row.number) for row in rows if row.number]


def _brought(table: str, column: str, reorganisation_id: int) -> Any:
    # What stands in ``unit_id`` goes under its table's name, what in another column under both (see Holding.kind).
    kinds = [table if column == "unit_id" else f"{table}_{column.removesuffix('_id')}"]
    return select(func.coalesce(Moved.made_row_id, Moved.row_id)).where(
        Moved.reorganisation_id == reorganisation_id, Moved.kind.in_(kinds)
    )


def _word(table: str, column: str) -> str:
    holding = HOLDINGS.get(table) or HOLDINGS.get(f"{table}_{column.removesuffix('_id')}")
    return WORDS.get((table, column)) or (holding.label if holding else "dữ liệu khác")
