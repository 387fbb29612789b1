"""Reads of how a year is set up: rounds, deadlines, quotas, and the committee with the units each member follows."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Exists, Row, exists, func, select
from sqlalchemy.orm import joinedload, selectinload

from nam_tinh_hinh.emulation.rules import issues, serves_committee
from nam_tinh_hinh.emulation.tables import (
    Campaign,
    CampaignDeadline,
    CommitteeCharge,
    CommitteeMember,
    Exemplar,
    Quota,
    RegistrationRound,
)
from nam_tinh_hinh.kernel.db import asked_once, db
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.queries import UnitFilters, filtered, in_force, posts_on, present_unit_ids
from nam_tinh_hinh.people.queries.postings import person_label
from nam_tinh_hinh.people.tables import Position, Unit, UnitKind, User

IN_COMMITTEE = (Role.COMMITTEE, Role.CHAIR, Role.STANDING)


def campaigns() -> Sequence[Campaign]:
    """Return all years with their rounds, the newest first."""
    query = select(Campaign).options(selectinload(Campaign.rounds)).order_by(Campaign.year.desc())
    return db.session.scalars(query).all()


def day_of(campaign: Campaign, today: date) -> date:
    """Return the day on which a year is looked at: today, or the nearest day of that year."""
    return min(max(today, date(campaign.year, 1, 1)), date(campaign.year, 12, 31))


def deadlines(campaign: Campaign) -> Sequence[CampaignDeadline]:
    """Return the dated duties of a year, the first first."""
    query = select(CampaignDeadline).filter_by(campaign_id=campaign.id)
    return db.session.scalars(query.order_by(CampaignDeadline.due_on, CampaignDeadline.id)).all()


def quotas(campaign: Campaign) -> dict[int, int]:
    """Return {unit kind: how many at least}; a kind that came after the year was set up has none."""
    rows = db.session.execute(select(Quota.unit_kind_id, Quota.at_least).filter_by(campaign_id=campaign.id))
    return {row.unit_kind_id: row.at_least for row in rows}


def quota_rows(campaign: Campaign) -> Sequence[Quota]:
    """Return the quotas of a year as rows."""
    return db.session.scalars(select(Quota).filter_by(campaign_id=campaign.id)).all()


@dataclass(frozen=True)
class KindLine:
    """One kind of units in the table of quotas: how many units of it there are, and what each registers at least."""

    id: int
    label: str
    units: int
    at_least: int

    @property
    def required(self) -> int:
        return self.units * self.at_least


def kind_lines(campaign: Campaign, day: date) -> list[KindLine]:
    """Return the table of quotas as of ``day``, in the order of the kinds."""
    number = func.count(Unit.id).label("number")
    query = select(UnitKind.id, UnitKind.label, number).outerjoin(
        Unit, (Unit.kind_id == UnitKind.id) & in_force(Unit, day)[0] & in_force(Unit, day)[1]
    )
    given = quotas(campaign)
    rows = db.session.execute(query.group_by(UnitKind.id).order_by(UnitKind.position, UnitKind.id))
    return [KindLine(row.id, row.label, row.number, given.get(row.id, 0)) for row in rows]


def has_sent_in(one: RegistrationRound) -> bool:
    """Tell whether something was registered in a round: then it can no longer be taken away."""
    return db.session.scalar(select(Exemplar.id).filter_by(round_id=one.id).limit(1)) is not None


def members(campaign: Campaign) -> Sequence[CommitteeMember]:
    """Return the year's committee in its order, with accounts and the units each follows."""
    charges = selectinload(CommitteeMember.charges).joinedload(CommitteeCharge.unit)
    query = select(CommitteeMember).options(joinedload(CommitteeMember.user), charges)
    in_order = query.filter_by(campaign_id=campaign.id).order_by(CommitteeMember.position, CommitteeMember.id)
    return db.session.scalars(in_order).all()


def member(campaign: Campaign, member_id: int) -> CommitteeMember | None:
    """Return one member of a year's committee."""
    return db.session.scalar(select(CommitteeMember).filter_by(campaign_id=campaign.id, id=member_id))


def member_of(campaign: Campaign, user_id: int) -> CommitteeMember | None:
    """Return a person's seat in a year's committee."""
    return db.session.scalar(select(CommitteeMember).filter_by(campaign_id=campaign.id, user_id=user_id))


def followers(campaign: Campaign) -> dict[int, list[str]]:
    """Return {unit: names of the members who follow it}; a unit that was merged is followed through its heir."""
    query = (
        select(CommitteeCharge.unit_id, User.name)
        .join(CommitteeMember, CommitteeMember.id == CommitteeCharge.member_id)
        .join(User, User.id == CommitteeMember.user_id)
        .where(CommitteeMember.campaign_id == campaign.id)
        .order_by(CommitteeMember.position, CommitteeMember.id)
    )
    found: dict[int, list[str]] = {}
    for unit_ids, name in _through_time(db.session.execute(query).all()):
        for unit_id in unit_ids:
            found.setdefault(unit_id, []).append(name)
    return found


def _through_time(rows: Iterable[Row[int, str]]) -> list[tuple[set[int], str]]:
    rows = list(rows)
    present = present_unit_ids({row.unit_id for row in rows})
    return [({row.unit_id, present[row.unit_id]}, row.name) for row in rows]


def followed_ids(actor: Actor, campaign: Campaign) -> frozenset[int]:
    """Return the units that ``actor`` follows as a member of the year's committee, with their heirs."""
    if not serves_committee(actor):
        return frozenset()
    return asked_once(("followed", actor.user_id, campaign.id), lambda: _followed_ids(actor, campaign))


def _followed_ids(actor: Actor, campaign: Campaign) -> frozenset[int]:
    query = select(CommitteeCharge.unit_id).join(CommitteeMember, CommitteeMember.id == CommitteeCharge.member_id)
    mine = query.where(CommitteeMember.campaign_id == campaign.id, CommitteeMember.user_id == actor.user_id)
    ids = db.session.scalars(mine).all()
    return frozenset(ids) | frozenset(present_unit_ids(ids).values())


def remindable_ids(actor: Actor, campaign: Campaign, unit_ids: Collection[int]) -> frozenset[int]:
    """Return those of the units whom ``actor`` may remind: an issuer all, a member those he follows (seed 003, VI)."""
    return frozenset(unit_ids) if issues(actor) else frozenset(unit_ids) & followed_ids(actor, campaign)


def candidates(campaign: Campaign, day: date) -> list[tuple[int, str]]:
    """Return (id, label) of who may become a member: open accounts with a position on ``day``, not members yet."""
    there = select(CommitteeMember.user_id).where(CommitteeMember.campaign_id == campaign.id)
    wanted = (User.disabled_at.is_(None), _holds(day), User.id.not_in(there))
    posts = posts_on(select(User.id).where(*wanted), day)
    rows = db.session.execute(select(User.id, User.name, User.username).where(*wanted).order_by(User.id))
    return [(row.id, person_label(row.name, row.username, posts.get(row.id, ""))) for row in rows]


def _holds(day: date, *roles: Role) -> Exists:
    held = exists().where(Position.user_id == User.id, *in_force(Position, day))
    held = held.where(Position.unit_id == Unit.id, *in_force(Unit, day))
    return held.where(Position.role.in_(roles)) if roles else held


def active_ids(user_ids: Iterable[int], day: date, *roles: Role) -> set[int]:
    """Return those of the people with an open account and a position on ``day``; of one of ``roles`` when named."""
    query = select(User.id).where(User.id.in_(list(user_ids)), User.disabled_at.is_(None), _holds(day, *roles))
    return set(db.session.scalars(query))


def post_of(user_id: int, day: date) -> str:
    """Return what a person is on ``day``, in words: outside the committee where he is something there."""
    query = select(Position).options(joinedload(Position.unit)).where(*in_force(Position, day))
    held = db.session.scalars(query.filter_by(user_id=user_id).order_by(Position.id)).all()
    first = sorted(held, key=lambda one: one.role in IN_COMMITTEE)
    return f"{first[0].title or first[0].role.label}, {first[0].unit.name}"[:200] if first else ""


def units_by_id(unit_ids: Iterable[int], day: date) -> Mapping[int, Unit]:
    """Return those of the units that are there on ``day``, by id."""
    query = select(Unit).where(Unit.id.in_(list(unit_ids)), *in_force(Unit, day))
    return {unit.id: unit for unit in db.session.scalars(query)}


def next_position(campaign: Campaign) -> int:
    """Return the place after the last member."""
    last = select(func.max(CommitteeMember.position)).where(CommitteeMember.campaign_id == campaign.id)
    return (db.session.scalar(last) or 0) + 1


@dataclass(frozen=True)
class UnitChoice:
    """A unit that a member may be given to follow, with who follows it already."""

    id: int
    name: str
    followers: tuple[str, ...]


def units_to_follow(
    campaign: Campaign, day: date, *, words: str = "", chosen: Sequence[int] = ()
) -> tuple[list[UnitChoice], list[UnitChoice]]:
    """Return the units chosen already, and the others that take part and are called so: those nobody follows first."""
    given, names = quotas(campaign), followers(campaign)
    named = units_by_id(chosen, day)
    picked = [UnitChoice(one, named[one].name, tuple(names.get(one, ()))) for one in chosen if one in named]
    rows = filtered(UnitFilters(day=day, words=words))
    others = [
        UnitChoice(row.id, row.name, tuple(names.get(row.id, ())))
        for row in rows
        if given.get(row.kind_id) and row.id not in named
    ]
    return picked, sorted(others, key=lambda one: bool(one.followers))


def unfollowed(campaign: Campaign, day: date) -> list[UnitChoice]:
    """Return the units that take part and that no member follows."""
    return [one for one in units_to_follow(campaign, day)[1] if not one.followers]
