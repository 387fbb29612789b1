"""Reads about lists of officers. ``visible_to`` is the only way to a list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, case, exists, false, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paging import PER_PAGE
from nam_tinh_hinh.kernel.search import every_word
from nam_tinh_hinh.people import rules
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.enums import LineChange, Role, RosterStage
from nam_tinh_hinh.people.queries.succession import lineage_ids
from nam_tinh_hinh.people.queries.units import in_force
from nam_tinh_hinh.people.rostering.checking import Ground
from nam_tinh_hinh.people.rostering.gazetteer import Gazetteer
from nam_tinh_hinh.people.rostering.lines import FIELDS, Person, Place, RawLine
from nam_tinh_hinh.people.tables import (
    Area,
    AreaKind,
    Position,
    Posting,
    PrintSetting,
    Roster,
    RosterLine,
    SignIn,
    Unit,
    UnitName,
    User,
)
from nam_tinh_hinh.people.workflow import OPEN


def visible_to(actor: Actor) -> Select[Roster]:
    """Return a query for the lists ``actor`` may see, with unit and sender: ADMIN all, a leader his unit's.

    With a unit go the lists of those it came after.
    """
    query = select(Roster).join(Roster.unit).options(contains_eager(Roster.unit), joinedload(Roster.submitted_by))
    if rules.is_admin(actor):
        return query
    own = Roster.unit_id.in_(lineage_ids(actor.unit_id or 0))
    return query.where(own if rules.composes_rosters(actor) else false())


def roster(actor: Actor, roster_id: int) -> Roster | None:
    """Return one list with its lines, or None when there is none that ``actor`` may see."""
    lines = selectinload(Roster.lines).joinedload(RosterLine.user)
    return db.session.scalar(visible_to(actor).options(lines).where(Roster.id == roster_id))


@dataclass(frozen=True)
class RosterFilters:
    """What the page of lists is narrowed to."""

    stage: RosterStage | None = None
    words: str = ""

    def as_args(self) -> dict[str, str]:
        """Return the address arguments, empty ones left out."""
        said = {"giai-doan": self.stage.value if self.stage else "", "tu-khoa": self.words}
        return {name: value for name, value in said.items() if value}


def rosters_page(actor: Actor, filters: RosterFilters, page: int) -> tuple[Sequence[Roster], int]:
    """Return the lists of one page (50, from 1), the longest waiting first, and how many there are in all."""
    query = visible_to(actor)
    if filters.stage:
        query = query.where(Roster.stage == filters.stage)
    query = query.where(*every_word(filters.words, Unit.folded_name))
    total = db.session.scalar(select(func.count()).select_from(query.with_only_columns(Roster.id).subquery()))
    waits = case((Roster.stage == RosterStage.SUBMITTED, 0), else_=1)
    longest_first = case((Roster.stage == RosterStage.SUBMITTED, Roster.submitted_at))
    ordered = query.order_by(waits, longest_first, Roster.submitted_at.desc(), Roster.id)
    return db.session.scalars(ordered.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all(), total or 0


def counts_of(rosters: Iterable[Roster]) -> dict[int, dict[LineChange, int]]:
    """Return for each list how many of its people are new, changed, unchanged, leaving."""
    found: dict[int, dict[LineChange, int]] = {one.id: {} for one in rosters}
    counted = select(RosterLine.roster_id, RosterLine.change, func.count()).where(RosterLine.roster_id.in_(found))
    for roster_id, change, number in db.session.execute(counted.group_by(RosterLine.roster_id, RosterLine.change)):
        found[roster_id][change] = number
    return found


def open_roster(unit_id: int) -> Roster | None:
    """Return the unit's list that waits or was returned; a unit has at most one."""
    query = select(Roster).options(selectinload(Roster.lines)).where(Roster.unit_id == unit_id, Roster.stage.in_(OPEN))
    return db.session.scalar(query.order_by(Roster.id.desc()).limit(1))


def last_approved(unit_id: int) -> Roster | None:
    """Return the unit's list approved last, with its lines."""
    query = select(Roster).options(selectinload(Roster.lines)).where(Roster.unit_id == unit_id)
    approved = query.where(Roster.stage == RosterStage.APPROVED)
    return db.session.scalar(approved.order_by(Roster.approved_at.desc(), Roster.id.desc()).limit(1))


def with_fingerprint(unit_id: int, fingerprint: str) -> Roster | None:
    """Return the unit's list with that fingerprint."""
    return db.session.scalar(select(Roster).filter_by(unit_id=unit_id, fingerprint=fingerprint))


def waiting_rosters() -> tuple[int, Sequence[Roster]]:
    """Return how many lists wait for approval, and the two that have waited longest."""
    waits = Roster.stage == RosterStage.SUBMITTED
    number = db.session.scalar(select(func.count()).where(waits))
    query = select(Roster).options(joinedload(Roster.unit)).where(waits).order_by(Roster.submitted_at, Roster.id)
    return number or 0, db.session.scalars(query.limit(2)).all()


def typed_lines(roster: Roster) -> list[RawLine]:
    """Return the people of a list as rows to be judged or edited again."""
    lines = [line for line in roster.lines if line.change is not LineChange.LEAVING]
    return [RawLine(n, {name: getattr(line, name) for name in FIELDS}) for n, line in enumerate(lines, start=1)]


def gazetteer() -> Gazetteer:
    """Return the areas in force today by their names."""
    around, today = aliased(Area), clock.today()
    query = select(Area.id, Area.name, AreaKind.label, around.name).join(AreaKind, AreaKind.id == Area.kind_id)
    query = query.outerjoin(around, around.id == Area.parent_id).where(*in_force(Area, today)).order_by(Area.id)
    return Gazetteer(Place(*row[:3], row[3] or "") for row in db.session.execute(query))


def ground(unit_id: int, rows: Iterable[RawLine] = ()) -> Ground:
    """Return what a unit's list is judged against: areas, the unit's people, and those named by their user names."""
    named = {row["username"].strip().casefold() for row in rows} - {""}
    return Ground(gazetteer(), _people(unit_id, named))


def lasting(kind: Any, day: date) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions under which a row holds on ``day`` and beyond it: what ends today is on its way out."""
    return kind.valid_from <= day, or_(kind.valid_to.is_(None), kind.valid_to > day)


def _people(unit_id: int, usernames: set[str]) -> list[Person]:
    today = clock.today()
    # Former ones too: who comes back gets his own account again, not a second one.
    of_unit = select(Position.user_id).where(Position.unit_id == unit_id)
    wanted = select(User).where(or_(User.id.in_(of_unit), User.username.in_(usernames))).order_by(User.id)
    users = db.session.scalars(wanted).all()
    ids = [user.id for user in users]
    positions = db.session.scalars(select(Position).where(Position.user_id.in_(ids)).order_by(Position.id)).all()
    areas = _areas_of(ids, today)
    last = {line.user_id: line for line in getattr(last_approved(unit_id), "lines", ())}
    return [_person(user, unit_id, positions, areas.get(user.id, set()), last.get(user.id)) for user in users]


def _areas_of(user_ids: Sequence[int], day: date) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    query = select(Posting.user_id, Posting.area_id).where(Posting.user_id.in_(user_ids), *lasting(Posting, day))
    for user_id, area_id in db.session.execute(query):
        found.setdefault(user_id, set()).add(area_id)
    return found


def _person(
    user: User, unit_id: int, positions: Iterable[Position], areas: set[int], last: RosterLine | None
) -> Person:
    ever, today = [position for position in positions if position.user_id == user.id], clock.today()
    held = [p for p in ever if p.valid_from <= today and (p.valid_to is None or p.valid_to > today)]
    here = next((p for p in held if p.unit_id == unit_id and p.role is Role.OFFICER), None)
    others = [position for position in held if position is not here]
    titles = [here.title] if here else [position.title for position in held if position.unit_id == unit_id]
    return Person(
        user_id=user.id, username=user.username, name=user.name, post=titles[0] if titles else "",
        phone=last.phone if last else "", email=last.email if last else "", area_ids=frozenset(areas),
        is_of_unit=any(position.unit_id == unit_id for position in ever), is_officer=here is not None,
        is_officer_elsewhere=any(p.role is Role.OFFICER and p.unit_id != unit_id for p in others),
        has_other_position=bool(others), is_disabled=user.disabled_at is not None,
    )  # fmt: skip


def officers_now(unit_id: int) -> list[RawLine]:
    """Return today's area officers of a unit as rows to begin a list with."""
    now = ground(unit_id)
    officers = [person for person in now.people if person.is_officer and not person.is_disabled]
    return [_as_typed(n, person, now.gazetteer) for n, person in enumerate(officers, start=1)]


def _as_typed(number: int, person: Person, places: Gazetteer) -> RawLine:
    areas = "; ".join(places.label(area) for area in sorted(person.area_ids) if area in places.places)
    return RawLine(number, {name: areas if name == "areas" else getattr(person, name) for name in FIELDS})


class Newcomer(NamedTuple):
    """Someone who still has to sign in for the first time; ``row`` is his place in the list."""

    user_id: int
    name: str
    username: str
    row: int
    code_until: datetime | None = None

    @property
    def holds_code(self) -> bool:
        """Tell whether a code given out earlier still opens the account: a new slip makes it void."""
        return self.code_until is not None and self.code_until > clock.now()


def newcomers(roster: Roster) -> list[Newcomer]:
    """Return the people of an approved list who have not signed in since, and have no password yet, in their order."""
    since = exists().where(SignIn.user_id == User.id, SignIn.started_at >= roster.approved_at)
    never = select(User.id, User.name, User.username, RosterLine.row, User.code_expires_at).join(
        RosterLine, RosterLine.user_id == User.id
    )
    never = never.where(RosterLine.roster_id == roster.id, RosterLine.change != LineChange.LEAVING)
    waits = User.must_change, User.disabled_at.is_(None), ~since
    return [Newcomer(*row) for row in db.session.execute(never.where(*waits).order_by(RosterLine.row))]


def taken_usernames() -> set[str]:
    """Return every user name in use or once used."""
    return set(db.session.scalars(select(User.username)))


def unit_on(unit_id: int, day: date) -> str:
    """Return what a unit was called on ``day``: papers keep the names of their day."""
    query = select(UnitName.name).where(UnitName.unit_id == unit_id, UnitName.valid_from <= day)
    newest = query.order_by(UnitName.valid_from.desc()).limit(1)
    return db.session.scalar(newest) or db.session.get_one(Unit, unit_id).name


def leader_title(unit_id: int, user_id: int, day: date) -> str:
    """Return the title under which someone led a unit on ``day``, empty when none is on record."""
    led = select(Position.title).filter_by(unit_id=unit_id, user_id=user_id, role=Role.LEADER)
    return db.session.scalar(led.where(*in_force(Position, day)).limit(1)) or ""


def unit_print_setting(unit_id: int, layout_id: int) -> PrintSetting | None:
    """Return a unit's own letterhead in one layout."""
    return db.session.scalar(select(PrintSetting).filter_by(unit_id=unit_id, layout_id=layout_id))
