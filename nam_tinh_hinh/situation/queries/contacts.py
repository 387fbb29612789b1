"""Reads about contacts for replies: whether one is kept and until when. What they say is never read here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from nam_tinh_hinh.kernel import clock, sealing
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.queries.observing import visible_to
from nam_tinh_hinh.situation.queries.reference import threshold
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import Observation, Petition, ReplyContact
from nam_tinh_hinh.situation.thresholds import Code

# What is answered but was never told, or is followed by nobody, is kept this many times as long: it has no better end.
UNTOLD_TIMES = 3


@dataclass(frozen=True)
class Contact:
    """What its page says of a contact: not a word of the contact itself. ``told_on`` is that of the matter."""

    is_kept: bool = False
    written_at: datetime | None = None
    erased_at: datetime | None = None
    told_on: date | None = None
    erase_on: date | None = None


def _matter() -> ColumnElement[bool]:
    """The petition that answers an observation: its own, or that of the one it was joined to."""
    return Petition.observation_id == func.coalesce(Observation.joined_to_id, Observation.id)


def contact_of(observation: Observation) -> Contact:
    """Return what is known about the contact of one observation: two statements."""
    row = db.session.get(ReplyContact, observation.id)
    matter = db.session.get(Petition, observation.joined_to_id or observation.id)
    told_on = matter.told_on if matter else None
    if row is None:
        return Contact(told_on=told_on)
    kept = row.sealed is not None
    ends = _ends(row, matter) if kept else None
    return Contact(kept, row.written_at, row.erased_at, told_on, ends)


def _ends(row: ReplyContact, matter: Petition | None) -> date | None:
    days = timedelta(threshold(Code.CONTACT_DAYS))
    if matter is None:
        return clock.local(row.written_at).date() + days * UNTOLD_TIMES
    if matter.told_on:
        return matter.told_on + days
    return matter.answered_on + days * UNTOLD_TIMES if matter.answered_on else None


def due_ids(today: date) -> Sequence[int]:
    """Return the observations whose contacts are to be erased by ``today``.

    That is ``Code.CONTACT_DAYS`` days after the people were told; three times as long after an answer that nobody told
    on, or after it was written where nobody follows the matter. While an answer is awaited it is kept.
    """
    days = timedelta(threshold(Code.CONTACT_DAYS))
    longer = today - days * UNTOLD_TIMES
    before = datetime.combine(longer + timedelta(1), time(), clock.VIETNAM)
    due = or_(
        Petition.told_on <= today - days,
        and_(Petition.told_on.is_(None), Petition.answered_on <= longer),
        and_(Petition.observation_id.is_(None), ReplyContact.written_at < before),
    )
    matters = _sealed().join(Observation, Observation.id == ReplyContact.observation_id).outerjoin(Petition, _matter())
    return db.session.scalars(matters.where(due)).all()


def _sealed() -> Select[int]:
    kept = ReplyContact.sealed.is_not(None)
    return select(ReplyContact.observation_id).where(kept).order_by(ReplyContact.observation_id)


def sealed_ids() -> Sequence[int]:
    """Return the observations whose contacts are kept."""
    return db.session.scalars(_sealed()).all()


def of_joined(person: Reach, observation_id: int) -> list[Observation]:
    """Return what was joined to an observation and has a contact that ``person`` handles: they wait for one answer."""
    query = visible_to(person).join(ReplyContact, ReplyContact.observation_id == Observation.id)
    joined = query.where(Observation.joined_to_id == observation_id, ReplyContact.sealed.is_not(None))
    rows = db.session.scalars(joined.options(joinedload(Observation.unit)).order_by(Observation.id))
    return [row for row in rows if rules.handles_contact(person, row)]


def purpose(observation_id: int) -> str:
    """Return what a contact is sealed for: moved to another row it opens nothing."""
    return f"reply contact of observation {observation_id}"


def unreadable_ids(key: str) -> list[int]:
    """Return the observations whose contacts do not open with ``key``."""
    rows = db.session.scalars(select(ReplyContact).where(ReplyContact.sealed.is_not(None))).all()
    return [row.observation_id for row in rows if not _opens(row, key)]


def _opens(row: ReplyContact, key: str) -> bool:
    try:
        sealing.unseal(row.sealed or b"", key=key, purpose=purpose(row.observation_id))
    except sealing.SealBroken:
        return False
    return True
