"""Every kind of page of a demonstration full of hostile words: seen by a browser, by axe-core and by the Nu checker."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.drills import hostile, planted, scanners
from tests.drills.crawling import Page, Walker
from tests.drills.looking import DESK, PHONE, Looker

pytestmark = [pytest.mark.drill, pytest.mark.sqlite]

# Who comes by pages that nobody before him has; each kind of page is looked at once, his front page always.
WALKERS = ("canbo", "lanhdao", "truongban", "thuongtruc", "tonghop", "phutrach", "quantri")
# What the checker says and we mean; docs/scanners.md tells why.
MEANT = ("Attribute “hx-", "“field-sizing”")


@pytest.fixture(scope="module")
def prepared() -> Callable[[Path], None]:
    return hostile.fill


@dataclass
class Seen:
    """What the walks have come by."""

    pages: list[Page]
    noted: list[str]
    barred: list[str]


@pytest.fixture(scope="module")
def axe() -> str:
    return scanners.need("node_modules", "axe-core", "axe.min.js").read_text("utf-8")


@pytest.fixture(scope="module")
def seen(chromium: Any, walker: Callable[[str], Walker], server: str, axe: str) -> Seen:
    """Walk as one person after another and look at each kind of page that is new."""
    found, kinds = Seen([], [], []), set()
    for who in WALKERS:
        walk = walker(who)
        context = chromium.new_context(base_url=server, locale="vi-VN")
        context.add_cookies([{"name": one.name, "value": one.value, "url": server} for one in walk.jar])
        looker = Looker(context.new_page(), axe).watch()
        for page in walk.walk():
            kind = (page.endpoint, page.address if page.endpoint == "web.help_page" else "")
            found.pages.append(page)
            if page.html and (kind not in kinds or page.address == "/"):
                kinds.add(kind)
                # Pages of help differ in their words only: where there is least room is enough.
                looker.open(page.address, (PHONE,) if kind[1] else (DESK, PHONE))
        found.noted += looker.noted
        found.barred += looker.barred
        context.close()
    return found


def test_the_walks_come_by_what_there_is(seen: Seen):
    assert {page.address: page.code for page in seen.pages if page.code != 200} == {}
    assert len({page.endpoint for page in seen.pages}) > 110
    assert sum("&lt;script&gt;alert(1)" in page.html for page in seen.pages) > 200


def test_no_page_opens_a_dialog_complains_or_asks_a_stranger(seen: Seen):
    assert seen.noted == []


def test_no_page_bars_anybody(seen: Seen):
    assert seen.barred == []


def test_every_page_is_valid_html(seen: Seen, tmp_path: Path):
    examples = {page.endpoint: page for page in seen.pages if page.html}
    for endpoint, page in examples.items():
        (tmp_path / f"{endpoint}.html").write_text(page.html, "utf-8")
    assert list(_judged("--skip-non-html", tmp_path)) == []


def test_the_style_sheets_are_valid_css():
    assert list(_judged("--skip-non-css", scanners.TREE / "static" / "css")) == []


def _judged(*what: str | Path) -> Iterator[str]:
    """Yield what the Nu checker finds wrong, but for what we mean."""
    jar = scanners.need("node_modules", "vnu-jar", "build", "dist", "vnu.jar")
    said = scanners.run(scanners.java(), "-jar", jar, "--format", "json", *what).stderr
    for one in json.loads(said)["messages"]:
        if not any(words in one["message"] for words in MEANT):
            yield f"{Path(one['url']).name}: {one['message']} {one.get('extract', '')[:200]}"


def test_they_see_what_is_wrong_with_a_planted_page(chromium: Any, axe: str, tmp_path: Path):
    with planted.served() as address:
        looker = Looker(chromium.new_page(), axe).watch()
        looker.open(f"{address}/loud", (DESK,))
        looker.open(f"{address}/", (DESK,))
        looker.page.close()
    noted = "\n".join(looker.noted)
    assert all(word in noted for word in ("dialog 1", "missing is not defined", "request to http://elsewhere.invalid"))
    rules = {one.split(": ")[1].split()[0] for one in looker.barred}
    assert {"color-contrast", "image-alt", "label", "html-has-lang", "page-has-heading-one"} <= rules
    (tmp_path / "a.html").write_text(planted.BAD_PAGE, "utf-8")
    assert "“form” not allowed as child of element “span”" in "\n".join(_judged("--skip-non-html", tmp_path))
