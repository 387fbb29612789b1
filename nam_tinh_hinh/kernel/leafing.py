"""Leafing through a long list by its rows: the next page begins after the last row of this one, not after 19,950."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Integer, Select, false, literal, true, tuple_

from nam_tinh_hinh.kernel.looking import joins_sets

MOMENT, DAY = "%Y%m%dT%H%M%S.%fZ", "%Y%m%d"
Mark = tuple[Any, ...]


@dataclass(frozen=True)
class Stand:
    """Where in a list one stands, as the address says it: the page's number, and the row it lies after or before.

    ``after`` and ``before`` are marks (``Order.mark_of``); "" where only the number is known.
    """

    number: int = 1
    after: str = ""
    before: str = ""


@dataclass(frozen=True)
class Order:
    """By what a list is ordered: ``columns`` that no two rows share, all of them downward or all upward.

    ``values`` gives what a row has in them. Among the columns only the first may be a yes or no. ``lead`` is of the
    same order as the first, but no index is sorted by it, and it is known only when all tables of a row are joined.
    """

    columns: Sequence[ColumnElement[Any]]
    values: Callable[[Any], Mark]
    down: bool = False
    lead: ColumnElement[Any] | None = None
    found_first: bool = False

    def of_few(self, few: bool) -> "Order":
        """Return this order, for a list of ``few`` rows among very many: all of them are found, and then sorted.

        Else PostgreSQL goes through a whole table in this order, in the hope that the first page is soon full.
        """
        return replace(self, found_first=few and self.lead is not None and joins_sets())

    def sorted(self, query: Select[Any]) -> Select[Any]:
        """Return ``query`` in this order."""
        return _sorted(query, self._by, self.down)

    @property
    def _by(self) -> Sequence[ColumnElement[Any]]:
        first = self.lead if self.found_first and self.lead is not None else self.columns[0]
        return (first, *self.columns[1:])

    def beyond(self, query: Select[Any], mark: Mark, *, back: bool = False) -> Iterator[Select[Any]]:
        """Yield ``query`` for the rows that come after ``mark``, or before it; each is asked if the last gave too few.

        Rows that share the yes or no of ``mark`` come first: so narrowed, an index finds the place by the others.
        """
        down, first = self.down is not back, self.columns[0]
        in_parts = isinstance(first.type, Boolean) and not self.found_first
        if in_parts:
            same, others = first == (true() if mark[0] else false()), self.columns[1:]
            yield _sorted(query.where(same, _compared(others, mark[1:], down)), others, down)
        if not in_parts or mark[0] is down:
            yield _sorted(query.where(_compared(self._by, mark, down)), self._by, down)

    def mark_of(self, row: Any) -> str:
        """Return what an address says of the place of ``row``."""
        return "_".join(_said(value) for value in self.values(row))

    def read(self, text: str) -> Mark | None:
        """Return the place that an address says, None where it is none of this order."""
        parts = text.split("_")
        if len(parts) != len(self.columns):
            return None
        try:
            return tuple(_meant(part, one.type.python_type) for part, one in zip(parts, self.columns, strict=True))
        except ValueError:
            return None


def _sorted(query: Select[Any], columns: Sequence[ColumnElement[Any]], down: bool) -> Select[Any]:
    return query.order_by(None).order_by(*(one.desc() if down else one.asc() for one in columns))


def _compared(columns: Sequence[ColumnElement[Any]], mark: Mark, down: bool) -> ColumnElement[bool]:
    row = tuple_(*columns)
    values = (int(value) if isinstance(one.type, Integer) else value for value, one in zip(mark, columns, strict=True))
    place = tuple_(*(literal(value, one.type) for value, one in zip(values, columns, strict=True)))
    return row < place if down else row > place


def _said(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime(MOMENT)
    return value.strftime(DAY) if isinstance(value, date) else str(int(value))


def _meant(text: str, kind: type) -> Any:
    """Raises ``ValueError`` for what is no value of ``kind``, and for a number that no row could have."""
    if kind in (date, datetime):
        moment = datetime.strptime(text, DAY if kind is date else MOMENT).replace(tzinfo=UTC)
        return moment.date() if kind is date else moment
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise ValueError(text)
    return kind(int(text))
