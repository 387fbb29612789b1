"""The demonstration's rows, as patterns: what is copied was made by the program's own verbs, so it keeps every rule."""

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Date, Table

from nam_tinh_hinh.cli.bench.office import opened
from nam_tinh_hinh.demo import build
from nam_tinh_hinh.kernel import schema
from nam_tinh_hinh.kernel.db import UtcDateTime, db

Row = dict[str, Any]
# What a history row is about, where that is not the name of a table.
SUBJECTS = {"progress": "progress_entry"}
NAMES = ("_name", "_unit", "actor_unit", "unit_name")
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
# What lies ahead of its row: a deadline says nothing about when a row was written.
AHEAD = frozenset({"due_at", "grace_until", "due_on", "due_before", "due_after", "review_on", "ends_on", "opens_on"})


@dataclass(frozen=True)
class Shape:
    """A table, and which of its columns are what."""

    table: Table
    keys: dict[str, str]
    times: tuple[str, ...]
    names: tuple[str, ...]

    def told(self, row: Row) -> Iterable[date | datetime]:
        """Return the moments at which something was written of ``row``."""
        return (row[name] for name in self.times if name not in AHEAD and isinstance(row[name], datetime))


@dataclass(frozen=True)
class Bundle:
    """Rows that belong together, parents first, with their history."""

    rows: tuple[tuple[str, Row], ...]
    events: tuple[Row, ...]
    until: datetime

    @property
    def root(self) -> Row:
        """Return the row that the others hang on."""
        return self.rows[0][1]


class Stock:
    """All rows of the demonstration, by table."""

    def __init__(self, rows: dict[str, list[Row]]) -> None:
        self.rows = rows
        self.shapes = {table.name: _shape(table) for table in db.metadata.sorted_tables}
        self._events: dict[tuple[str, int], list[Row]] = {}
        for event in rows["event"]:
            subject = SUBJECTS.get(event["subject"], event["subject"])
            self._events.setdefault((subject, event["subject_id"]), []).append(event)

    def bundle(self, roots: Sequence[tuple[str, Row]], kin: Sequence[str]) -> Bundle:
        """Return ``roots`` with all rows of the tables ``kin`` (parents before children) that hang on them."""
        rows, taken = list(roots), {(name, row.get("id")) for name, row in roots}
        for name in kin:
            keys = self.shapes[name].keys
            for row in self.rows[name]:
                if any((target, row[column]) in taken for column, target in keys.items()):
                    rows.append((name, row))
                    taken |= {(name, row["id"] if "id" in row else next(row[column] for column in keys))}
        events = [event for one in sorted(taken, key=str) for event in self._events.get(one, ())]
        moments = [moment for name, row in rows for moment in self.shapes[name].told(row)]
        return Bundle(tuple(rows), tuple(events), max([*moments, *(one["at"] for one in events)], default=LONG_AGO))


def _shape(table: Table) -> Shape:
    keys = {
        column.name: next(iter(column.foreign_keys)).column.table.name
        for column in table.columns if column.foreign_keys
    }  # fmt: skip
    keys = {name: "observation" if target == "petition" else target for name, target in keys.items()}
    times = tuple(c.name for c in table.columns if isinstance(c.type, (Date, UtcDateTime)))
    return Shape(table, keys, times, tuple(c.name for c in table.columns if c.name.endswith(NAMES)))


def demonstration(password: str) -> Stock:
    """Build the demonstration in a folder that is thrown away, and return its rows."""
    with tempfile.TemporaryDirectory(prefix="nam-tinh-hinh-mau-") as folder, opened(Path(folder)) as app:
        schema.migrate(app.config["BACKUPS"])
        build.build(password)
        return in_database()


def in_database() -> Stock:
    """Return the rows of the demonstration that the application in use works on."""
    return Stock({table.name: _read(table) for table in db.metadata.sorted_tables})


def _read(table: Table) -> list[Row]:
    order = table.c.id if "id" in table.c else next(iter(table.primary_key))
    return [dict(row._mapping) for row in db.session.execute(table.select().order_by(order))]
