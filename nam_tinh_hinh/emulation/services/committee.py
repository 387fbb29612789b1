"""The year's steering committee: who is in it, as what, and which units each member follows (seed 003, VI.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nam_tinh_hinh.emulation.enums import Duty
from nam_tinh_hinh.emulation.queries import campaigns as queries
from nam_tinh_hinh.emulation.services.plan import CHANGED, SUBJECT, mark_of, must_issue
from nam_tinh_hinh.emulation.tables import Campaign, CommitteeCharge, CommitteeMember
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal, moved_on
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.refusals import EntryRefused, changes
from nam_tinh_hinh.people.tables import User

IN_ALREADY = "{} đã ở trong Ban Chỉ đạo năm {}. Sửa dòng của người đó thay vì thêm lần nữa."
ENDED = "{} không còn tài khoản hoặc vị trí đang dùng nên không đưa vào Ban Chỉ đạo được. Báo quản trị nếu nhầm."
GONE = "Người này không còn trong Ban Chỉ đạo năm {}."


@dataclass(frozen=True)
class Seat:
    """What a member is and whom he follows; without a ``position`` he comes last, without a ``post`` as he is today."""

    duty: Duty
    post: str = ""
    position: int | None = None
    unit_ids: tuple[int, ...] = ()


def seat_of(member: CommitteeMember) -> Seat:
    """Return a member's seat as it stands."""
    return Seat(member.duty, member.post, member.position, tuple(sorted(one.unit_id for one in member.charges)))


def add_member(*, actor: Actor, campaign: Campaign, user: User, seat: Seat, key: str | None = None) -> CommitteeMember:
    """Put a person into the year's committee, and return the member.

    The same ``key`` again returns the first's. Raises ``ActionRefused`` (not allowed) and ``EntryRefused`` for someone
    who is in it already or has no account or position in use.
    """
    if earlier := history.replayed(key, actor, SUBJECT, action="add_member", subject_id=campaign.id):
        done = (earlier.details or {})["after"]["user_id"]
        if member := queries.member_of(campaign, done):
            return member
    must_issue(actor)
    member = _seated(campaign, user, seat)
    _record(actor, campaign, "add_member", key, {"after": _told(member)})
    return member


def _seated(campaign: Campaign, user: User, seat: Seat) -> CommitteeMember:
    today = clock.today()
    if queries.member_of(campaign, user.id):
        raise EntryRefused(IN_ALREADY.format(user.name, campaign.year), field="person")
    if not queries.active_ids([user.id], today):
        raise EntryRefused(ENDED.format(user.name), field="person")
    member = CommitteeMember(campaign_id=campaign.id, user_id=user.id)
    _take(campaign, member, seat, user.id)
    db.session.add(member)
    db.session.flush()
    return member


def _take(campaign: Campaign, member: CommitteeMember, seat: Seat, user_id: int) -> None:
    today = clock.today()
    member.duty, member.post = seat.duty, seat.post or queries.post_of(user_id, today)
    member.position = queries.next_position(campaign) if seat.position is None else seat.position
    kept = {one.unit_id: one for one in member.charges}
    there = queries.units_by_id(seat.unit_ids, today)
    wanted = [unit_id for unit_id in seat.unit_ids if unit_id in there or unit_id in kept]
    member.charges = [kept.get(unit_id) or CommitteeCharge(unit_id=unit_id) for unit_id in wanted]


def _told(member: CommitteeMember) -> dict[str, Any]:
    """Return a seat for the history: words for people, ids to put it back."""
    db.session.flush()
    return {
        "user": member.user.name,
        "duty": member.duty.label,
        "post": member.post,
        "order": member.position,
        "follows": "; ".join(one.unit.name for one in member.charges),
        "user_id": member.user_id,
        "duty_code": member.duty.value,
        "unit_ids": [one.unit_id for one in member.charges],
    }


def _record(
    actor: Actor, campaign: Campaign, action: str, key: str | None, details: dict[str, Any], reason: str = ""
) -> history.Event:
    return history.record(
        actor=actor, action=action, subject=SUBJECT, subject_id=campaign.id, details=details, reason=reason,
        key=history.unused(key),
    )  # fmt: skip


def edit_member(
    *, actor: Actor, campaign: Campaign, member: CommitteeMember, seat: Seat, seen: str, key: str | None = None
) -> None:
    """Change what a member is and whom he follows.

    ``seen`` is the ``mark_of`` the seat the person read. Raises ``ActionRefused``: not allowed, or changed meanwhile.
    """
    if history.replayed(key, actor, SUBJECT, action="edit_member", subject_id=campaign.id):
        return
    must_issue(actor)
    if seen != mark_of(seat_of(member)):
        raise moved_on(CHANGED, SUBJECT, campaign.id)
    before = _told(member)
    _take(campaign, member, seat, member.user_id)
    db.session.flush()
    if (after := _told(member)) != before:
        _record(actor, campaign, "edit_member", key, changes(before, after), member.user.name)


def remove_member(
    *, actor: Actor, campaign: Campaign, member: CommitteeMember, key: str | None = None
) -> history.Event:
    """Take a person out of the year's committee; the event keeps what is needed to undo it.

    Raises ``ActionRefused``: not allowed.
    """
    must_issue(actor)
    before = _told(member)
    db.session.delete(member)
    db.session.flush()
    return _record(actor, campaign, "remove_member", key, {"before": before})


def restore_member(
    *, actor: Actor, campaign: Campaign, event: history.Event, key: str | None = None
) -> CommitteeMember:
    """Undo a removal. Raises ``ActionRefused``: not allowed, back already, or without an account meanwhile."""
    must_issue(actor)
    was = (event.details or {})["before"]
    if history.replayed(key, actor, SUBJECT, action="restore_member", subject_id=campaign.id):
        return _still(campaign, was)
    seat = Seat(Duty(was["duty_code"]), was["post"], was["order"], tuple(was["unit_ids"]))
    try:
        member = _seated(campaign, db.session.get_one(User, was["user_id"]), seat)
    except EntryRefused as refused:
        raise ActionRefused(Refusal.MOVED_ON, str(refused)) from refused
    _record(actor, campaign, "restore_member", key, {"after": _told(member)})
    return member


def _still(campaign: Campaign, was: dict[str, Any]) -> CommitteeMember:
    member = queries.member_of(campaign, was["user_id"])
    if member is None:
        raise ActionRefused(Refusal.MOVED_ON, GONE.format(campaign.year))
    return member


def carry_over(campaign: Campaign, old: Sequence[CommitteeMember], units: dict[int, int]) -> list[str]:
    """Seat last year's members again, whom ``units`` {unit then: unit now} leads on; return the names left out."""
    going = queries.active_ids([one.user_id for one in old], clock.today())
    for one in old:
        if one.user_id in going:
            ids = dict.fromkeys(units[charge.unit_id] for charge in one.charges if charge.unit_id in units)
            seat = Seat(one.duty, one.post, one.position, tuple(ids))
            member = CommitteeMember(campaign_id=campaign.id, user_id=one.user_id)
            _take(campaign, member, seat, one.user_id)
            db.session.add(member)
    db.session.flush()
    return [one.user.name for one in old if one.user_id not in going]
