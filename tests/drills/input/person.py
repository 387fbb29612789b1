"""Somebody signed in who sends whatever comes to his mind, byte by byte, and signs in again when he is thrown out."""

import re
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.limits import limiter
from nam_tinh_hinh.people.tables import User
from tests.demonstration import PASSWORD

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
SIGN_IN = "/dang-nhap"
TABLE = User.__table__
ACCOUNT = db.select(TABLE)


class Person:
    """A signed-in person's requests on ``app``, without the checks of ``tests.browser.Browser``."""

    def __init__(self, app: Flask, username: str) -> None:
        self.app, self.username = app, username
        self.account = self._account()
        self.sign_in()

    def sign_in(self) -> None:
        limiter.reset()
        self._heal()
        self.client = self.app.test_client()
        self.token = TOKEN.search(self.client.get(SIGN_IN).text)[1]
        typed = {"csrf_token": self.token, "username": self.username, "password": PASSWORD}
        answer = self.client.post(SIGN_IN, data=typed)
        assert answer.status_code == 303, (self.username, answer.status_code)
        self.token = TOKEN.search(self.client.get("/huong-dan").text)[1]

    def _account(self) -> dict[str, Any]:
        with self.app.app_context():
            return dict(db.session.execute(ACCOUNT.where(TABLE.c.username == self.username)).mappings().one())

    def _heal(self) -> None:
        """Undo what somebody's fuzzing did to this account: a lock, a new code, another password."""
        with self.app.app_context():
            db.session.execute(TABLE.update().where(TABLE.c.id == self.account["id"]).values(self.account))
            db.session.commit()

    def ask(self, method: str, path: str, **kw: Any) -> TestResponse:
        """Send one request; thrown out meanwhile, sign in and send it again."""
        answer = self._send(method, path, **kw)
        if answer.status_code == 401 or SIGN_IN in (answer.location or ""):
            self.sign_in()
            answer = self._send(method, path, **kw)
        return answer

    def get(self, path: str, **kw: Any) -> TestResponse:
        return self.ask("GET", path, **kw)

    def post(self, path: str, data: Any = None, **kw: Any) -> TestResponse:
        return self.ask("POST", path, data=data, **kw)

    def _send(self, method: str, path: str, **kw: Any) -> TestResponse:
        headers = {"X-CSRFToken": self.token, **kw.pop("headers", {})}
        return self.client.open(path, method=method, headers=headers, **kw)
