"""Copying rows that belong together: to another day, other units, other people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from nam_tinh_hinh.cli.bench.data.stock import SUBJECTS, Bundle, Row, Stock
from nam_tinh_hinh.cli.bench.data.writing import Writer

Swap = dict[tuple[str, int], int]
Instead = Mapping[str, Mapping[str, Any]]


@dataclass
class Moving:
    """Where a copy goes: so many days on, with other rows (by table and number) and names instead of the pattern's."""

    days: timedelta
    swap: Swap = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


class Copier:
    """Writes copies of bundles."""

    def __init__(self, stock: Stock, writer: Writer) -> None:
        self.stock, self.writer = stock, writer

    def copy(self, bundle: Bundle, moving: Moving, instead: Instead | None = None) -> list[Row]:
        """Write a copy of ``bundle`` and return its rows in the bundle's order.

        ``instead`` gives columns of a table another value. ``moving.swap`` knows the new numbers afterwards.
        """
        for name, row in bundle.rows:
            if "id" in row:
                moving.swap[name, row["id"]] = self.writer.number(name)
        made = [self._row(name, row, moving, (instead or {}).get(name, {})) for name, row in bundle.rows]
        for event in bundle.events:
            self.writer.remember(self._event(event, moving))
        return made

    def _row(self, name: str, row: Row, moving: Moving, instead: Mapping[str, Any]) -> Row:
        shape, new = self.stock.shapes[name], dict(row)
        if "id" in new:
            new["id"] = moving.swap[name, row["id"]]
        for column, target in shape.keys.items():
            if row[column] is not None:
                new[column] = moving.swap.get((target, row[column]), row[column])
        for column in shape.times:
            if isinstance(row[column], date):
                new[column] = row[column] + moving.days
        for column in shape.names:
            new[column] = moving.names.get(row[column], row[column])
        new.update(instead)
        self.writer.add(name, new)
        return new

    def _event(self, event: Row, moving: Moving) -> Row:
        table = SUBJECTS.get(event["subject"], event["subject"])
        table = "observation" if table == "petition" else "exemplar" if table == "action_plan" else table
        return event | {
            "at": event["at"] + moving.days,
            "actor_id": moving.swap.get(("user", event["actor_id"]), event["actor_id"]),
            "actor_name": moving.names.get(event["actor_name"], event["actor_name"]),
            "actor_unit": moving.names.get(event["actor_unit"], event["actor_unit"]),
            "subject_id": moving.swap.get((table, event["subject_id"]), event["subject_id"]),
        }
