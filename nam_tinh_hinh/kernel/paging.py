"""How much of a list one page shows, everywhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, func, select

from nam_tinh_hinh.kernel.db import db

PER_PAGE = 50
T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """Rows of one page, its number from 1, and how many rows there are in all."""

    rows: Sequence[T]
    number: int
    total: int

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // PER_PAGE))


def page_of(query: Select[T], number: int, key: Any) -> Page[T]:
    """Return page ``number`` of the rows of ``query``, past the end the last one; ``key`` is a column to count by."""
    return _page(query, number, key, whole=True)


def page_of_columns(query: Select[Any], number: int, key: Any) -> Page[Any]:
    """The same for a query of several columns."""
    return _page(query, number, key, whole=False)


def _page(query: Select[Any], number: int, key: Any, *, whole: bool) -> Page[Any]:
    counted = query.order_by(None).with_only_columns(key).subquery()
    total = db.session.scalar(select(func.count()).select_from(counted)) or 0
    number = min(max(number, 1), Page((), 1, total).last)
    found = db.session.execute(query.limit(PER_PAGE).offset((number - 1) * PER_PAGE))
    return Page(found.scalars().all() if whole else found.all(), number, total)
