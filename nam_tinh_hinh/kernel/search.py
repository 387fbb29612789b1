"""Looking for typed words in columns that hold folded text."""

from typing import Any

from sqlalchemy import ColumnElement, or_

from nam_tinh_hinh.kernel.text import fold

# Longer than any name that is looked for; SQLite refuses patterns and conditions without end.
MOST = 400


def every_word(words: str, *columns: Any) -> list[ColumnElement[bool]]:
    """Return the conditions under which each of ``words`` stands in one of ``columns``, marks and capitals aside."""
    looked_for = fold(words[:MOST]).split()
    return [or_(*(column.contains(word, autoescape=True) for column in columns)) for word in looked_for]
