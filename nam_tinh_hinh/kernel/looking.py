"""Questions inside a question, put so that neither database looks at more rows than it must.

SQLite looks rows up one by one, in this very process, at almost no price. PostgreSQL joins whole sets, and well; but
what it has to read as a set before the first row of a page is shown, it reads to the end.
"""

from typing import Any

from sqlalchemy import ColumnElement, Select, func

from nam_tinh_hinh.kernel.db import db


def joins_sets() -> bool:
    """Tell whether the database is one that joins whole sets: PostgreSQL."""
    return bool(db.session.get_bind().dialect.name == "postgresql")


def there_is(query: Select[Any]) -> ColumnElement[bool]:
    """Return whether ``query``, of one column that is never empty, has a row; it is left when the first is found.

    An EXISTS says the same, but PostgreSQL makes one join of it for all rows around, and reads tables to their ends.
    """
    return query.limit(1).scalar_subquery().is_not(None)


def among(column: Any, few: Select[Any]) -> ColumnElement[bool]:
    """Return whether ``column`` is among the ``few`` values that a query finds: they are found first, and looked up.

    Of an IN beside an OR, PostgreSQL reads all rows; an array it takes to the indexes.
    """
    if joins_sets():
        return column == func.any(func.array(few.scalar_subquery()))  # type: ignore[no-any-return]
    return column.in_(few)  # type: ignore[no-any-return]
