"""How much of a list one page shows, everywhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, func, select

from nam_tinh_hinh.kernel.counts import MOST_COUNTED, bounded_text, is_uncounted
from nam_tinh_hinh.kernel.db import db

PER_PAGE = 50
DEEPEST = 1_000_000
T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """Rows of one page, its number from 1, and how many rows there are in all.

    ``total`` is ``MOST_COUNTED + 1`` for any number above ``MOST_COUNTED``; ``follows`` tells whether another page
    comes after this one of a list that was not counted to its end.
    """

    rows: Sequence[T]
    number: int
    total: int
    follows: bool = False

    @property
    def is_longer(self) -> bool:
        """Tell whether there are more rows than were counted."""
        return is_uncounted(self.total)

    @property
    def total_text(self) -> str:
        """How many rows there are, as a sentence says it: "37", or "hơn 1.000"."""
        return bounded_text(self.total)

    @property
    def last(self) -> int:
        """The number of the last page; of a list that was not counted to its end, of the last that is known."""
        return self.number + self.follows if self.is_longer else max(1, -(-self.total // PER_PAGE))


def page_of(query: Select[T], number: int, key: Any) -> Page[T]:
    """Return page ``number`` of the rows of ``query``, past the end the last one; ``key`` is a column to count by."""
    return _page(query, number, key, whole=True)


def page_of_columns(query: Select[Any], number: int, key: Any) -> Page[Any]:
    """The same for a query of several columns."""
    return _page(query, number, key, whole=False)


def counted(query: Select[Any], key: Any, most: int | None = MOST_COUNTED) -> int:
    """Return how many rows ``query`` has, ``most + 1`` for any number above ``most``: nothing beyond is looked at."""
    rows = query.order_by(None).with_only_columns(key)
    rows = rows if most is None else rows.limit(most + 1)
    return db.session.scalar(select(func.count()).select_from(rows.subquery())) or 0


def _page(query: Select[Any], number: int, key: Any, *, whole: bool) -> Page[Any]:
    total, number = counted(query, key), min(max(number, 1), DEEPEST)
    if total <= MOST_COUNTED:
        number = min(number, Page((), 1, total).last)
    rows = _rows(query, number, whole)
    if not rows and number > 1:  # past the end of a long list: now it is worth counting
        number = max(1, -(-counted(query, key, None) // PER_PAGE))
        rows = _rows(query, number, whole)
    return Page(rows[:PER_PAGE], number, total, len(rows) > PER_PAGE)


def _rows(query: Select[Any], number: int, whole: bool) -> Sequence[Any]:
    """Return the rows of a page, and one more where another page follows."""
    found = db.session.execute(query.limit(PER_PAGE + 1).offset((number - 1) * PER_PAGE))
    return found.scalars().all() if whole else found.all()
