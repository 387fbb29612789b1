"""Finding: what of each kind holds the words, of what someone may see, the best first. One statement for all kinds.

How many there are is counted up to ``FOUND_AT_MOST`` of each kind, the newest; so no word is too common to be asked
for. Rank is the same on both databases: words in the title before words in the text, words side by side before words
apart, then the newest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    and_,
    case,
    column,
    func,
    literal,
    or_,
    select,
    table,
    text,
    union_all,
)

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.looking import joins_sets, there_is
from nam_tinh_hinh.kernel.searching.registry import Card, Indexed, indexed
from nam_tinh_hinh.kernel.searching.tables import ROOM_FOR_A_KIND, SearchEntry
from nam_tinh_hinh.kernel.searching.words import Term, for_postgresql, for_sqlite, read

FOUND_AT_MOST = 500
PER_PAGE, SHOWN_OF_EACH = 20, 4
# So much of a text is looked into when it is ranked.
RANKED_BY = 2000
_FTS = table("search_words", column("rowid"), column("search_words"))
_HELD = table("search_entry", column("id"), column("words")).alias("held")


class Hit(NamedTuple):
    """One row that was found."""

    code: str
    row_id: int


@dataclass(frozen=True)
class Found:
    """What was found: how many of each kind, by its code, and the cards of one page; ``cut`` kinds have more."""

    counts: dict[str, int]
    cards: Sequence[Card] = ()
    number: int = 1

    @property
    def total(self) -> int:
        return sum(min(count, FOUND_AT_MOST) for count in self.counts.values())

    @property
    def cut(self) -> frozenset[str]:
        """The kinds of which more hold the words than are counted."""
        return frozenset(code for code, count in self.counts.items() if count > FOUND_AT_MOST)


def find(actor: Any, terms: Sequence[Term], *, code: str = "", number: int = 1) -> Found:
    """Return what ``actor`` may see and holds all ``terms``: the best of each kind, or one page of the kind ``code``.

    Past the end the last page is given. Two statements beside those by which the rooms know how far he reaches.
    """
    offered = [(kind, kind.visible(actor)) for kind in indexed()] if terms else []
    words = tuple(terms)
    arms = [candidates(one, seen, words, of_few=one.few(actor)) for one, seen in offered if seen is not None]
    if not arms:
        return Found({})
    _plan_for_these_words()
    codes, wanted = {kind.number: kind.code for kind in indexed()}, _wanted(code, number)
    rows = db.session.execute(_best(arms, words, wanted)).all()
    counts = {codes[row.kind]: row.number for row in rows}
    hits = [Hit(codes[row.kind], row.row_id) for row in rows if not code or _on_page(row, wanted)]
    if not hits and code in counts:
        return find(actor, terms, code=code, number=_pages(counts[code]))
    return Found(counts, _cards(hits), number)


def _plan_for_these_words() -> None:
    """Let PostgreSQL plan by the words that are asked for: one plan for rare and common ones was 300 times slower."""
    if joins_sets():
        db.session.execute(text("SET LOCAL plan_cache_mode = force_custom_plan"))


def _on_page(row: Any, wanted: tuple[int, int, int]) -> bool:
    kind, after, _most = wanted
    return bool(row.kind == kind and row.place > after)


def _pages(count: int) -> int:
    return -(-min(count, FOUND_AT_MOST) // PER_PAGE)


def _wanted(code: str, number: int) -> tuple[int, int, int]:
    """Return which kind is shown, 0 for all, and after how many how many; the best of the others is only counted."""
    kind = next((kind.number for kind in indexed() if kind.code == code), 0)
    return (kind, (number - 1) * PER_PAGE, PER_PAGE) if kind else (0, 0, SHOWN_OF_EACH)


def _best(arms: list[Select[Any]], terms: tuple[Term, ...], wanted: tuple[int, int, int]) -> Select[Any]:
    """Return the query for (kind, row_id, number, place): the wanted ones of what was found, by rank; how many."""
    found = union_all(*(select(arm.subquery()) for arm in arms)).subquery("found")
    entry = SearchEntry.__table__
    kind = found.c.entry_id.op("/")(literal(ROOM_FOR_A_KIND)).label("kind")
    rank = _rank(entry.c.title, entry.c.body, terms).label("rank")
    ranked = select(found.c.row_id, found.c.entry_id, kind, rank).join(entry, entry.c.id == found.c.entry_id).subquery()
    order = ranked.c.rank.desc(), ranked.c.entry_id.desc()
    place = func.row_number().over(partition_by=ranked.c.kind, order_by=order).label("place")
    number = func.count().over(partition_by=ranked.c.kind).label("number")
    placed = select(ranked.c.kind, ranked.c.row_id, place, number).subquery()
    chosen, after, most = wanted
    on_page = and_(placed.c.place > after, placed.c.place <= min(after + most, FOUND_AT_MOST))
    shown = or_(placed.c.place == 1, and_(placed.c.kind == chosen, on_page)) if chosen else on_page
    query = select(placed.c.kind, placed.c.row_id, placed.c.number, placed.c.place)
    return query.where(shown).order_by(placed.c.kind, placed.c.place)


def candidates(kind: Indexed, seen: Select[Any], terms: tuple[Term, ...], *, of_few: bool = False) -> Select[Any]:
    """Return the query for (row_id, entry_id) of the newest of ``seen`` (a query for ids) with ``terms``.

    One more than ``FOUND_AT_MOST``; ``of_few`` as in ``holding``.
    """
    ids = seen.order_by(None).subquery()
    if of_few and joins_sets():
        entry_id: ColumnElement[Any] = ids.c[0] + literal(kind.base, BigInteger)
        query = select(ids.c[0].label("row_id"), entry_id.label("entry_id")).where(_holds(kind, ids.c[0], terms))
    else:
        entry_id, holds = matching(kind, terms)
        query = select(ids.c[0].label("row_id"), entry_id.label("entry_id"))
        # The id stands alone on its side: so the rows are looked up by what was found, never the other way round.
        query = query.where(ids.c[0] == entry_id - kind.base, holds)
    return query.order_by(entry_id.desc()).limit(FOUND_AT_MOST + 1)


def _holds(kind: Indexed, key: Any, terms: tuple[Term, ...]) -> ColumnElement[bool]:
    """Return whether the row of ``kind`` with the id ``key`` holds ``terms``, looked at for itself."""
    entry_id, holds = matching(kind, terms)
    its_entry = select(entry_id).where(entry_id == key + literal(kind.base, BigInteger), holds)
    return there_is(its_entry.correlate_except(_HELD))


def holding(key: Any, code: str, typed: str, *, of_few: bool = False) -> list[ColumnElement[bool]]:
    """Return the conditions under which search finds the row with the id ``key``, of the kind ``code``, by ``typed``.

    No condition for what has no word in it. They only narrow a query for what someone may see; ``of_few``: that is so
    little of all that each row is looked at for the words, not all rows that hold them for who may see them.
    """
    terms = read(typed)
    if not terms:
        return []
    _plan_for_these_words()
    kind = _kind(code)
    if of_few and joins_sets():
        return [_holds(kind, key, tuple(terms))]
    entry_id, holds = matching(kind, terms)
    return [key.in_(select(entry_id - kind.base).where(holds))]


def row_ids_with_any(code: str, terms: tuple[Term, ...]) -> Select[Any]:
    """Return the query for the ids of the rows of the kind ``code`` that hold at least one of ``terms``, seen or not.

    It only narrows a query for what someone may see; by itself it says what nobody may know.
    """
    kind = _kind(code)
    entry_id, holds = matching(kind, terms, any_of=True)
    return select(entry_id - kind.base).where(holds)


def _kind(code: str) -> Indexed:
    return next(kind for kind in indexed() if kind.code == code)


def matching(
    kind: Indexed, terms: tuple[Term, ...], *, any_of: bool = False
) -> tuple[ColumnElement[Any], ColumnElement[bool]]:
    """Return the column of entries' ids in the index, and the condition that an entry of ``kind`` holds ``terms``."""
    if db.session.get_bind().dialect.name == "sqlite":
        entry_id: ColumnElement[Any] = _FTS.c.rowid
        holds: ColumnElement[bool] = _FTS.c.search_words.match(for_sqlite(terms, any_of=any_of))
    else:
        entry_id = _HELD.c.id
        asked = func.to_tsquery("simple", for_postgresql(terms, any_of=any_of))
        holds = _HELD.c.words.op("@@", is_comparison=True)(asked)
    return entry_id, and_(holds, entry_id >= kind.base, entry_id < kind.base + ROOM_FOR_A_KIND)


def _rank(title: ColumnElement[str], body: ColumnElement[str], terms: tuple[Term, ...]) -> ColumnElement[int]:
    whole, start = " ".join(term.text for term in terms), func.substr(body, 1, RANKED_BY)
    in_title = and_(*(_begin_in(title, term.text) for term in terms))
    exactly = or_(_begin_in(title, f"{whole} "), _begin_in(start, f"{whole} "))
    said = (8, _begin_in(title, whole)), (4, in_title), (2, _begin_in(start, whole)), (1, exactly)
    return reduce(add, (case((holds, weight), else_=0) for weight, holds in said))


def _begin_in(said: Any, words: str) -> ColumnElement[bool]:
    return literal(" ").concat(said).concat(" ").contains(f" {words}", autoescape=True)


def _cards(hits: Sequence[Hit]) -> list[Card]:
    """Return what is shown of the hits, in their order: one statement."""
    wanted = {kind: [hit.row_id for hit in hits if hit.code == kind.code] for kind in indexed()}
    queries = [kind.cards(ids) for kind, ids in wanted.items() if ids]
    if not queries:
        return []
    rows = {Hit(row[0], row[1]): Card(*row) for row in db.session.execute(union_all(*queries))}
    return [rows[hit] for hit in hits if hit in rows]
