"""Rows as the history keeps them, and back: what an undo needs to put a thing as it was."""

from datetime import date
from typing import Any

from sqlalchemy import inspect

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal


def snapshot(row: Any) -> dict[str, Any]:
    """Return the columns of ``row`` in JSON's own kinds: days as yyyy-mm-dd."""
    values = {column.key: getattr(row, column.key) for column in inspect(type(row)).column_attrs}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def restored(kind: type[Any], values: dict[str, Any]) -> dict[str, Any]:
    """Return the columns of a ``snapshot`` as ``kind`` takes them."""
    columns = inspect(kind).columns
    return {name: _value(columns[name].type.python_type, value) for name, value in values.items() if name in columns}


def _value(kind: type[Any], value: Any) -> Any:
    return date.fromisoformat(value) if kind is date and isinstance(value, str) else value


def put_back(kind: type[Any], values: dict[str, Any]) -> Any:
    """Make the row of a ``snapshot`` be there again, as it was; flush and return it."""
    row = db.session.get(kind, values["id"]) or kind()
    for name, value in restored(kind, values).items():
        if name != "version":
            setattr(row, name, value)
    db.session.add(row)
    db.session.flush()
    return row


def restorable(event: history.Event) -> dict[str, Any]:
    """Return the snapshot of what ``event`` deleted.

    Raises ``ActionRefused`` once anything else happened under that id: put back already, or the id is another's now.
    """
    newest = history.last(event.subject, event.subject_id or 0)
    if newest is None or newest.id != event.id:
        raise ActionRefused(Refusal.MOVED_ON, "Không hoàn tác được: đã có thay đổi khác từ lúc đó.", newest)
    before: dict[str, Any] = (event.details or {})["before"]
    return before
