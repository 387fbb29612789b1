"""What a page holds that one can follow, fill in or be hurt by, read by the standard library's fast parser."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

TYPED = frozenset({"text", "search", "tel", "email", "url", "number", "password", "date", "time", ""})
UNSENT = frozenset({"button", "reset", "image", "file"})


@dataclass
class Field:
    """One field of a form: its kind, what the page put into it, and what may be chosen."""

    name: str
    kind: str
    value: str = ""
    options: list[str] = field(default_factory=list)
    is_sent: bool = True
    looks: str = ""

    @property
    def is_typed(self) -> bool:
        return self.kind in TYPED or self.kind == "textarea"


@dataclass
class Form:
    """A form as a browser would send it."""

    action: str
    method: str
    fields: list[Field] = field(default_factory=list)

    def filled(self) -> dict[str, list[str]]:
        """Return what is sent when nobody touches anything, with the first choice where there is one."""
        sent: dict[str, list[str]] = {}
        for one in self.fields:
            if one.is_sent and one.kind not in UNSENT:
                sent.setdefault(one.name, []).append(one.value or next(filter(None, one.options), ""))
        return sent


class Page(HTMLParser):
    """A page read once: its links, its forms, and the markup that a server of ours never writes."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.foreign: list[str] = []
        self.words: list[str] = []
        self._form: Form | None = None
        self._field: Field | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self._watch(tag, said)
        if tag == "a" and "href" in said:
            self.links.append(said["href"])
        elif tag == "form":
            self._form = Form(said.get("action", ""), said.get("method", "get").upper())
            self.forms.append(self._form)
        elif self._form and tag == "option" and self._field:
            self._choose(said)
        elif self._form and tag in ("input", "select", "textarea", "button") and said.get("name"):
            self._add(tag, said)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag in ("select", "textarea"):
            self._field = None

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self._field and self._field.kind == "textarea":
            self._field.value += data

    def _watch(self, tag: str, said: dict[str, str]) -> None:
        odd = [name for name in said if name.startswith(("on", "{")) or name == "style"]
        strange = tag in ("iframe", "object", "embed", "base", "nth-x") or (tag == "script" and "src" not in said)
        outside = said.get("src", "/").startswith(("http", "//", "x")) or "javascript:" in said.get("href", "")
        if odd or strange or outside:
            self.foreign.append(f"{tag} {said}")

    def _add(self, tag: str, said: dict[str, str]) -> None:
        kind = said.get("type", "" if tag == "input" else "submit") if tag in ("input", "button") else tag
        ticked = kind not in ("checkbox", "radio") or "checked" in said
        looks = " ".join(said.get(name, "") for name in ("placeholder", "inputmode", "class", "id"))
        value = "" if tag == "textarea" else said.get("value", "on" if kind == "checkbox" else "")
        one = Field(said["name"], kind, value, [], ticked and kind != "submit", looks)
        self._form.fields.append(one)
        self._field = one if tag in ("select", "textarea") else None

    def _choose(self, said: dict[str, str]) -> None:
        value = said.get("value", "")
        self._field.options.append(value)
        if "selected" in said:
            self._field.value = value
