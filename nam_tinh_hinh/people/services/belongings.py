"""What this room itself keeps for a unit: focal points and lists of officers not yet approved."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.enums import RosterStage
from nam_tinh_hinh.people.holdings import Holding, register
from nam_tinh_hinh.people.tables import ContactPoint, Roster


def _contacts(unit_ids: Sequence[int]) -> list[tuple[int, int]]:
    query = select(ContactPoint.id, ContactPoint.unit_id).where(ContactPoint.unit_id.in_(unit_ids))
    return [(row.id, row.unit_id) for row in db.session.execute(query.order_by(ContactPoint.id))]


def _contact_titles(ids: Sequence[int]) -> dict[int, str]:
    rows = db.session.execute(select(ContactPoint.id, ContactPoint.name).where(ContactPoint.id.in_(ids)))
    return {row.id: row.name for row in rows}


def _rosters(unit_ids: Sequence[int]) -> list[tuple[int, int]]:
    query = select(Roster.id, Roster.unit_id).where(Roster.unit_id.in_(unit_ids), Roster.stage != RosterStage.APPROVED)
    return [(row.id, row.unit_id) for row in db.session.execute(query.order_by(Roster.id))]


def _roster_titles(ids: Sequence[int]) -> dict[int, str]:
    rows = db.session.execute(select(Roster.id, Roster.submitted_at).where(Roster.id.in_(ids)))
    return {row.id: f"Danh sách gửi {moment_text(row.submitted_at)}" for row in rows}


def _give(kind: Any, row_id: int, unit_id: int) -> None:
    if row := db.session.get(kind, row_id):
        row.unit_id = unit_id


def _give_roster(row_id: int, unit_id: int) -> None:
    """Give a list, unless the other unit has sent the very same one: then it stays where it is."""
    twin, mine = aliased(Roster), select(Roster.fingerprint).where(Roster.id == row_id).scalar_subquery()
    same = exists().where(twin.unit_id == unit_id, twin.fingerprint == mine)
    if not db.session.scalar(select(same)):
        _give(Roster, row_id, unit_id)


register(
    Holding(
        "contact_point",
        "đầu mối tiếp nhận",
        _contacts,
        lambda row, unit: _give(ContactPoint, row, unit),
        _contact_titles,
    )
)
register(Holding("roster", "danh sách cán bộ", _rosters, _give_roster, _roster_titles))
