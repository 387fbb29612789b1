"""Matters of "Việc của tôi": one statement tells which may have something to say; only those are asked further."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.tasks import Task


@dataclass(frozen=True)
class Matter:
    """One thing that may be to do: ``rows`` makes its tasks, and is not called while ``some`` finds nothing.

    ``some`` looks cheaply and may find too much: what concerns whom is for ``rows`` to say. Too little it never finds.
    Without it the matter is always asked.
    """

    rows: Callable[[], Iterable[Task]]
    some: Select[Any] | None = None


def tasks_of(matters: Iterable[Matter]) -> Iterator[Task]:
    """Yield the tasks of ``matters`` in their order; one statement looks into all of them."""
    matters = list(matters)
    yield from (task for one, there in zip(matters, are_there(matters), strict=True) if there for task in one.rows())


def are_there(matters: Sequence[Matter]) -> list[bool]:
    """Tell of each matter whether it may have something to say."""
    looks = {n: one.some for n, one in enumerate(matters) if one.some is not None}
    found: dict[int, bool] = {}
    if looks:
        columns = [some.order_by(None).exists().label(f"matter_{n}") for n, some in looks.items()]
        found = dict(zip(looks, db.session.execute(select(*columns)).one(), strict=True))
    return [found.get(n, True) for n in range(len(matters))]
