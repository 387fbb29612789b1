"""What each room lets be found: where its words come from, who may see which row, how a row is shown."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Date, Select, Text, cast, literal, null

from nam_tinh_hinh.kernel.db import UtcDateTime
from nam_tinh_hinh.kernel.searching.tables import ROOM_FOR_A_KIND

# Beyond this a text is found by its beginning only: PostgreSQL counts no more than 16,383 places in one text.
LONGEST_BODY = 60_000


class Entry(NamedTuple):
    """The folded words of one row."""

    row_id: int
    title: str
    body: str = ""


class Card(NamedTuple):
    """A row as it is shown when it is found; ``text`` as it was written; ``page_id`` leads to its page."""

    code: str
    row_id: int
    page_id: int
    title: str
    text: str
    unit: str
    note: str
    on_day: date | None
    at: datetime | None


@dataclass(frozen=True)
class Watched:
    """Whose changes make the words of a kind old: some columns of a table.

    ``row_id`` says of which row from the changed one; without it the whole kind is read again, which only small kinds
    can afford.
    """

    columns: frozenset[str]
    row_id: Callable[[Any], int | None] | None = None


@dataclass(frozen=True, eq=False)
class Indexed:
    """One kind of what may be found. ``number`` is its place in the index and never changes; ``code`` stands in
    addresses.

    ``ids``: the query for the ids of all its rows; ``read(ids)``: the entries of these. ``visible(actor)``: the query
    for the ids that he may see - the room's own condition - or None where he never sees any. ``cards(ids)``: the query
    for what is shown of rows, with ``card_columns``. ``place(card)``: the endpoint of its page and what fills the
    address. ``as_read``: a text of this kind without marks that only its writer sees. ``few(actor)``: whether what he
    may see is so little of all that each row is looked at for the words.
    """

    number: int
    code: str
    label: str
    ids: Callable[[], Select[Any]]
    read: Callable[[Collection[int]], Iterator[Entry]]
    watches: Mapping[type, Watched]
    visible: Callable[[Any], Select[Any] | None]
    cards: Callable[[Collection[int]], Select[Any]]
    place: Callable[[Card], tuple[str, dict[str, Any]]]
    as_read: Callable[[str], str] = str
    few: Callable[[Any], bool] = lambda _actor: False

    @property
    def base(self) -> int:
        """What is added to a row's id to make the entry's."""
        return self.number * ROOM_FOR_A_KIND


_KINDS: dict[str, Indexed] = {}


def register(*kinds: Indexed) -> None:
    """Add what a room lets be found; a kind registered again replaces itself."""
    for kind in kinds:
        _KINDS[kind.code] = kind


def indexed() -> list[Indexed]:
    """Return all kinds in the order in which they are shown."""
    return sorted(_KINDS.values(), key=lambda kind: kind.number)


def card_columns(
    code: str, row_id: Any, title: Any, *, page_id: Any = None, text: Any = "", unit: Any = "", note: Any = "",
    on_day: Any = None, at: Any = None,
) -> tuple[Any, ...]:  # fmt: skip
    """Return the columns of a query for cards, alike for every kind, so that one statement may ask for several."""
    text_of = {"code": code, "title": title, "text": text, "unit": unit, "note": note}
    words = {name: cast(literal(one) if isinstance(one, str) else one, Text) for name, one in text_of.items()}
    numbers = {"row_id": row_id, "page_id": row_id if page_id is None else page_id}
    day = cast(null(), Date) if on_day is None else on_day
    columns = words | numbers | {"on_day": day, "at": cast(null(), UtcDateTime()) if at is None else at}
    return tuple(columns[name].label(name) for name in Card._fields)
