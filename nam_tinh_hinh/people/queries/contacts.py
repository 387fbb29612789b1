"""Reads about focal points: shared with everyone who has a hat, so only the words narrow them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paging import PER_PAGE
from nam_tinh_hinh.kernel.search import every_word
from nam_tinh_hinh.people.queries.units import in_force
from nam_tinh_hinh.people.tables import ContactPoint, Unit


@dataclass(frozen=True)
class ContactFilters:
    """What the directory is narrowed to; every value comes from the address and goes back into it."""

    words: str = ""
    unit_id: int | None = None

    def as_args(self) -> dict[str, Any]:
        """Return the address arguments of these filters, empty ones left out."""
        said = {"tu-khoa": self.words, "don-vi": self.unit_id}
        return {name: str(value) for name, value in said.items() if value}


def contacts(filters: ContactFilters, day: date) -> Select[ContactPoint]:
    """Return the query for the focal points of the units in force on ``day``, unit by unit as they were entered.

    Every word must stand in the point itself or in its unit's name, short name or symbol.
    """
    query = select(ContactPoint).join(ContactPoint.unit).options(contains_eager(ContactPoint.unit))
    query = query.where(*in_force(Unit, day)).order_by(Unit.id, ContactPoint.id)
    if filters.unit_id:
        query = query.where(Unit.id == filters.unit_id)
    return query.where(*every_word(filters.words, *_SEARCHED))


_SEARCHED = (ContactPoint.folded_text, Unit.folded_name)


def contacts_page(filters: ContactFilters, day: date, page: int) -> tuple[Sequence[ContactPoint], int]:
    """Return page ``page`` (from 1) of the directory, and how many focal points there are on all pages."""
    query = contacts(filters, day)
    ids = query.order_by(None).with_only_columns(ContactPoint.id).subquery()
    total = db.session.scalar(select(func.count()).select_from(ids)) or 0
    return db.session.scalars(query.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all(), total


def contact(contact_id: int, day: date) -> ContactPoint | None:
    """Return one focal point of a unit in force."""
    return db.session.scalar(contacts(ContactFilters(), day).where(ContactPoint.id == contact_id))


def unit_labels(day: date, *, with_contacts: bool = False, most: int | None = None) -> list[tuple[int, str]]:
    """Return (id, name) of the units in force, or only of those that have a focal point."""
    query = select(Unit.id, Unit.name).where(*in_force(Unit, day)).order_by(Unit.id).limit(most)
    if with_contacts:
        query = query.where(select(ContactPoint.id).where(ContactPoint.unit_id == Unit.id).exists())
    return [(one, name) for one, name in db.session.execute(query)]


def has_contacts(unit_id: int) -> bool:
    """Tell whether a unit has a focal point."""
    return db.session.scalar(select(ContactPoint.id).filter_by(unit_id=unit_id).limit(1)) is not None


def all_contacts(filters: ContactFilters, day: date) -> Sequence[ContactPoint]:
    """Return every focal point under ``filters``, for paper and spreadsheet."""
    return db.session.scalars(contacts(filters, day)).all()
