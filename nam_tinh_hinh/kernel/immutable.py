"""Rows that nobody changes any more, not even by hand: the database itself refuses. For migrations."""

from collections.abc import Iterator, Sequence

from alembic import op


def keep_rows(table: str, *, why: str, columns: Sequence[str] = ()) -> None:
    """Let the database refuse, with the sentence ``why``, to delete rows of ``table`` or to change them.

    With ``columns`` only these are kept as they are. Whoever tries gets the driver's IntegrityError.
    """
    change = f"UPDATE OF {', '.join(columns)}" if columns else "UPDATE"
    statements = _sqlite if op.get_bind().dialect.name == "sqlite" else _postgresql
    for statement in statements(table, why, {"update": change, "delete": "DELETE"}):
        op.execute(statement)


def let_go(table: str) -> None:
    """Take back what is left of ``keep_rows`` when the table itself is dropped."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP FUNCTION {table}_is_kept")


def _sqlite(table: str, why: str, verbs: dict[str, str]) -> Iterator[str]:
    for name, verb in verbs.items():
        yield f"CREATE TRIGGER {table}_no_{name} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{why}'); END"


def _postgresql(table: str, why: str, verbs: dict[str, str]) -> Iterator[str]:
    refuse = f"RAISE EXCEPTION '{why}' USING ERRCODE = 'integrity_constraint_violation'"
    yield f"CREATE FUNCTION {table}_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {refuse}; END $$"
    for name, verb in verbs.items():
        yield _trigger(table, name, verb, "ROW")
    yield _trigger(table, "truncate", "TRUNCATE", "STATEMENT")


def _trigger(table: str, name: str, verb: str, each: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{name} BEFORE {verb} ON {table} FOR EACH {each} EXECUTE FUNCTION {table}_is_kept()"
    )
