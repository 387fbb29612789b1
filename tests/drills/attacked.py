"""What a scanner is pointed at: one example of every form a person can reach, as a signed-in request to be bent."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode, urlsplit

from tests.drills.crawling import PAPERS, Form, Page, Walker

# A form's own token is carried along; its one-time key is not, or the second would only get the first's receipt.
TOKEN, KEY = "csrf_token", "form_key"
SPARED = ("/dang-xuat", "/doi-mat-khau", "/dang-nhap", "/vi-tri", "/tai-khoan")  # these would end the walk
RULE = "=" * 54


@dataclass(frozen=True)
class Target:
    """A request: its method, its address without a query, and what it carries."""

    method: str
    path: str
    fields: dict[str, str]

    @property
    def request(self) -> str:
        """The request as a proxy would have logged it, without its headers."""
        said = urlencode(self.fields)
        return f"GET {self.path}?{said} HTTP/1.1" if self.method == "GET" else f"POST {self.path} HTTP/1.1"


def targets(walker: Walker) -> Iterator[Target]:
    """Yield one target for every form, by its path without numbers, that the walker comes by."""
    seen: set[tuple[str, str]] = set()
    for page in walker.walk():
        for form in page.forms:
            target = _target(page, form)
            kind = (target.method, walker.shape(target.path, target.method))
            if kind not in seen and _worth(target):
                seen.add(kind)
                yield target


def thinned(wanted: list[Target], most: int = 2) -> list[Target]:
    """Return the targets without the names that ``most`` before them have asked by: lists read them all alike."""
    counts: Counter[str] = Counter()
    found = []
    for one in wanted:
        counts.update(list(one.fields))
        found.append(replace(one, fields={name: v for name, v in one.fields.items() if counts[name] <= most}))
    return [one for one in found if one.fields]


def _target(page: Page, form: Form) -> Target:
    path = urlsplit(form.action).path or urlsplit(page.address).path
    # A list asked for by words that it knows shows rows, so that a bent question could make them come and go.
    usual = {"tu-khoa": "a"} if not form.posts else {}
    fields = {name: usual.get(name) or value or form.posts * "1" for name, value in form.fields.items() if name != KEY}
    return Target("POST" if form.posts else "GET", quote(path, safe="/%"), fields)


def _worth(target: Target) -> bool:
    asks = any(name != TOKEN for name in target.fields)
    return asks and not target.path.endswith(PAPERS) and not target.path.startswith(SPARED)


def log(server: str, cookie: str, wanted: list[Target]) -> str:
    """Return the targets in the form of a proxy's log, which sqlmap reads."""
    host = urlsplit(server).netloc
    parts = []
    for one in wanted:
        head = f"{one.request}\nHost: {host}\nCookie: {cookie}\n"
        if one.method == "POST":
            head += f"Content-Type: application/x-www-form-urlencoded\n\n{urlencode(one.fields)}\n"
        parts.append(f"{RULE}\n12:00:00  {server}\n{RULE}\n{head}\n{RULE}\n")
    return "\n".join(parts)
