"""Questions inside a question, put so that neither database looks at more rows than it must."""

from typing import Any

from sqlalchemy import ColumnElement, Select, select

from nam_tinh_hinh.kernel.db import db


def there_is(query: Select[Any]) -> ColumnElement[bool]:
    """Return whether ``query``, of one column that is never empty, has a row; it is left when the first is found.

    An EXISTS says the same, but PostgreSQL makes one join of it for all rows around, and reads tables to their ends.
    """
    return query.limit(1).scalar_subquery().is_not(None)


def named_in(key: Any, naming: Any, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return whether one of the rows of which ``condition`` is true names ``key`` in their column ``naming``.

    Also where the query around it joins their table. SQLite asks once for all rows, by an index of the condition;
    PostgreSQL would read them all before it looks at the first row of a page, so there each row is asked for itself.
    """
    rows = select(naming).where(condition)
    if db.session.get_bind().dialect.name == "postgresql":
        return there_is(rows.where(naming == key).correlate(key.parent))
    return key.in_(rows.correlate(None))  # type: ignore[no-any-return]
