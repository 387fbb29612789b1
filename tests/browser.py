"""A browser without a screen: it signs in, carries the form token, and checks every page it is given."""

import re
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, has_app_context, session
from flask_login import login_user
from flask_wtf.csrf import generate_csrf
from werkzeug.test import TestResponse

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people import services
from nam_tinh_hinh.people.sessions import load
from tests.pagelint import faults

PASSWORD = "con đường hoa giấy"
HOUR = timedelta(hours=1)


class Browser:
    """One person's browser on the application."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()
        self.token = ""
        self.signed_in: tuple[str, datetime] | None = None
        self.went_back = False
        self.hat: Any = None

    def sign_in(self, username: str, password: str = PASSWORD) -> TestResponse:
        self.signed_in = None
        self.get("/dang-nhap")
        answer = self.post("/dang-nhap", {"username": username, "password": password})
        if answer.status_code == 303:
            self.get("/huong-dan")
            self.signed_in = (username, clock.now()) if password == PASSWORD else None
        return answer

    def step_in(self, username: str) -> None:
        """Sign in by the program's own verb, past the pages of the door: they have tests of their own, and are dear."""
        if has_app_context():
            db.session.rollback()
        with self.app.app_context(), self.app.test_request_context("/dang-nhap", method="POST"):
            secret = services.sign_in(username=username, password=PASSWORD, address="127.0.0.1")
            db.session.flush()
            assert login_user(load(secret)), f"{username} does not get in by his password alone"
            self.token = generate_csrf()
            db.session.commit()
            with self.client.session_transaction() as kept:
                kept.update(session)
        self.signed_in = (username, clock.now())

    def _sign_in_where_the_clock_stands(self) -> None:
        """A test that goes back in time finds its sign-in ended, as nobody can say its age: sign in there, and back."""
        if self.signed_in is None:
            return
        who, at = self.signed_in
        is_before, is_after = clock.now() < at - HOUR, clock.now() > at + HOUR
        if is_before or (is_after and self.went_back):
            self.step_in(who)
            self.went_back = is_before
            if self.hat:
                self.post("/vi-tri", {"hat": self.hat})

    def get(self, path: str, **kw: Any) -> TestResponse:
        return self._ask("GET", path, **kw)

    def post(self, path: str, data: dict[str, Any] | None = None, **kw: Any) -> TestResponse:
        self._sign_in_where_the_clock_stands()
        said = {"csrf_token": self.token} | (data or {})
        self.hat = said.get("hat") if path == "/vi-tri" else self.hat
        return self._ask("POST", path, data=said, **kw)

    def htmx(self, path: str, data: dict[str, Any], page: str = "/") -> TestResponse:
        headers = {"HX-Request": "true", "HX-Current-URL": f"http://localhost{page}", "HX-Target": "ho-so"}
        return self.post(path, data, headers=headers)

    def _ask(self, method: str, path: str, **kw: Any) -> TestResponse:
        """Send a request as from another process: a test's own transaction must not lock it out, nor its ``g`` leak."""
        if has_app_context():
            db.session.rollback()
        self._sign_in_where_the_clock_stands()
        with self.app.app_context():
            return self._seen(self.client.open(path, method=method, **kw))

    def _seen(self, answer: TestResponse) -> TestResponse:
        if answer.mimetype == "text/html" and not answer.location:
            if found := faults(answer.text):
                raise AssertionError(f"{answer.request.path}: " + "; ".join(found))
            if token := re.search(r'name="csrf_token" value="([^"]+)"', answer.text):
                self.token = token[1]
        return answer


def form_values(html: str, form_action: str) -> dict[str, str]:
    """Return the hidden fields of the form with that action."""
    form = re.search(rf'<form[^>]*action="{re.escape(form_action)}".*?</form>', html, re.S)
    assert form, f"no form for {form_action}"
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[0])) | dict(
        re.findall(r'<input id="[^"]*" name="([^"]+)" type="hidden" value="([^"]*)"', form[0])
    )
