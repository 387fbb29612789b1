"""Reference tables that an administrator keeps: each room names its own when the application is put together.

A reference table has a ``code`` that the program may know and so never changes, a ``label`` for people, a ``position``
for its order, and perhaps ``active``: a row switched off is no longer offered but keeps its word where it stands.
"""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from nam_tinh_hinh.kernel.db import db


@dataclass(frozen=True)
class Use:
    """A column in which rows are named, and what those who name them are called ("đơn vị")."""

    words: str
    column: InstrumentedAttribute[Any]


@dataclass(frozen=True)
class Reference:
    """One reference table: its word in the address, its title, what one row is called, and where rows are in use."""

    slug: str
    label: str
    one: str
    table: type[Any]
    uses: tuple[Use, ...]

    @property
    def subject(self) -> str:
        """What the history calls a row of it."""
        return str(self.table.__tablename__)

    @property
    def can_switch_off(self) -> bool:
        return hasattr(self.table, "active")


REFERENCES: dict[str, Reference] = {}


def register(reference: Reference) -> None:
    """Make a room's reference table known; the same slug again replaces it."""
    REFERENCES[reference.slug] = reference


def also_used(slug: str, use: Use) -> None:
    """Tell that a room above names rows of a reference table that another room made known before."""
    known = REFERENCES[slug]
    register(replace(known, uses=(*known.uses, use)))


def rows(reference: Reference) -> list[Any]:
    """Return the rows of a reference table in their order."""
    return list(db.session.scalars(select(reference.table).order_by(reference.table.position, reference.table.id)))


def counts(reference: Reference) -> dict[int, list[tuple[int, str]]]:
    """Return, by row id, how many of what name the row; rows nobody names are left out. One statement a use."""
    found: dict[int, list[tuple[int, str]]] = {}
    for use in reference.uses:
        counted = select(use.column, func.count()).where(use.column.is_not(None)).group_by(use.column)
        for row_id, number in db.session.execute(counted):
            found.setdefault(row_id, []).append((number, use.words))
    return found
