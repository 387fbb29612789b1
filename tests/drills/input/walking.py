"""Walking the demonstration as every role: which pages there are, which forms and which papers they offer."""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
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
# Leaving, or changing what everyone here signs in with, would end the walk; a backup takes long and asks nothing.
LEFT_ALONE = frozenset(
    {"people.sign_out", "people.change_password", "people.switch_hat", "people.second_factor_begin", "upkeep.back_up"}
)


@dataclass(frozen=True)
class Found:
    """A form, who found it, and which endpoint it is sent to."""

    who: str
    endpoint: str
    form: Form


@dataclass
class Place:
    """Who gets to an endpoint, and the arguments met in the addresses that lead there."""

    who: str
    known: dict[str, set[object]] = field(default_factory=dict)


@dataclass
class Walk:
    """Everything that was found."""

    forms: list[Found] = field(default_factory=list)
    papers: dict[str, tuple[str, str]] = field(default_factory=dict)
    pages: list[tuple[str, str, int, Page]] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)

    def note(self, who: str, endpoint: str | None, known: dict[str, object]) -> None:
        """Remember that ``who`` was led to ``endpoint`` with these arguments."""
        if endpoint:
            place = self.places.setdefault(endpoint, Place(who))
            for name, value in known.items():
                place.known.setdefault(name, set()).add(value)


def walk(app: Flask, person_of: Callable[[str], Person], roles: Iterable[str] = ROLES) -> Walk:
    """Walk as each of ``roles``, to one address of each endpoint, and keep one form of a kind."""
    found, seen, way = Walk(), set(), app.url_map.bind("localhost")
    for who in roles:
        for address, code, page in _pages(person_of(who), way, found.papers):
            found.pages.append((who, address, code, page))
            found.note(who, *_place(way, address))
            for form in page.forms:
                endpoint, known = _place(way, form.action, form.method)
                found.note(who, endpoint, known)
                kind = (endpoint, form.method, frozenset(re.sub(r"\d+", "", one.name) for one in form.fields))
                if endpoint and endpoint not in LEFT_ALONE and kind not in seen:
                    seen.add(kind)
                    found.forms.append(Found(who, endpoint, form))
    # Those with more to type come first: an act may close what the others write on.
    found.forms.sort(key=lambda one: -sum(field.is_typed for field in one.form.fields))
    return found


def _pages(person: Person, way: MapAdapter, papers: dict[str, tuple[str, str]]) -> Iterator[tuple[str, int, Page]]:
    waiting, met, visited = deque(["/"]), {"/"}, set[str]()
    while waiting:
        address = waiting.popleft()
        answer = person.get(address)
        if answer.mimetype != "text/html":
            continue
        page = Page(answer.text)
        yield address, answer.status_code, page
        for link in page.links:
            endpoint, _known = _place(way, link)
            if not endpoint or link in met:
                continue
            met.add(link)
            if PAPER.search(urlsplit(link).path):
                papers.setdefault(endpoint, (person.username, link))
            elif endpoint not in visited:
                visited.add(endpoint)
                waiting.append(link)


def _place(way: MapAdapter, address: str, method: str = "GET") -> tuple[str | None, dict[str, object]]:
    path = urlsplit(address).path
    if not path.startswith("/") or path.startswith(("/static", "/bootstrap", "/huong-dan/")):
        return None, {}
    try:
        endpoint, known = way.match(path, method=method)
    except (HTTPException, RequestRedirect):
        return None, {}
    return endpoint, dict(known)
