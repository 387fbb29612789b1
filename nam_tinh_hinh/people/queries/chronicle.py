"""Reads of the history for whoever administers: narrowed by day, person, subject and action, newest first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Select, or_, select

from nam_tinh_hinh.kernel import chronicle as words
from nam_tinh_hinh.kernel.clock import VIETNAM
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.history import Event
from nam_tinh_hinh.kernel.paging import PER_PAGE
from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.people.tables import User

MOST_EXPORTED = 20_000


@dataclass(frozen=True)
class Filters:
    """What the history is narrowed to; every value comes from the address and goes back into it.

    ``action`` is written "subject.action"; only actions of open subjects can be asked for, so that a filter gives no
    decision away.
    """

    begins: date | None = None
    ends: date | None = None
    person: str = ""
    subject: str = ""
    subject_id: int | None = None
    action: str = ""

    @property
    def is_reversed(self) -> bool:
        """Tell whether the first day asked for is later than the last, so that no row can be found."""
        return bool(self.begins and self.ends and self.begins > self.ends)

    def as_args(self) -> dict[str, str]:
        """Return the address arguments of these filters, in Vietnamese, empty ones left out."""
        said = {
            "tu-ngay": f"{self.begins:%d/%m/%Y}" if self.begins else "",
            "den-ngay": f"{self.ends:%d/%m/%Y}" if self.ends else "",
            "nguoi": self.person,
            "doi-tuong": self.subject,
            "so": str(self.subject_id or ""),
            "viec": self.action,
        }
        return {name: value for name, value in said.items() if value}


def actions() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the actions that can be asked for: (subject's label, [(value, label), …])."""
    return [
        (subject.label, [(f"{name}.{action}", label) for action, label in subject.actions.items()])
        for name, subject in words.SUBJECTS.items()
        if subject.is_open
    ]


def filtered(filters: Filters) -> Select[Event]:
    """Return the query behind the page and the spreadsheet, newest first."""
    query = select(Event)
    if filters.begins:
        query = query.where(Event.at >= _midnight(filters.begins))
    if filters.ends:
        query = query.where(Event.at < _midnight(filters.ends + timedelta(days=1)))
    if filters.subject:
        query = query.where(Event.subject == filters.subject)
    if filters.subject_id is not None:
        query = query.where(Event.subject_id == filters.subject_id)
    if filters.action:
        subject, _, action = filters.action.partition(".")
        query = query.where(Event.subject == subject, Event.action == action)
    return _by_person(query, filters.person).order_by(Event.id.desc())


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=VIETNAM)


def _by_person(query: Select[Event], person: str) -> Select[Event]:
    if not person:
        return query
    by_name = Event.actor_name.contains(person, autoescape=True)  # an address that guessed, the command line
    parts = fold(person).split()
    called = select(User.id)
    for word in parts:
        found = User.folded_name.contains(word, autoescape=True), User.username.contains(word, autoescape=True)
        called = called.where(or_(*found))
    return query.where(or_(Event.actor_id.in_(called), by_name) if parts else by_name)


def page_of(query: Select[Event], *, before: int | None) -> tuple[Sequence[Event], int | None]:
    """Return fifty rows older than the row ``before``, and the id from which the next page goes on, if there is one."""
    if before is not None:
        query = query.where(Event.id < before)
    found = db.session.scalars(query.limit(PER_PAGE + 1)).all()
    rows = found[:PER_PAGE]
    return rows, rows[-1].id if len(found) > PER_PAGE else None


def exported(query: Select[Event]) -> Iterator[Event]:
    """Yield the newest rows of a query, at most ``MOST_EXPORTED``, without holding them all."""
    yield from db.session.scalars(query.limit(MOST_EXPORTED).execution_options(yield_per=500))


def names(events: Iterable[Event]) -> Mapping[int, str]:
    """Return the present names of the accounts that the events were done to: one statement."""
    ids = {event.subject_id for event in events if event.subject == "user" and event.subject_id}
    return dict(db.session.execute(select(User.id, User.name).where(User.id.in_(ids))).all())
