"""Reads about teams, the exemplars on their way, and what they found."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from nam_tinh_hinh.emulation import rules, visits
from nam_tinh_hinh.emulation.enums import Purpose, Verdict
from nam_tinh_hinh.emulation.queries.registrations import visible_to
from nam_tinh_hinh.emulation.tables import Campaign, CommitteeMember, Exemplar, Inspection, InspectionTeam, TeamMember
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paging import Page, page_of
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.queries.units import in_force
from nam_tinh_hinh.people.rules import is_standing
from nam_tinh_hinh.people.tables import Position, Unit, User

TASKS_SHOWN = 10
COMMITTEE_ROLES = (Role.CHAIR, Role.COMMITTEE, Role.STANDING)


def _scope(actor: Actor) -> ColumnElement[bool]:
    if rules.oversees(actor):
        return true()
    return InspectionTeam.id.in_(select(TeamMember.team_id).where(TeamMember.user_id == actor.user_id))


def teams_visible_to(actor: Actor) -> Select[InspectionTeam]:
    """Return a query for the teams ``actor`` may see, with year and members: all, or those that name him."""
    loaded = joinedload(InspectionTeam.campaign), selectinload(InspectionTeam.members)
    return select(InspectionTeam).where(_scope(actor)).options(*loaded)


def team(actor: Actor, team_id: int) -> InspectionTeam | None:
    """Return one team, or None when there is none that ``actor`` may see."""
    return db.session.scalar(teams_visible_to(actor).where(InspectionTeam.id == team_id))


def visits_of(team: InspectionTeam) -> Sequence[Inspection]:
    """Return what a team visits in its order, with exemplars, units and fields."""
    query = select(Inspection).join(Inspection.exemplar).join(Exemplar.unit).where(Inspection.team_id == team.id)
    loaded = contains_eager(Inspection.exemplar)
    query = query.options(loaded.contains_eager(Exemplar.unit), loaded.joinedload(Exemplar.field))
    return db.session.scalars(query.order_by(Inspection.position, Inspection.id)).all()


def visit(actor: Actor, team_id: int, inspection_id: int) -> Inspection | None:
    """Return one visit of a team ``actor`` may see, or None."""
    found = team(actor, team_id)
    return next((one for one in visits_of(found) if one.id == inspection_id), None) if found else None


def inspection(inspection_id: int) -> Inspection | None:
    """Return one visit by its id; who may see it is for the caller to judge."""
    return db.session.get(Inspection, inspection_id)


@dataclass(frozen=True)
class TeamRow:
    """A team in the list: who heads it, and how many of its exemplars it has visited."""

    team: InspectionTeam
    head: str
    planned: int
    visited: int


def teams_page(actor: Actor, year: int, purpose: Purpose | None, number: int) -> Page[TeamRow]:
    """Return the teams of a year, of one purpose or all, those to go out first at the top."""
    query = teams_visible_to(actor).join(InspectionTeam.campaign).where(Campaign.year == year)
    if purpose:
        query = query.where(InspectionTeam.purpose == purpose)
    order = InspectionTeam.cancelled_at.is_not(None), InspectionTeam.planned_on.is_(None), InspectionTeam.planned_on
    page = page_of(query.order_by(*order, InspectionTeam.id), number, InspectionTeam.id)
    counts_of = _counts([one.id for one in page.rows])
    rows = [TeamRow(one, head_of(one), *counts_of.get(one.id, (0, 0))) for one in page.rows]
    return replace(page, rows=rows)  # type: ignore[arg-type]


def head_of(team: InspectionTeam) -> str:
    """Return the name of a team's head."""
    return next((one.name for one in team.members if visits.RANK[one.duty] == 0), "")


def _counts(team_ids: Collection[int]) -> dict[int, tuple[int, int]]:
    counted = select(Inspection.team_id, func.count(), func.count(Inspection.recorded_at))
    rows = db.session.execute(counted.where(Inspection.team_id.in_(team_ids)).group_by(Inspection.team_id))
    return {team_id: (planned, visited) for team_id, planned, visited in rows}


def next_name(campaign: Campaign) -> str:
    """Return the name preset for the year's next team."""
    number = db.session.scalar(select(func.count()).where(InspectionTeam.campaign_id == campaign.id)) or 0
    return f"Đoàn kiểm tra số {number + 1}"


@dataclass(frozen=True)
class Candidate:
    """Someone with an account whom one tick puts into a team."""

    user_id: int
    name: str
    post: str


def candidates(campaign: Campaign) -> list[Candidate]:
    """Return the year's committee; until it is entered, those who hold its positions today."""
    query = select(CommitteeMember).filter_by(campaign_id=campaign.id).options(joinedload(CommitteeMember.user))
    rows = db.session.scalars(query.order_by(CommitteeMember.position, CommitteeMember.id)).all()
    named = [Candidate(row.user_id, row.user.name, row.post or f"{row.duty.label} Ban Chỉ đạo") for row in rows]
    return named or list({one.user_id: one for one in _by_position()}.values())


def _by_position() -> Iterable[Candidate]:
    held = select(User.id, User.name, Position.title, Position.role).join(Position, Position.user_id == User.id)
    held = held.where(Position.role.in_(COMMITTEE_ROLES), *in_force(Position, clock.today()))
    rows = db.session.execute(held.where(User.disabled_at.is_(None)).order_by(Position.id))
    return [Candidate(row.id, row.name, row.title or row.role.label) for row in rows]


def involved(team: InspectionTeam, day: date) -> dict[int, list[str]]:
    """Return {unit id: names} of the units that people of the team belong to on ``day``: they step back there."""
    names = {one.user_id: one.name for one in team.members if one.user_id}
    held = select(Position.unit_id, Position.user_id).where(Position.user_id.in_(names), *in_force(Position, day))
    found: dict[int, list[str]] = {}
    for unit_id, user_id in db.session.execute(held.distinct().order_by(Position.unit_id, Position.user_id)):
        found.setdefault(unit_id, []).append(names[user_id])
    return found


@dataclass(frozen=True)
class Choice:
    """What a list of exemplars to visit is narrowed to."""

    unit_id: int | None = None
    field_id: int | None = None

    def as_args(self) -> dict[str, Any]:
        """Return the address arguments, empty ones left out."""
        said = {"don-vi": self.unit_id, "linh-vuc": self.field_id}
        return {name: str(value) for name, value in said.items() if value}


def fitting(actor: Actor, team: InspectionTeam, choice: Choice) -> Select[Exemplar]:
    """Return the query for what fits the team's purpose and is not on its way yet, by unit and name."""
    ours = select(Inspection.exemplar_id).where(Inspection.team_id == team.id)
    query = _fit(actor, team).where(Exemplar.id.not_in(ours))
    if choice.unit_id:
        query = query.where(Exemplar.unit_id == choice.unit_id)
    if choice.field_id:
        query = query.where(Exemplar.field_id == choice.field_id)
    return query.order_by(Unit.id, Exemplar.name, Exemplar.id)


def chosen(actor: Actor, exemplar_ids: Sequence[int]) -> list[Exemplar]:
    """Return those of the exemplars that ``actor`` may see, in the order in which they were chosen."""
    rows = db.session.scalars(visible_to(actor).where(Exemplar.id.in_(exemplar_ids)))
    return sorted(rows, key=lambda one: exemplar_ids.index(one.id))


def _fit(actor: Actor, team: InspectionTeam) -> Select[Exemplar]:
    found = visible_to(actor).where(Exemplar.campaign_id == team.campaign_id)
    return found.where(Exemplar.stage.in_(visits.FITTING[team.purpose]))


def fitting_units(actor: Actor, team: InspectionTeam) -> Sequence[Row[int, str]]:
    """Return (id, name) of the units that have something for the team's purpose."""
    ids = _fit(actor, team).with_only_columns(Exemplar.unit_id)
    return db.session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(ids)).order_by(Unit.id)).all()


def elsewhere(team: InspectionTeam, exemplar_ids: Collection[int]) -> dict[int, list[str]]:
    """Return {exemplar id: names of other teams} that go there with the same purpose this year."""
    query = select(Inspection.exemplar_id, InspectionTeam.name).join(Inspection.team)
    query = query.where(
        Inspection.exemplar_id.in_(exemplar_ids), InspectionTeam.id != team.id,
        InspectionTeam.purpose == team.purpose, InspectionTeam.campaign_id == team.campaign_id,
        InspectionTeam.cancelled_at.is_(None),
    )  # fmt: skip
    found: dict[int, list[str]] = {}
    for exemplar_id, name in db.session.execute(query.order_by(InspectionTeam.id)):
        found.setdefault(exemplar_id, []).append(name)
    return found


def _recorded(exemplar_ids: Collection[int]) -> Select[Inspection]:
    query = (
        select(Inspection)
        .join(Inspection.team)
        .options(contains_eager(Inspection.team).selectinload(InspectionTeam.members))
    )
    query = query.where(Inspection.exemplar_id.in_(exemplar_ids), Inspection.recorded_at.is_not(None))
    return query.order_by(Inspection.visited_on, Inspection.id)


def recorded_at_exemplar(actor: Actor, exemplar: Exemplar) -> Sequence[Inspection]:
    """Return the visits to one exemplar whose findings ``actor`` may read, the first first.

    The committee's side reads all that is recorded; the unit, and those of the committee who belong to it, what is in
    issued minutes.
    """
    rows = db.session.scalars(_recorded([exemplar.id])).all()
    return [one for one in rows if one.paper_id or visits.reads(actor, one.team, exemplar)]


def verdicts(exemplar_ids: Collection[int]) -> dict[int, list[Inspection]]:
    """Return {exemplar id: its recorded visits, the first first} in a constant number of statements.

    For the committee's own pages: what the unit may know is said by ``recorded_at_exemplar``.
    """
    found: dict[int, list[Inspection]] = {exemplar_id: [] for exemplar_id in exemplar_ids}
    for one in db.session.scalars(_recorded(list(found))):
        found[one.exemplar_id].append(one)
    return found


@dataclass(frozen=True)
class Tally:
    """A year's inspections of one purpose, for its reports; cancelled teams are left out."""

    teams: int
    planned: int
    visited: int
    by_verdict: dict[Verdict, int]


def counts(campaign: Campaign, purpose: Purpose) -> Tally:
    """Return how many teams went out, how many visits were planned and made, and what was found."""
    ours = select(InspectionTeam.id).where(
        InspectionTeam.campaign_id == campaign.id, InspectionTeam.purpose == purpose,
        InspectionTeam.cancelled_at.is_(None),
    )  # fmt: skip
    teams = db.session.scalar(select(func.count()).select_from(ours.subquery())) or 0
    found = Counter(db.session.scalars(select(Inspection.verdict).where(Inspection.team_id.in_(ours))))
    by_verdict = {verdict: found[verdict] for verdict in Verdict}
    return Tally(teams, found.total(), sum(by_verdict.values()), by_verdict)


def to_visit(actor: Actor) -> Sequence[Row[Any]]:
    """Return the teams that still have something to visit: the actor's own, for the standing office all.

    Columns: id, name, planned_on, left (how many are not recorded), the earliest day first.
    """
    left = func.count(Inspection.id).label("left")
    mine = select(TeamMember.team_id).where(TeamMember.user_id == actor.user_id)
    query = (
        select(InspectionTeam.id, InspectionTeam.name, InspectionTeam.planned_on, left)
        .join(Inspection, Inspection.team_id == InspectionTeam.id)
        .where(
            Inspection.recorded_at.is_(None), InspectionTeam.cancelled_at.is_(None),
            or_(InspectionTeam.id.in_(mine), is_standing(actor)),
        )
        .group_by(InspectionTeam.id)
        .order_by(InspectionTeam.planned_on.is_(None), InspectionTeam.planned_on, InspectionTeam.id)
    )  # fmt: skip
    return db.session.execute(query.limit(TASKS_SHOWN)).all()
