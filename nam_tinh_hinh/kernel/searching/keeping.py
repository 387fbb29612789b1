"""Keeping the index in step with the rows: in the same transaction, without a word in the services.

What was flushed is noted; just before the transaction is committed the words of those rows are read again and their
entries put right. Rows written past the session (bulk data) want ``reindex``.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Any

from sqlalchemy import Select, delete, event, insert, inspect, select, text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import ORMExecuteState, Session

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.searching.registry import LONGEST_BODY, Indexed, Watched, indexed
from nam_tinh_hinh.kernel.searching.tables import ROOM_FOR_A_KIND, SearchEntry

BATCH = 1000
TOUCHED = "searching.touched"
_TABLE = SearchEntry.__table__
Words = tuple[str, str]


def watch() -> None:
    """Begin to note what changes, once for the whole program."""
    for name, listener in _LISTENERS.items():
        if not event.contains(db.session.session_factory, name, listener):
            event.listen(db.session.session_factory, name, listener)


def _watches_of(table: type) -> Iterator[tuple[Indexed, Watched]]:
    return ((kind, kind.watches[table]) for kind in indexed() if table in kind.watches)


def _touch(session: Session, kind: Indexed, row_id: int | None) -> None:
    touched: dict[str, set[int | None]] = session.info.setdefault(TOUCHED, {})
    touched.setdefault(kind.code, set()).add(row_id)


def _after_flush(session: Session, _context: Any) -> None:
    for row in (*session.new, *session.deleted, *session.dirty):
        for kind, watched in _watches_of(type(row)):
            if row not in session.dirty or _differs(row, watched.columns):
                _touch(session, kind, watched.row_id(row) if watched.row_id else None)


def _differs(row: Any, columns: Collection[str]) -> bool:
    attributes = inspect(row).attrs
    return any(attributes[name].history.has_changes() for name in columns)


def _statement(state: ORMExecuteState) -> None:
    """Note statements that change many rows at once; only kinds that are read again as a whole can follow them."""
    if (state.is_delete or state.is_update or state.is_insert) and (mapper := state.bind_mapper):
        for kind, watched in _watches_of(mapper.class_):
            if watched.row_id is None:
                _touch(state.session, kind, None)


def _before_commit(session: Session) -> None:
    session.flush()
    touched: dict[str, set[int | None]] = session.info.pop(TOUCHED, {})
    for kind in indexed():
        if ids := touched.get(kind.code):
            _refresh(kind, session.scalars(kind.ids()).all() if None in ids else ids, whole=None in ids)


def _forget(session: Session) -> None:
    session.info.pop(TOUCHED, None)


_LISTENERS: dict[str, Callable[..., Any]] = {
    "after_flush": _after_flush, "do_orm_execute": _statement, "before_commit": _before_commit,
    "after_rollback": _forget,
}  # fmt: skip


def _refresh(kind: Indexed, row_ids: Collection[Any], *, whole: bool) -> None:
    ids = sorted(one for one in row_ids if one is not None)
    for some in _batched(ids):
        _put_right(kind, some, _entries(_of_rows(kind, some)))
    if whole:
        gone = set(_entries(_of_kind(kind))) - {kind.base + one for one in ids}
        _remove(gone)


def _put_right(kind: Indexed, row_ids: Collection[int], there: dict[int, Words]) -> None:
    wanted = _wanted(kind, row_ids)
    _remove([one for one in there if one not in wanted])
    if changed := [_row(one, words) for one, words in wanted.items() if one in there and there[one] != words]:
        db.session.execute(update(SearchEntry), changed)
    if missing := [_row(one, words) for one, words in wanted.items() if one not in there]:
        db.session.execute(insert(_TABLE), missing)


def _remove(entry_ids: Collection[int]) -> None:
    for some in _batched(entry_ids):
        db.session.execute(delete(_TABLE).where(_TABLE.c.id.in_(some)))


def _row(entry_id: int, words: Words) -> dict[str, Any]:
    return {"id": entry_id, "title": words[0], "body": words[1]}


def _wanted(kind: Indexed, row_ids: Collection[int]) -> dict[int, Words]:
    return {kind.base + one.row_id: (one.title, one.body[:LONGEST_BODY]) for one in kind.read(row_ids)}


def _entries(query: Select[Any]) -> dict[int, Words]:
    return {row.id: (row.title, row.body) for row in db.session.execute(query)}


def _of_kind(kind: Indexed) -> Select[Any]:
    return _between(kind.base, kind.base + ROOM_FOR_A_KIND)


def _of_rows(kind: Indexed, row_ids: Collection[int]) -> Select[Any]:
    return select(_TABLE).where(_TABLE.c.id.in_([kind.base + one for one in row_ids]))


def _between(first: int, end: int) -> Select[Any]:
    return select(_TABLE).where(_TABLE.c.id >= first, _TABLE.c.id < end)


def fill_if_empty() -> int:
    """Fill an index that has no entry yet, as after the migration that made it; return how many were made."""
    return 0 if db.session.scalar(select(SearchEntry.id).limit(1)) else reindex()


def reindex() -> int:
    """Make the whole index anew from the rows, in the caller's transaction; return how many entries it has.

    A full text that does not fit its table could not even be emptied, so it is fitted first.
    """
    db.session.flush()
    _tell_sqlite("rebuild")
    db.session.execute(delete(_TABLE))
    made = 0
    for kind in indexed():
        for some in _batches(kind):
            rows = [_row(one, words) for one, words in _wanted(kind, some).items()]
            made += len(rows)
            if rows:
                db.session.execute(insert(_TABLE), rows)
    _forget(db.session())
    _tell_sqlite("optimize")
    return made


def _tell_sqlite(order: str) -> None:
    if db.session.get_bind().dialect.name == "sqlite":
        db.session.execute(text("INSERT INTO search_words(search_words) VALUES (:order)"), {"order": order})


def _batched(ids: Iterable[int]) -> Iterator[tuple[int, ...]]:
    rest = iter(ids)
    while some := tuple(islice(rest, BATCH)):
        yield some


def _batches(kind: Indexed) -> Iterator[tuple[int, ...]]:
    ids = sorted(db.session.scalars(kind.ids()))
    return _batched(ids)


class Harm(StrEnum):
    """How an entry and its row fall apart."""

    MISSING = "missing"
    STALE = "stale"
    SURPLUS = "surplus"
    BROKEN = "broken"


@dataclass(frozen=True)
class Difference:
    """One entry that is not as its row is; of the full-text index as a whole, ``row_id`` is 0."""

    kind: Indexed | None
    row_id: int
    harm: Harm


def differences() -> Iterator[Difference]:
    """Yield where the index and the rows differ: nothing when all is well."""
    for kind in indexed():
        first = kind.base
        for some in _batches(kind):
            end = kind.base + some[-1] + 1
            yield from _differing(kind, _wanted(kind, some), _entries(_between(first, end)))
            first = end
        yield from _differing(kind, {}, _entries(_between(first, kind.base + ROOM_FOR_A_KIND)))
    if not _holds_together():
        yield Difference(None, 0, Harm.BROKEN)


def _differing(kind: Indexed, wanted: dict[int, Words], there: dict[int, Words]) -> Iterator[Difference]:
    for one in sorted({*wanted, *there}):
        if wanted.get(one) != there.get(one):
            harm = Harm.MISSING if one not in there else Harm.SURPLUS if one not in wanted else Harm.STALE
            yield Difference(kind, one - kind.base, harm)


def _holds_together() -> bool:
    """Ask SQLite whether its full-text index is that of the table; PostgreSQL's column cannot be another."""
    if db.session.get_bind().dialect.name != "sqlite":
        return True
    try:
        db.session.execute(text("INSERT INTO search_words(search_words, rank) VALUES ('integrity-check', 1)"))
    except DatabaseError:
        return False
    return True
