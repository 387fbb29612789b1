"""The one table of what may be found: folded text of every kind. The database itself makes its full-text index of it.

SQLite keeps ``search_words`` (FTS5 over this table's text) by triggers, PostgreSQL a generated column ``words`` with a
GIN index: migration 0019. Both therefore change in the transaction in which a row here changes, and never otherwise.
"""

from sqlalchemy import BigInteger, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from nam_tinh_hinh.kernel.db import Record

# Kinds lie one behind the other: an id says which row of which kind, and ids grow as rows grow younger.
ROOM_FOR_A_KIND = 2**40


class SearchEntry(Record):
    """The folded words of one row of one kind; ``title`` weighs more than ``body``."""

    __tablename__ = "search_entry"

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=False
    )
    title: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)


def is_of_the_index(name: str | None, kind: str, table: str | None) -> bool:
    """Tell whether a table, column or index is made by the database for the full text, and so in no metadata."""
    if kind == "table":
        return name is not None and name.startswith("search_words")
    return table == SearchEntry.__tablename__ and name in {"words", "ix_search_entry_words"}
