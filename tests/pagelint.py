"""What every page must be: one heading, a title, unique ids, forms that lead somewhere, valid nesting."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

import html5lib

VOID_OF_NAME = {"hidden", "submit", "button", "reset", "image"}
# Words without a character that means something to HTML, and what a field holds: no fault can come of them.
WORDS, HELD = re.compile(r">\s*[^<&\s][^<&]*<"), re.compile(r' value="[^"&<]*"')


def faults(html: str) -> list[str]:
    """Return what is wrong with a page or a fragment, in words; nothing when all is well."""
    return _faults(HELD.sub(' value="x"', WORDS.sub(">x<", html)))


@lru_cache(500)
def _faults(html: str) -> list[str]:
    """Judge a page by its bones: a run meets the same ones again and again, and parsing them is dear."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    whole = "<html" in html[:300]
    tree = parser.parse(html) if whole else parser.parseFragment(html)
    found = [f"nesting: {code} at {place}" for place, code, _data in parser.errors]
    found += list(_ids(tree)) + list(_forms(tree)) + list(_names(tree)) + list(_inline(tree))
    return found + (list(_page(tree)) if whole else [])


def _page(tree: Element) -> Iterator[str]:
    if len(list(tree.iter("h1"))) != 1:
        yield f"{len(list(tree.iter('h1')))} h1"
    title = next(tree.iter("title"), None)
    if title is None or not (title.text or "").split("·")[0].strip():
        yield "no title"
    root = tree if tree.tag == "html" else next(tree.iter("html"))
    if root.get("lang") != "vi":
        yield "not said to be Vietnamese"


def _ids(tree: Element) -> Iterator[str]:
    counts = Counter(element.get("id") for element in tree.iter() if element.get("id"))
    yield from (f"id {name} {n} times" for name, n in counts.items() if n > 1)


def _forms(tree: Element) -> Iterator[str]:
    for form in tree.iter("form"):
        if not form.get("action"):
            yield "form without action"
        names = {field.get("name") for field in form.iter("input")}
        if form.get("method", "get").lower() == "post" and not {"csrf_token", "form_key"} <= names:
            yield f"form {form.get('action')} without token or key"


def _names(tree: Element) -> Iterator[str]:
    labels = {label.get("for") for label in tree.iter("label")}
    for kind in ("input", "select", "textarea"):
        for field in tree.iter(kind):
            named = field.get("id") in labels or field.get("aria-label") or field.get("aria-labelledby")
            if field.get("type") not in VOID_OF_NAME and not named:
                yield f"field {field.get('name')} without a label"


def _inline(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.get("style") or any(name.startswith("on") for name in element.attrib):
            yield f"inline style or script on {element.tag}"
        if element.tag == "script" and not element.get("src"):
            yield "inline script"
