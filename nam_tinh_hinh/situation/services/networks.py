"""Writes of internal information networks (seed 000, III.2): found one, name it, who joins, leaves and comes back."""

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal, record_change
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.queries import networks as queries
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import Network, NetworkMember

NETWORK = "network"
NOT_YOURS = "Chỉ lãnh đạo, cán bộ tổng hợp của đơn vị trưởng nhóm được sửa mạng lưới này."
ENDED = "Mạng lưới đã kết thúc. Bấm “Mở lại” trước khi sửa."
MOVED_ON = "Chưa lưu được: mạng lưới đã thay đổi từ khi bạn mở trang."


def found_network(*, actor: Reach, unit_id: int, name: str, key: str | None = None) -> Network:
    """Found a network led by one of the actor's units; the same ``key`` again returns the first."""
    if earlier := history.replayed(key, actor, NETWORK, action="found"):
        return db.session.get_one(Network, earlier.subject_id)
    row = Network(unit_id=unit_id, name=name, made_at=clock.now())
    _refuse_strangers(actor, row)
    db.session.add(row)
    db.session.flush()
    history.record(
        actor=actor, action="found", subject=NETWORK, subject_id=row.id, key=key, details={"after": {"name": name}}
    )
    return row


def _refuse_strangers(actor: Reach, row: Network) -> None:
    if not rules.sends(actor, row):
        raise ActionRefused(Refusal.NOT_ALLOWED, NOT_YOURS)


def _refuse_unfit(actor: Reach, row: Network) -> None:
    _refuse_strangers(actor, row)
    if row.ended_at is not None:
        raise ActionRefused(Refusal.MOVED_ON, ENDED)


def rename(*, actor: Reach, network: Network, name: str, key: str | None = None) -> None:
    """Give a network another name. Raises ``ActionRefused``."""
    if history.replayed(key, actor, NETWORK, action="rename", subject_id=network.id):
        return
    _refuse_unfit(actor, network)
    before, network.name = network.name, name
    details = {"before": {"name": before}, "after": {"name": name}}
    record_change(
        MOVED_ON, actor=actor, action="rename", subject=NETWORK, subject_id=network.id, key=key, details=details
    )


def end(*, actor: Reach, network: Network, back: bool = False, key: str | None = None) -> None:
    """End a network, or with ``back`` open it again; its members and messages stay. Raises ``ActionRefused``."""
    action = "reopen" if back else "end"
    if history.replayed(key, actor, NETWORK, action=action, subject_id=network.id):
        return
    _refuse_strangers(actor, network)
    if (network.ended_at is None) is back:
        return
    network.ended_at = None if back else clock.now()
    record_change(MOVED_ON, actor=actor, action=action, subject=NETWORK, subject_id=network.id, key=key)


def add_member(
    *, actor: Reach, network: Network, unit_id: int | None, user_id: int | None, key: str | None = None
) -> NetworkMember:
    """Take a unit or a person into a network from today. Raises ``ActionRefused`` for one that is in it already."""
    if earlier := history.replayed(key, actor, NETWORK, action="add_member", subject_id=network.id):
        return db.session.get_one(NetworkMember, (earlier.details or {})["after"]["member_id"])
    _refuse_unfit(actor, network)
    if unit_id == network.unit_id:
        raise ActionRefused(Refusal.INCOMPLETE, "Đơn vị này là trưởng nhóm, không cần thêm.")
    if there := queries.present_member(network.id, unit_id, user_id):
        raise ActionRefused(Refusal.INCOMPLETE, f"“{queries.member_name(there)}” đang ở trong mạng lưới rồi.")
    row = NetworkMember(network_id=network.id, unit_id=unit_id, user_id=user_id, joined_on=clock.today())
    db.session.add(row)
    db.session.flush()
    _note(actor, "add_member", row, key)
    return row


def leave(*, actor: Reach, network: Network, member: NetworkMember, key: str | None = None) -> None:
    """Let a member be out of the network from today. Raises ``ActionRefused``."""
    if history.replayed(key, actor, NETWORK, action="leave", subject_id=network.id):
        return
    _refuse_unfit(actor, network)
    if member.left_on is None:
        member.left_on = clock.today()
        _note(actor, "leave", member, key)


def come_back(*, actor: Reach, network: Network, member: NetworkMember, key: str | None = None) -> NetworkMember:
    """Take in again who left: on the same day as if nothing had been, later from today on. Raises ``ActionRefused``."""
    if history.replayed(key, actor, NETWORK, action="come_back", subject_id=network.id):
        return member
    _refuse_unfit(actor, network)
    if member.left_on != clock.today():
        return add_member(actor=actor, network=network, unit_id=member.unit_id, user_id=member.user_id, key=key)
    if queries.present_member(network.id, member.unit_id, member.user_id) is None:
        member.left_on = None
        _note(actor, "come_back", member, key)
    return member


def _note(actor: Reach, action: str, member: NetworkMember, key: str | None) -> None:
    history.record(
        actor=actor, action=action, subject=NETWORK, subject_id=member.network_id, key=history.unused(key),
        details={"after": {"member_id": member.id, "name": queries.member_name(member)}},
    )  # fmt: skip
