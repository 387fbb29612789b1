"""A signed-in reader inside the process: asks for pages through the whole WSGI application and counts."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from flask import Flask, g
from flask.testing import FlaskClient
from sqlalchemy import event

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.turns import is_beginning
from nam_tinh_hinh.people.queries import user_by_name
from nam_tinh_hinh.people.queries.accounts import token_hash
from nam_tinh_hinh.people.sessions import ASKS_ALONE
from nam_tinh_hinh.people.tables import SignIn

COUNTED = ("SELECT", "WITH", "INSERT", "UPDATE", "DELETE")
# Else the last use of the sign-in would be noted now and then, and counted with the page.
ALONE = {ASKS_ALONE: "1"}
# A page that takes long is not asked for as often.
TURNS, FEWEST, ENOUGH_MS = 15, 3, 3000.0


@dataclass(frozen=True)
class Reading:
    """What one page cost: its answer, SQL statements, milliseconds in the middle and of 95 in 100, bytes.

    ``floor`` is what the floor page took in between, so that a busy machine slows both alike.
    """

    code: int
    statements: int
    half: float
    most: float
    size: int
    floor: float


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Collect the SQL that is said inside the block; beginnings and pragmas are not counted."""
    with app.app_context():
        engine, said = db.engine, list[str]()

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.lstrip().upper().startswith(COUNTED) and not is_beginning(statement):
            said.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)


class Readers:
    """People who are signed in for as long as the measuring lasts; nothing of it stays in the database."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self._clients: dict[str, FlaskClient] = {}
        self._rows: list[int] = []

    def __enter__(self) -> "Readers":
        return self

    def __exit__(self, *_given: object) -> None:
        with self.app.app_context():
            db.session.execute(db.delete(SignIn).where(SignIn.id.in_(self._rows)))
            db.session.commit()

    def client(self, username: str) -> FlaskClient:
        """Return the browser of ``username``, signed in."""
        if username not in self._clients:
            self._clients[username] = self._signed_in(username)
        return self._clients[username]

    def _signed_in(self, username: str) -> FlaskClient:
        token, moment = secrets.token_urlsafe(32), clock.now()
        with self.app.app_context():
            user = user_by_name(username)
            if user is None:
                raise LookupError(username)
            row = SignIn(user_id=user.id, token_hash=token_hash(token), started_at=moment, seen_at=moment)
            db.session.add(row)
            db.session.commit()
            self._rows.append(row.id)
        client = self.app.test_client()
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = token, True
        return client

    def ask(self, username: str, path: str) -> tuple[int, int, int, float]:
        """Return the answer's code, SQL statements, bytes and seconds of one page."""
        client = self.client(username)
        with statements(self.app) as said, self.app.app_context():
            g.pop("_login_user", None)
            begun = perf_counter()
            answer = client.get(path, headers=ALONE)
            size = len(answer.get_data())
            took = perf_counter() - begun
        return answer.status_code, len(said), size, took

    def measure(self, username: str, path: str, floor: tuple[str, str]) -> Reading:
        """Ask once to warm up, then in turns with the floor page, and return what the page cost."""
        code, number, size, _took = self.ask(username, path)
        self.ask(*floor)
        times, floors = list[float](), list[float]()
        while len(times) < FEWEST or (len(times) < TURNS and sum(times) < ENOUGH_MS):
            floors.append(self.ask(*floor)[3] * 1000)
            times.append(self.ask(username, path)[3] * 1000)
        most = quantiles(times, n=20, method="inclusive")[18]
        return Reading(code, number, median(times), most, size, median(floors))
