"""What this room keeps for a unit and hands over when units are merged, split or closed: all that is still open.

What is settled stays with the old unit; its heir reads it by ``Reach.own``. Which unit wrote an observation down is
history and never moves: ``rules.wrote`` opens what is unfinished to who took it over. The titles name no words of the
people, for an administrator chooses the heirs and sees no content.
"""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, inspect, or_, select

from nam_tinh_hinh.kernel.clock import day_text, local
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.holdings import Holding, register
from nam_tinh_hinh.situation.enums import Ask, CaseStage, GuidanceStage, PetitionStage, Stage
from nam_tinh_hinh.situation.tables import (
    Alert,
    CaseFile,
    Guidance,
    Network,
    NetworkMember,
    Observation,
    Petition,
    Receipt,
    Topic,
)

Fits = Callable[[Any, int], bool]
UNANSWERED = Petition.stage != PetitionStage.TOLD
FOLLOWED = exists().where(Petition.observation_id == Observation.id, UNANSWERED)
TO_DEAL_WITH = or_(
    Observation.stage.in_({Stage.WAITING, Stage.RETURNED, Stage.PASSED_UP}),
    and_(Observation.stage == Stage.CONFIRMED, FOLLOWED),
)
WANTS_DOING = exists().where(
    Guidance.id == Receipt.guidance_id, Guidance.stage == GuidanceStage.SENT,
    or_(Receipt.received_at.is_(None), Guidance.ask != Ask.INFORM),
)  # fmt: skip
OUTSTANDING = and_(Receipt.done_at.is_(None), WANTS_DOING)
AWAITED = exists().where(
    Receipt.guidance_id == Guidance.id, Receipt.done_at.is_(None),
    or_(Receipt.received_at.is_(None), Guidance.ask != Ask.INFORM),
)  # fmt: skip
UNFINISHED = or_(Guidance.stage == GuidanceStage.DRAFT, and_(Guidance.stage == GuidanceStage.SENT, AWAITED))


def _not_both(row: Any, unit_id: int) -> bool:
    """Whether passing upward still leads from one unit to another; when they become one, the lower stays named."""
    return unit_id not in (row.holder_id, row.came_from_id)


def _no_twin(column: Any, *alike: str, **also: Any) -> Fits:
    """Return a test that the other unit has no such row of its own yet: then this one stays where it is."""
    table = column.class_

    def fits(row: Any, unit_id: int) -> bool:
        same = {name: getattr(row, name) for name in alike}
        return db.session.scalar(select(table).filter_by(**same, **also).where(column == unit_id).limit(1)) is None

    return fits


def _not_its_own(source: str, twin: Fits) -> Fits:
    """Return a test that the other unit does not itself send or lead what the row is a part of, and has no twin."""

    def fits(row: Any, unit_id: int) -> bool:
        return getattr(row, source).unit_id != unit_id and twin(row, unit_id)

    return fits


def _held(
    label: str, column: Any, title: Callable[[Any], str], is_open: ColumnElement[bool], *, subject: str = "",
    fits: Fits = lambda _row, _unit_id: True,
) -> Holding:  # fmt: skip
    """Return the holding of the rows that name their unit in ``column`` while ``is_open`` holds of them."""
    table, name = column.class_, column.key
    row_id = inspect(table).primary_key[0]

    def rows(ids: Sequence[int]) -> dict[int, str]:
        found = db.session.scalars(select(table).where(row_id.in_(ids)))
        return {row.id: title(row) for row in found}

    def open_rows(unit_ids: Sequence[int]) -> list[tuple[int, int]]:
        query = select(row_id, column).where(column.in_(unit_ids), is_open).order_by(row_id)
        return [(one, unit_id) for one, unit_id in db.session.execute(query)]

    def owner(one: int) -> int | None:
        row = db.session.get(table, one)
        return getattr(row, name) if row else None

    def hand_over(one: int, unit_id: int) -> None:
        # Through the row and not past it: its version grows, so whoever has it open is told that it went elsewhere.
        row = db.session.get(table, one)
        if row and getattr(row, name) is not None and fits(row, unit_id):
            setattr(row, name, unit_id)
            db.session.flush()

    kind = table.__tablename__ if name == "unit_id" else f"{table.__tablename__}_{name.removesuffix('_id')}"
    return Holding(kind, label, open_rows, hand_over, rows, subject, owner)


def _observation(row: Any) -> str:
    return f"Nội dung số {row.id}, ngày {day_text(row.on_day)}, {row.area.name}"


def _petition(row: Any) -> str:
    return f"Kiến nghị số {row.id}, nhận ngày {day_text(row.received_on)}"


def _case(row: Any) -> str:
    return f"Vụ việc số {row.id}, lập ngày {day_text(local(row.opened_at).date())}"


def _guidance(row: Any) -> str:
    return f"Chỉ đạo số {row.id}, {'đang soạn' if row.stage is GuidanceStage.DRAFT else 'đã gửi'}"


def _alert(row: Any) -> str:
    return f"Tin cấp bách về nội dung số {row.observation_id}"


def _receipt(row: Any) -> str:
    return f"Phần của đơn vị trong chỉ đạo số {row.guidance_id}"


def _member(row: Any) -> str:
    return f"Tham gia mạng lưới số {row.network_id}"


def _network(row: Any) -> str:
    return f"Mạng lưới “{row.name}”"


def _topic(row: Any) -> str:
    return f"Lĩnh vực “{row.label}”"


ALIVE = CaseFile.stage != CaseStage.CLOSED
# The holder goes before who passed it up, so that where both become one the holder is the one that went; guidance and
# networks go before the parts of their receivers and members, so that nobody guides himself.
HELD = (
    _held("nội dung nắm được", Observation.holder_id, _observation, TO_DEAL_WITH, subject="observation",
          fits=_not_both),
    _held("nội dung đã chuyển cấp trên", Observation.came_from_id, _observation, Observation.stage == Stage.PASSED_UP,
          subject="observation", fits=_not_both),
    _held("kiến nghị theo dõi", Petition.unit_id, _petition, UNANSWERED),
    _held("kiến nghị phải trả lời", Petition.authority_unit_id, _petition, UNANSWERED, subject="petition"),
    _held("tin cấp bách chưa xem", Alert.to_unit_id, _alert, Alert.seen_at.is_(None),
          fits=_no_twin(Alert.to_unit_id, "observation_id")),
    _held("vụ việc", CaseFile.unit_id, _case, ALIVE),
    _held("vụ việc được giao", CaseFile.responsible_unit_id, _case, ALIVE, subject="case_file"),
    _held("chỉ đạo", Guidance.unit_id, _guidance, UNFINISHED),
    _held("chỉ đạo phải thực hiện", Receipt.unit_id, _receipt, OUTSTANDING,
          fits=_not_its_own("guidance", _no_twin(Receipt.unit_id, "guidance_id"))),
    _held("mạng lưới thông tin", Network.unit_id, _network, Network.ended_at.is_(None)),
    _held("mạng lưới tham gia", NetworkMember.unit_id, _member, NetworkMember.left_on.is_(None),
          fits=_not_its_own("network", _no_twin(NetworkMember.unit_id, "network_id", left_on=None))),
    _held("lĩnh vực riêng", Topic.unit_id, _topic, Topic.unit_id.is_not(None)),
)  # fmt: skip


def register_holdings() -> None:
    """Make them known to reorganisations."""
    for holding in HELD:
        register(holding)
