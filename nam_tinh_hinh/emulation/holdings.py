"""What emulation keeps for a unit and hands over with it: registrations in which someone still has to act."""

from collections.abc import Sequence

from sqlalchemy import select

from nam_tinh_hinh.emulation.enums import OPEN
from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.holdings import Holding


def _open_rows(unit_ids: Sequence[int]) -> list[tuple[int, int]]:
    query = select(Exemplar.id, Exemplar.unit_id).where(Exemplar.unit_id.in_(unit_ids), Exemplar.stage.in_(OPEN))
    return [(row.id, row.unit_id) for row in db.session.execute(query.order_by(Exemplar.id))]


def _titles(ids: Sequence[int]) -> dict[int, str]:
    rows = db.session.execute(select(Exemplar.id, Exemplar.name).where(Exemplar.id.in_(ids)))
    return {row.id: row.name or "(chưa có tên)" for row in rows}


def _hand_over(exemplar_id: int, unit_id: int) -> None:
    # Through the row and not past it: its version grows, so whoever has it open is told that it went elsewhere.
    if row := db.session.get(Exemplar, exemplar_id):
        row.unit_id = unit_id


REGISTRATIONS = Holding(Exemplar.__tablename__, "đăng ký mô hình", _open_rows, _hand_over, _titles)
