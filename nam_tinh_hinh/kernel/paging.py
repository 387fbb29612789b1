"""How much of a list one page shows, everywhere."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, case, func, select

from nam_tinh_hinh.kernel.counts import MOST_COUNTED, bounded_text, is_uncounted
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.leafing import Order, Stand

PER_PAGE = 50
DEEPEST = 1_000_000
T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """Rows of one page, its number from 1, and how many rows there are in all.

    ``total`` is ``MOST_COUNTED + 1`` for any number above ``MOST_COUNTED``; ``follows`` tells whether another page
    comes after this one of a list that was not counted to its end. ``first`` and ``end`` mark the places of its
    first and last row in such a list (``kernel.leafing``), "" where pages are found by their numbers.
    """

    rows: Sequence[T]
    number: int
    total: int
    follows: bool = False
    first: str = ""
    end: str = ""

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

    def args_of(self, number: int) -> dict[str, str | int]:
        """Return what an address says to come to page ``number`` from this one."""
        there: dict[str, str | int] = {"trang": number}
        if self.is_longer and number == self.number + 1 and self.end:
            return there | {"sau": self.end}
        if self.is_longer and 1 < number == self.number - 1 and self.first:
            return there | {"truoc": self.first}
        return there


def page_of(query: Select[T], number: int, key: Any) -> Page[T]:
    """Return page ``number`` of the rows of ``query``, past the end the last one; ``key`` is a column to count by."""
    return _page(_Pages(query, query, key), number)


def page_of_columns(query: Select[Any], number: int, key: Any) -> Page[Any]:
    """The same for a query of several columns."""
    return _page(_Pages(query, query, key, whole=False), number)


def page_found(shown: Select[T], every: Select[Any], number: int, key: Any) -> Page[T]:
    """Return page ``number`` of ``every`` as rows of ``shown``; both stand in the same order.

    ``shown`` loads what stands beside a row, of any row: it is looked up for those of the page alone.
    """
    return _page(_Found(every, every, key, shown=shown), number)


def page_at(
    shown: Select[Any], stand: Stand, order: Order, every: Select[Any], *, total: int | None = None,
    among: Select[Any] | None = None,
) -> Page[Any]:  # fmt: skip
    """Return the page of ``every`` where one stands, in ``order``; by its number where the mark leads nowhere.

    ``shown`` has the columns that are shown, of any row; what stands beside a row is looked up when its place is
    found. The last column of ``order`` names a row. ``total``: how many ``counted`` finds, where it is known already;
    ``among``: what it may count first.
    """
    pages = _Found(
        order.sorted(every), every, order.columns[-1], whole=False, known=total, among=among, shown=order.sorted(shown)
    )
    page = _marked(pages, stand, order) or _page(pages, stand.number)
    if not page.rows or not page.is_longer:
        return page
    return replace(page, first=order.mark_of(page.rows[0]), end=order.mark_of(page.rows[-1]))


def counted(query: Select[Any], key: Any, most: int | None = MOST_COUNTED, *, among: Select[Any] | None = None) -> int:
    """Return how many rows ``query`` has, ``most + 1`` for any number above ``most``: nothing beyond is looked at.

    ``among``: some of the same rows, found faster; where they are more than ``most`` already, nobody asks for the rest.
    """
    number = _number(query, key, most)
    if among is not None and most is not None:
        some = select(_number(among, key, most).label("n")).subquery()
        return db.session.scalar(select(case((some.c.n > most, some.c.n), else_=number))) or 0
    return db.session.scalar(select(number)) or 0


def _number(query: Select[Any], key: Any, most: int | None) -> Any:
    rows = query.order_by(None).with_only_columns(key)
    rows = rows if most is None else rows.limit(most + 1)
    return select(func.count()).select_from(rows.subquery()).scalar_subquery()


@dataclass(frozen=True)
class _Pages:
    """A list to take pages of: the query of its rows, what counts them by which column, and whether rows are things."""

    query: Select[Any]
    every: Select[Any]
    key: Any
    whole: bool = True
    known: int | None = None
    among: Select[Any] | None = None

    def rows(self, query: Select[Any]) -> Sequence[Any]:
        """Return the rows of a page, and one more where another page follows."""
        found = db.session.execute(query.limit(PER_PAGE + 1))
        return found.scalars().all() if self.whole else found.all()

    def at(self, number: int) -> Sequence[Any]:
        return self.rows(self.query.offset((number - 1) * PER_PAGE))

    def total(self, number: int, rows: Sequence[Any]) -> int:
        """Return how many rows there are; not counted where those before this page are too many already."""
        if rows and (number - 1) * PER_PAGE + len(rows) > MOST_COUNTED:
            return MOST_COUNTED + 1
        return counted(self.every, self.key, among=self.among) if self.known is None else self.known


@dataclass(frozen=True, kw_only=True)
class _Found(_Pages):
    """A list whose rows are found first and ``shown`` then: what stands beside them is looked up for them alone."""

    shown: Select[Any]

    def total(self, number: int, rows: Sequence[Any]) -> int:
        """Return how many rows there are; where the last of them are at hand, they tell."""
        if 0 < len(rows) <= PER_PAGE:
            return min((number - 1) * PER_PAGE + len(rows), MOST_COUNTED + 1)
        return super().total(number, rows) if rows or number > 1 else 0

    def rows(self, query: Select[Any]) -> Sequence[Any]:
        found = query.with_only_columns(self.key).limit(PER_PAGE + 1)
        rows = db.session.execute(self.shown.where(self.key.in_(found.correlate(None))))
        return rows.scalars().all() if self.whole else rows.all()


def _page(pages: _Pages, number: int) -> Page[Any]:
    number = min(max(number, 1), DEEPEST)
    rows = pages.at(number)
    total = pages.total(number, rows)
    if not rows and number > 1:  # past the end: now even a long list is worth counting
        every = counted(pages.every, pages.key, None) if is_uncounted(total) else total
        number = max(1, -(-every // PER_PAGE))
        rows = pages.at(number)
    return Page(rows[:PER_PAGE], number, total, len(rows) > PER_PAGE)


def _marked(pages: _Pages, stand: Stand, order: Order) -> Page[Any] | None:
    """Return the page after or before a mark, None where there is none such: the first page needs no mark."""
    back = bool(stand.before)
    mark = order.read(stand.before or stand.after)
    if mark is None or not 1 < stand.number <= DEEPEST:
        return None
    rows: Sequence[Any] = ()
    for narrower in order.beyond(pages.every, mark, back=back):
        rows = rows if len(rows) > PER_PAGE else pages.rows(narrower)
    if not rows or (back and len(rows) < PER_PAGE):
        return None
    total = pages.total(stand.number, rows if not back else [*rows, None])
    if back:  # read backward, the row too many stands first; the page one comes from follows
        return Page(rows[-PER_PAGE:], stand.number, total, True)
    return Page(rows[:PER_PAGE], stand.number, total, len(rows) > PER_PAGE)
