"""The quota board: per unit required, registered, agreed and missing, in a constant number of statements."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from nam_tinh_hinh.emulation import quotas
from nam_tinh_hinh.emulation.enums import ReminderAbout, Stage
from nam_tinh_hinh.emulation.queries import campaigns
from nam_tinh_hinh.emulation.quotas import Sent, Tally
from nam_tinh_hinh.emulation.rules import issues, oversees, round_on
from nam_tinh_hinh.emulation.tables import Campaign, Exemplar, RegistrationRound, Reminder
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.queries import UnitFilters, filtered, in_force, lineage_ids, origin, present_unit_ids, unit
from nam_tinh_hinh.people.queries.unit_tree import UnitRow
from nam_tinh_hinh.people.rules import works_for_unit
from nam_tinh_hinh.people.tables import Unit


@dataclass(frozen=True)
class BoardFilters:
    """What the board is narrowed to; every value comes from the address and goes back into it."""

    year: int
    missing_only: bool = False
    kind_id: int | None = None
    mine_only: bool = False
    words: str = ""

    def as_args(self) -> dict[str, str]:
        """Return the address arguments; the year always stands there, so that a kept address keeps its answer."""
        said = {
            "thieu": "1" if self.missing_only else "",
            "loai": self.kind_id,
            "cua-toi": "1" if self.mine_only else "",
            "tu-khoa": self.words,
        }
        return {"nam": str(self.year)} | {name: str(value) for name, value in said.items() if value}


@dataclass(frozen=True)
class BoardRow:
    """One unit on the board; ``may_remind`` tells whether the reader may remind it."""

    unit_id: int
    unit: str
    kind: str
    tally: Tally
    followers: tuple[str, ...] = ()
    reminded: Reminder | None = None
    may_remind: bool = False


def board(actor: Actor, campaign: Campaign, filters: BoardFilters) -> list[BoardRow]:
    """Return the units that take part in a year, those that miss most first.

    The committee, its standing office, compilers and viewers see all, a unit itself and those below it, an area
    officer his unit. They take part while they exist and their kind has a quota (seed 003, IV).
    """
    mine, counted = campaigns.followed_ids(actor, campaign), _counted(actor, campaign, filters)
    followers, reminders = campaigns.followers(campaign), newest_reminders(campaign, ReminderAbout.QUOTA)
    rows = [
        BoardRow(
            row.id, row.name, row.kind, tally, tuple(followers.get(row.id, ())), reminders.get(row.id),
            tally.missing > 0 and (issues(actor) or row.id in mine),
        )
        for row, tally in counted
    ]  # fmt: skip
    return sorted(rows, key=lambda row: -row.tally.missing)


def missing_of_mine(actor: Actor, campaign: Campaign) -> list[int]:
    """Return how many exemplars each unit that ``actor`` follows is short of; those that are not are left out."""
    filters = BoardFilters(campaign.year, missing_only=True, mine_only=True)
    return [tally.missing for _row, tally in _counted(actor, campaign, filters)]


def _counted(actor: Actor, campaign: Campaign, filters: BoardFilters) -> list[tuple[UnitRow, Tally]]:
    day = campaigns.day_of(campaign, clock.today())
    given = campaigns.quotas(campaign)
    units = [row for row in _units(actor, filters, day) if given.get(row.kind_id)]
    if filters.mine_only:
        mine = campaigns.followed_ids(actor, campaign)
        units = [row for row in units if row.id in mine]
    tallies = _tallies(campaign, units, given, day)
    return [(row, tallies[row.id]) for row in units if tallies[row.id].missing or not filters.missing_only]


def _units(actor: Actor, filters: BoardFilters, day: date) -> list[UnitRow]:
    top = None if oversees(actor) else actor.unit_id or 0
    rows = filtered(UnitFilters(day=day, words=filters.words, kind_id=filters.kind_id, top_id=top))
    if top is None:
        return rows
    return [row for row in rows if row.id == top or works_for_unit(actor)] if top else []


def _tallies(campaign: Campaign, units: Iterable[UnitRow], given: dict[int, int], day: date) -> dict[int, Tally]:
    sent = _sent(campaign)
    there = set(db.session.scalars(select(Unit.id).where(*in_force(Unit, day))))
    present = present_unit_ids({owner for owners, _some in sent for owner in owners})
    found: dict[int, list[Sent]] = {}
    for owners, some in sent:
        ways = (*owners, *(present[owner] for owner in owners))
        found.setdefault(next((way for way in ways if way in there), 0), []).append(some)
    counts = campaign.counts_supplements
    return {one.id: quotas.tally(given[one.kind_id], found.get(one.id, ()), counts_supplements=counts) for one in units}


def _sent(campaign: Campaign) -> list[tuple[tuple[int, int], Sent]]:
    """((unit now, unit that registered), how many): a year long past is counted by the units of that time."""
    first = origin(Exemplar.__tablename__, Exemplar.id, Exemplar.unit_id).label("first")
    query = (
        select(Exemplar.unit_id, first, Exemplar.stage, RegistrationRound.kind, func.count().label("number"))
        .outerjoin(RegistrationRound, RegistrationRound.id == Exemplar.round_id)
        .where(Exemplar.campaign_id == campaign.id, Exemplar.submitted_at.is_not(None))
        .group_by(Exemplar.unit_id, first, Exemplar.stage, RegistrationRound.kind)
    )
    return [((row.unit_id, row.first), Sent(row.stage, row.kind, row.number)) for row in db.session.execute(query)]


def newest_reminders(campaign: Campaign, about: ReminderAbout) -> dict[int, Reminder]:
    """Return the newest reminder of one matter for each unit, in one statement."""
    said = {"campaign_id": campaign.id, "about": about}
    newest = select(func.max(Reminder.id)).filter_by(**said).group_by(Reminder.unit_id)
    return {row.unit_id: row for row in db.session.scalars(select(Reminder).where(Reminder.id.in_(newest)))}


def tally_of(unit_id: int, campaign: Campaign, *, about_to_send: int = 0) -> Tally:
    """Return how far one unit is from its quota once it sent ``about_to_send`` more today.

    Nothing is required of a unit that is not there.
    """
    found = unit(unit_id)
    required = campaigns.quotas(campaign).get(found.kind_id, 0) if found else 0
    query = (
        select(Exemplar.stage, RegistrationRound.kind, func.count().label("number"))
        .outerjoin(RegistrationRound, RegistrationRound.id == Exemplar.round_id)
        .where(Exemplar.campaign_id == campaign.id, Exemplar.unit_id.in_(lineage_ids(unit_id)))
        .where(Exemplar.submitted_at.is_not(None))
        .group_by(Exemplar.stage, RegistrationRound.kind)
    )
    sent = [Sent(row.stage, row.kind, row.number) for row in db.session.execute(query)]
    now = round_on(campaign.rounds, clock.today())
    sent.append(Sent(Stage.SUBMITTED, now.kind if now else None, about_to_send))
    return quotas.tally(required, sent, counts_supplements=campaign.counts_supplements)


def last_reminder(unit_id: int, campaign: Campaign, about: ReminderAbout) -> Reminder | None:
    """Return the newest reminder of one matter that a unit, or one whose heir it is, was given in a year."""
    query = select(Reminder).filter_by(campaign_id=campaign.id, about=about)
    query = query.where(Reminder.unit_id.in_(lineage_ids(unit_id)))
    return db.session.scalar(query.order_by(Reminder.id.desc()).limit(1))


def reminded_since(
    campaign: Campaign, unit_ids: Collection[int], about: ReminderAbout, moment: datetime, exemplar_id: int | None
) -> set[int]:
    """Return those of the units that were reminded of the same matter at ``moment`` or later."""
    query = select(Reminder.unit_id).filter_by(campaign_id=campaign.id, about=about, exemplar_id=exemplar_id)
    return set(db.session.scalars(query.where(Reminder.unit_id.in_(unit_ids), Reminder.at >= moment)))
