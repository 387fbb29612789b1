"""Reads of the page "Cấp bách": word received and sent, what is not sent yet, and units nobody answers for."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import aliased, joinedload

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paging import Page, page_found, page_of
from nam_tinh_hinh.people.queries import in_force
from nam_tinh_hinh.people.tables import ContactPoint, Position, Unit, UnitKind, User
from nam_tinh_hinh.situation.enums import Severity, Stage
from nam_tinh_hinh.situation.queries.observing import visible_to
from nam_tinh_hinh.situation.queries.reaching import SERVING_KINDS
from nam_tinh_hinh.situation.reach import FOCAL, WRITERS, Reach
from nam_tinh_hinh.situation.tables import Alert, Observation

UNSENT_SHOWN = 20
SENDABLE = frozenset({Stage.WAITING, Stage.RETURNED, Stage.CONFIRMED, Stage.PASSED_UP})
NAMES = (Observation.unit, Observation.area)
_ANY = aliased(Observation)


def received(person: Reach, number: int) -> Page[Alert]:
    """Return a page of the urgent word sent to those the person speaks for: unseen first, then the newest."""
    query = select(Alert).order_by(Alert.seen_at.is_not(None), Alert.sent_at.desc(), Alert.id)
    about = joinedload(Alert.observation)
    shown = query.options(*(about.joinedload(name) for name in NAMES), joinedload(Alert.to_unit))
    return page_found(shown, query.where(Alert.to_unit_id.in_(person.speaks)), number, Alert.id)


def sent(person: Reach, number: int) -> Page[Observation]:
    """Return a page of what the person's unit told as urgent, the newest first."""
    query = _mine(person).where(_told()).order_by(Observation.id.desc())
    return page_of(query.options(*map(joinedload, NAMES)), number, Observation.id)


def unsent(person: Reach) -> Sequence[Observation]:
    """Return what is urgent and has been told to nobody, of what the person may tell; oldest first."""
    query = _mine(person).where(Observation.id.in_(_untold())).order_by(Observation.recorded_at, Observation.id)
    return db.session.scalars(query.options(*map(joinedload, NAMES)).limit(UNSENT_SHOWN)).all()


def _untold() -> Select[Any]:
    """Return the query for the ids of what is urgent and told to nobody: few, and found by indexes alone."""
    pressing = select(_ANY.id).where(_ANY.severity == Severity.URGENT, _ANY.stage.in_(SENDABLE))
    return pressing.where(~exists().where(Alert.observation_id == _ANY.id))


def _mine(person: Reach) -> Select[Any]:
    """Narrow to what ``rules.wrote`` or ``rules.holds`` gives into the person's hands."""
    return visible_to(person).where(or_(*_hands(person)))


def _hands(person: Reach) -> Iterator[ColumnElement[bool]]:
    yield Observation.recorded_by_id == person.user_id
    yield Observation.holder_id.in_(person.desks)
    if person.role in WRITERS:
        yield Observation.unit_id == person.unit_id


def _told() -> ColumnElement[bool]:
    return exists().where(Alert.observation_id == Observation.id)


def alerts_of_all(observation_ids: Collection[int]) -> Mapping[int, list[Alert]]:
    """Return to whom each of these observations went: one statement."""
    query = select(Alert).options(joinedload(Alert.to_unit)).where(Alert.observation_id.in_(observation_ids))
    found: dict[int, list[Alert]] = {one: [] for one in observation_ids}
    for alert in db.session.scalars(query.order_by(Alert.is_copy, Alert.id)):
        found[alert.observation_id].append(alert)
    return found


@dataclass(frozen=True)
class Phone:
    """Whom to call at a unit, from the directory of focal points."""

    name: str
    post: str
    number: str


def without_account(unit_ids: Collection[int]) -> dict[int, Phone | None]:
    """Return the units among these for which nobody with an account in force receives, and whom to call there."""
    if not unit_ids:
        return {}
    silent = set(unit_ids) - set(db.session.scalars(_spoken_for(unit_ids)))
    query = select(ContactPoint).where(ContactPoint.unit_id.in_(silent), ContactPoint.phone != "")
    phones: dict[int, Phone | None] = dict.fromkeys(sorted(silent))
    for point in db.session.scalars(query.order_by(ContactPoint.id.desc())):
        phones[point.unit_id] = Phone(point.name, point.post, point.phone)
    return phones


def _spoken_for(unit_ids: Collection[int]) -> Any:
    """Return a query for those of the units that someone speaks for, himself or as their office (``reach``)."""
    today = clock.today()
    held = (
        select(Position.unit_id).join(Position.user).join(Position.unit).join(Unit.kind)
        .where(*in_force(Position, today), *in_force(Unit, today), User.disabled_at.is_(None))
    )  # fmt: skip
    own = held.where(Position.unit_id.in_(unit_ids), Position.role.in_(WRITERS))
    serving = held.where(
        Unit.parent_id.in_(unit_ids), UnitKind.code.in_(SERVING_KINDS), Position.role.in_(FOCAL)
    ).with_only_columns(Unit.parent_id)  # fmt: skip
    return own.union(serving)
