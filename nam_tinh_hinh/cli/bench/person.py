"""An officer's browser without a screen: it keeps cookies, fills the forms it was given, and times every page."""

import http.client
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

PATIENCE = 60.0
"""Seconds after which a browser's user has given up."""


@dataclass(frozen=True)
class Answer:
    """What came back: its code, where it leads to, its text, and the seconds it took."""

    code: int
    location: str
    body: bytes
    seconds: float

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


class Forms(HTMLParser):
    """The POST forms of a page by their address, each with the fields a browser would send."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: dict[str, dict[str, str]] = {}
        self._fields: dict[str, str] | None = None
        self._area = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form, an input or the beginning of a text box."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._fields = self.forms.setdefault(said.get("action", ""), {})
        elif self._fields is not None and said.get("name") and said.get("type") != "submit":
            if tag == "input" and said.get("type") not in {"checkbox", "radio", "file"}:
                self._fields[said["name"]] = said.get("value", "")
            elif tag == "textarea":
                self._fields[said["name"]], self._area = "", said["name"]

    def handle_data(self, data: str) -> None:
        """Take the words inside a text box."""
        if self._area and self._fields is not None:
            self._fields[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        """Note the end of a form or of a text box."""
        if tag == "form":
            self._fields = None
        elif tag == "textarea":
            self._area = ""


@dataclass
class Person:
    """One browser at the server of ``address`` (http://host:port); ``asked`` is every answer in order."""

    address: str
    cookies: dict[str, str] = field(default_factory=dict)
    asked: list[Answer] = field(default_factory=list)
    page: Answer | None = None

    def get(self, path: str) -> Answer:
        """Open a page. Raises ``OSError`` when no answer comes."""
        self.page = self._ask("GET", path)
        return self.page

    def send(self, action: str, typed: Mapping[str, str] | None = None, *, to: str = "") -> Answer:
        """Send the form of the last page that goes to ``action``, with what was ``typed`` into it; a button of the
        form may send it ``to`` another address.

        Raises ``LookupError`` when the page has no such form, ``OSError`` when no answer comes.
        """
        forms = Forms(self.page.text if self.page else "").forms
        if action not in forms:
            raise LookupError(f"no form for {action}")
        return self.post(to or action, forms[action] | dict(typed or {}))

    def post(self, path: str, fields: Mapping[str, str]) -> Answer:
        """Send these very fields. Raises ``OSError`` when no answer comes."""
        return self._ask("POST", path, urlencode(fields).encode())

    def sign_in(self, username: str, password: str) -> bool:
        """Sign in; tell whether that was let in."""
        forms = Forms(self.get("/dang-nhap").text).forms.values()
        fields = next((one for one in forms if "password" in one), {})
        return self.post("/dang-nhap", fields | {"username": username, "password": password}).code == 303

    def _ask(self, method: str, path: str, body: bytes | None = None) -> Answer:
        parts = urlsplit(self.address)
        line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.monotonic()
        try:
            line.request(method, path, body, headers)
            said = line.getresponse()
            content = said.read()
        except http.client.HTTPException as error:
            raise ConnectionError(str(error)) from error
        finally:
            line.close()
        self._keep_cookies(said.headers.get_all("Set-Cookie") or [])
        answer = Answer(said.code, said.headers.get("Location", ""), content, time.monotonic() - began)
        self.asked.append(answer)
        return answer

    def _keep_cookies(self, lines: list[str]) -> None:
        for line in lines:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
