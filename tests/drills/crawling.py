"""Walking through a running program as a person would: from page to page by its own links, one example of each kind."""

import html
import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map

LINK = re.compile(r'<a\b[^>]*?\bhref="([^"#]+)')
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.S)
ACTION, METHOD = re.compile(r'\baction="([^"]*)"'), re.compile(r'\bmethod="post"', re.I)
FIELD = re.compile(r'<(?:input|textarea|select|button)\b[^>]*?\bname="([^"]+)"[^>]*', re.S)
VALUE = re.compile(r'\bvalue="([^"]*)"')
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
PAPERS = (".pdf", ".xlsx", ".docx", ".csv")


@dataclass(frozen=True)
class Form:
    """A form of a page: where it goes and what it carries before anybody has typed."""

    action: str
    posts: bool
    fields: dict[str, str]


@dataclass(frozen=True)
class Page:
    """What one person was given at one address."""

    who: str
    address: str
    endpoint: str
    code: int
    html: str = field(repr=False)

    @property
    def links(self) -> list[str]:
        """Where the page leads, in its order, without places in the same page."""
        return [html.unescape(found) for found in LINK.findall(self.html)]

    @property
    def forms(self) -> Iterator[Form]:
        """Yield the forms of the page."""
        for head, body in FORM.findall(self.html):
            action = ACTION.search(head)
            fields = {one[1]: _value(one[0]) for one in FIELD.finditer(body)}
            yield Form(html.unescape(action[1]) if action else "", bool(METHOD.search(head)), fields)


def _value(tag: str) -> str:
    found = VALUE.search(tag)
    return html.unescape(found[1]) if found else ""


class Walker:
    """One person's walk; ``jar`` holds the cookie of the sign-in."""

    def __init__(self, server: str, routes: Map, who: str) -> None:
        self.server, self.who, self.jar = server, who, CookieJar()
        self._routes = routes.bind("127.0.0.1")
        self._opener: OpenerDirector = build_opener(HTTPCookieProcessor(self.jar))

    def sign_in(self, password: str) -> "Walker":
        """Sign in as ``who``; return the walker itself."""
        token = TOKEN.search(self.get("/dang-nhap").html)
        assert token
        page = self.post("/dang-nhap", {"csrf_token": token[1], "username": self.who, "password": password})
        assert page.address == "/", page.html
        return self

    @property
    def cookie(self) -> str:
        """The cookie as a header carries it."""
        return "; ".join(f"{one.name}={one.value}" for one in self.jar)

    def get(self, address: str) -> Page:
        """Return the page at an address of the server, after whatever it leads on to."""
        return self._ask(Request(urljoin(self.server, address)))

    def post(self, path: str, fields: dict[str, str]) -> Page:
        """Return what comes of sending a form."""
        return self._ask(Request(urljoin(self.server, path), urlencode(fields).encode()))

    def walk(self, start: str = "/", examples: int = 1) -> Iterator[Page]:
        """Yield every kind of page that can be reached by links: ``examples`` of each, filters of a list by name."""
        waiting, seen, counts = deque([start]), {start}, Counter[tuple[str, ...]]()
        while waiting:
            address = waiting.popleft()
            kind = self.kind(address)
            if kind is None or counts[kind] >= examples:
                continue
            page = self.get(address)
            counts[kind] += 1
            yield page
            fresh = [one for one in map(self._local, page.links) if one and one not in seen]
            seen.update(fresh)
            waiting.extend(fresh)

    def endpoint(self, address: str) -> str | None:
        """Return the endpoint that answers GET at the address, None when there is none."""
        try:
            return self._routes.match(urlsplit(address).path, "GET")[0]
        except HTTPException:
            return None

    def shape(self, path: str, method: str = "GET") -> str:
        """Return the endpoint of a path, or the path itself where none answers."""
        try:
            return self._routes.match(urlsplit(path).path, method)[0]
        except HTTPException:
            return path

    def kind(self, address: str) -> tuple[str, ...] | None:
        """Return what makes an address one of its kind: the endpoint, the form of its path and the names it asks by."""
        path = urlsplit(address).path
        endpoint = self.endpoint(address)
        if endpoint is None or endpoint.endswith("static") or path.endswith(PAPERS):
            return None
        words = path if endpoint == "web.help_page" else ""
        return (endpoint, words, *sorted({name for name, _value in parse_qsl(urlsplit(address).query)}))

    def _local(self, link: str) -> str | None:
        whole = urlsplit(urljoin(self.server, link))
        here = f"{whole.scheme}://{whole.netloc}" == self.server
        return whole.path + (f"?{whole.query}" if whole.query else "") if here else None

    def _ask(self, request: Request) -> Page:
        try:
            answer = self._opener.open(request, timeout=60)
        except HTTPError as refusal:
            answer = refusal
        with answer:
            said = answer.read()
        text = said.decode() if answer.headers.get_content_type() == "text/html" else ""
        whole = urlsplit(answer.url)
        address = whole.path + (f"?{whole.query}" if whole.query else "")
        return Page(self.who, address, self.endpoint(address) or "", answer.status, text)
