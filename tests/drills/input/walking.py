"""Walking the demonstration as every role: which pages there are, which forms and which papers they offer."""

import re
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter, RequestRedirect

from tests.drills.input.pages import Form, Page
from tests.drills.input.person import Person

ROLES = (
    "quantri", "canbo", "lanhdao", "phutrach", "thuongtruc", "tonghop", "truongban", "mattran", "chutichmt",
    "banchidao", "nguoixem",
)  # fmt: skip
PAPER = re.compile(r"\.(pdf|xlsx|docx|csv)$")
# Leaving, or changing what everyone here signs in with, would end the walk.
LEFT_ALONE = frozenset({"people.sign_out", "people.change_password", "people.switch_hat", "people.second_factor_begin"})


@dataclass(frozen=True)
class Found:
    """A form, who found it, and which endpoint it is sent to."""

    who: str
    endpoint: str
    form: Form


@dataclass
class Walk:
    """Everything that was found."""

    forms: list[Found] = field(default_factory=list)
    papers: dict[str, tuple[str, str]] = field(default_factory=dict)
    pages: list[tuple[str, str, int, Page]] = field(default_factory=list)


def walk(app: Flask, person_of: Callable[[str], Person], *, each: int = 1) -> Walk:
    """Walk as every role, at most ``each`` addresses of one endpoint, and keep one form of a kind."""
    found, seen, way = Walk(), set(), app.url_map.bind("localhost")
    for who in ROLES:
        for address, code, page in _pages(person_of(who), way, each, found.papers):
            found.pages.append((who, address, code, page))
            for form in page.forms:
                endpoint = _endpoint(way, form.action, form.method)
                kind = (endpoint, form.method, frozenset(re.sub(r"\d+", "", one.name) for one in form.fields))
                if endpoint and endpoint not in LEFT_ALONE and kind not in seen:
                    seen.add(kind)
                    found.forms.append(Found(who, endpoint, form))
    return found


def _pages(
    person: Person, way: MapAdapter, each: int, papers: dict[str, tuple[str, str]]
) -> Iterator[tuple[str, int, Page]]:
    waiting, met, visited = deque(["/"]), {"/"}, Counter[str]()
    while waiting:
        address = waiting.popleft()
        answer = person.get(address)
        if answer.mimetype != "text/html":
            continue
        page = Page(answer.text)
        yield address, answer.status_code, page
        for link in page.links:
            endpoint = _endpoint(way, link)
            if not endpoint or link in met:
                continue
            met.add(link)
            if PAPER.search(urlsplit(link).path):
                papers.setdefault(endpoint, (person.username, link))
            elif visited[endpoint] < each:
                visited[endpoint] += 1
                waiting.append(link)


def _endpoint(way: MapAdapter, address: str, method: str = "GET") -> str | None:
    path = urlsplit(address).path
    if not path.startswith("/") or path.startswith(("/static", "/bootstrap", "/huong-dan/")):
        return None
    try:
        return way.match(path, method=method)[0]
    except (HTTPException, RequestRedirect):
        return None
