"""Rows by the thousand into a database, parents before children, and one whole chain of history."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import count
from time import monotonic
from typing import Any

from sqlalchemy import Connection, insert, text

from nam_tinh_hinh.cli.bench.data.stock import Row, Shape
from nam_tinh_hinh.kernel import copying
from nam_tinh_hinh.kernel.history import GENESIS, Event

BATCH, SAID_EVERY = 5_000, 3.0
"""Rows that are kept before they are written, and seconds between two lines of progress."""


class Writer:
    """Takes rows in any order, gives numbers, and writes batch by batch: memory does not grow with the size."""

    def __init__(self, connection: Connection, shapes: dict[str, Shape], say: Callable[[str], None]) -> None:
        self.connection, self.shapes = connection, shapes
        self.written: Counter[str] = Counter()
        self._say, self._said = say, monotonic()
        self._rows: dict[str, list[Row]] = defaultdict(list)
        self._waiting = 0
        self._numbers = {name: count(1) for name in shapes}
        self._events: list[tuple[datetime, int, Row]] = []
        self._came, self._previous = count(), GENESIS

    def reserve(self, stock: dict[str, list[Row]]) -> None:
        """Leave the numbers of the rows of ``stock`` to them."""
        for name, rows in stock.items():
            most = max((row["id"] for row in rows if "id" in row), default=0)
            self._numbers[name] = count(most + 1)
        self._numbers["event"] = count(1)

    def number(self, table: str) -> int:
        """Return the next number of a table."""
        return next(self._numbers[table])

    def add(self, table: str, row: Row) -> None:
        """Take one row."""
        self._rows[table].append(row)
        self._waiting += 1

    def remember(self, event: Row) -> None:
        """Take one row of history; it goes down when nothing earlier can come any more."""
        heapq.heappush(self._events, (event["at"], next(self._came), event))

    def settle(self, before: datetime | None = None) -> None:
        """Write what waits; of the history what happened ``before`` (None: all of it), in order."""
        while self._events and (before is None or self._events[0][0] < before):
            self._chain(heapq.heappop(self._events)[2])
        if before is None or self._waiting >= BATCH:
            self._write()
        if monotonic() - self._said > SAID_EVERY:
            self._said = monotonic()
            self._say(f"  … {self.written.total():,} dòng".replace(",", "."))

    def _chain(self, event: Row) -> None:
        row = event | {"id": self.number("event"), "previous": self._previous, "key": None}
        row["hash"] = Event(**row).digest()
        self._previous = row["hash"]
        self.add("event", row)

    def _write(self) -> None:
        for name, shape in self.shapes.items():
            for rows in _batches(_parents_first(self._rows.pop(name, []), shape)):
                self.connection.execute(insert(shape.table), rows)
                self.written[name] += len(rows)
        self._waiting = 0

    def finish(self) -> None:
        """Write all that is left and let the database go on counting from there."""
        self.settle()
        if self.connection.dialect.name == "postgresql":
            for shape in self.shapes.values():
                copying.count_on(self.connection, shape.table)
        self.connection.execute(text("ANALYZE"))


def _parents_first(rows: list[Row], shape: Shape) -> list[Row]:
    """Return ``rows`` so that each comes after those of the same table that it names."""
    own = [column for column, target in shape.keys.items() if target == shape.table.name]
    if not own:
        return rows
    done, waiting, ordered = {None}, rows, list[Row]()
    here = {row["id"] for row in rows}
    while waiting:
        ready = [row for row in waiting if all(row[one] in done or row[one] not in here for one in own)]
        if not ready:
            raise ValueError(f"rows of {shape.table.name} name each other in a circle")
        ordered += ready
        done |= {row["id"] for row in ready}
        waiting = [row for row in waiting if row["id"] not in done]
    return ordered


def _batches(rows: list[Row]) -> Iterable[list[Row]]:
    """Yield ``rows`` in batches of ``BATCH``."""
    for first in range(0, len(rows), BATCH):
        yield rows[first : first + BATCH]


def totals(written: Counter[str]) -> dict[str, Any]:
    """Return what is told at the end: how many rows there are of what people count."""
    return {name: written[name] for name in ("observation", "report", "exemplar", "user", "event")}
