"""Matters of "Việc của tôi": one statement tells which may have something to say; only those are asked further."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain, islice
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Subquery, select, true

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.tasks import Task


@dataclass(frozen=True)
class Matter:
    """One thing that may be to do: ``rows`` makes its tasks, and is not called while ``some`` finds nothing.

    ``some`` looks cheaply and may find too much: what concerns whom is for ``rows`` to say. Too little it never finds.
    Without it the matter is always asked.

    ``figures``, a query that always finds one row, takes the place of ``some`` where a task only says how many there
    are, since when: they are asked in the same statement and given to ``rows``.
    """

    rows: Callable[..., Iterable[Task]]
    some: Select[Any] | None = None
    figures: Select[Any] | None = None


def tasks_of(matters: Iterable[Matter]) -> Iterator[Task]:
    """Yield the tasks of ``matters`` in their order; one statement looks into all of them."""
    matters = list(matters)
    for one, told in zip(matters, asked_of(matters), strict=True):
        if told is not None:
            yield from one.rows(*told)


def asked_of(matters: Sequence[Matter]) -> list[tuple[Any, ...] | None]:
    """Return for each matter its figures, an empty tuple where it may have something to say, None where it has not."""
    tables = {nth: one.figures.subquery() for nth, one in enumerate(matters) if one.figures is not None}
    columns = [list(tables[nth].c if nth in tables else _looks(one)) for nth, one in enumerate(matters)]
    row = iter(_row([*chain(*columns)], list(tables.values())) if any(columns) else ())
    told = [tuple(islice(row, len(group))) for group in columns]
    return [values if nth in tables else _found(values) for nth, values in enumerate(told)]


def _looks(matter: Matter) -> list[ColumnElement[bool]]:
    return [] if matter.some is None else [matter.some.order_by(None).exists()]


def _row(columns: Sequence[ColumnElement[Any]], tables: Sequence[Subquery]) -> Row[Any]:
    query = select(*columns)
    if tables:  # of one row each
        query = query.select_from(reduce(_beside, tables))
    return db.session.execute(query).one()


def _beside(one: Any, other: Any) -> Any:
    return one.join(other, true())


def _found(values: tuple[bool, ...]) -> tuple[()] | None:
    return () if all(values) else None
