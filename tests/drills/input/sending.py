"""What is sent that no browser of ours would send: forms filled by somebody who means harm, and broken requests."""

import re
from typing import Any
from urllib.parse import urlencode

from werkzeug.test import TestResponse

from nam_tinh_hinh.kernel.forms import new_key
from tests.drills.description import URLENCODED
from tests.drills.input.pages import Form
from tests.drills.input.person import Person
from tests.drills.input.words import BYTES

# A field of these names takes a day, a number or a telephone, not words.
EXACT = re.compile(r"(_on|_at|_to|_from|day|date|ngay|phone|email|username|number|year|nam|hour|days|count|so)$")
MULTIPART = "multipart/form-data; boundary=x"


def send(person: Person, form: Form, typed: dict[str, list[str]]) -> TestResponse:
    """Send ``form`` as it stands on the page, with a key of its own, and ``typed`` over it."""
    sent = form.filled() | {"form_key": [new_key()], "csrf_token": [person.token]} | typed
    sent = {name: values for name, values in sent.items() if name}
    if form.method == "GET":
        return person.get(form.action.split("?")[0] + "?" + urlencode(sent, doseq=True, errors="surrogatepass"))
    return person.post(form.action, sent)


def typed(form: Form, text: str, *, prose_only: bool = False) -> dict[str, list[str]]:
    """Return ``text`` for every field one types into; ``prose_only`` leaves days and numbers as they are."""
    return {
        one.name: [text]
        for one in form.fields
        if one.is_typed and not (prose_only and (EXACT.search(one.name) or "numeric" in one.looks))
    }


def broken() -> list[tuple[str, dict[str, Any]]]:
    """Return requests no browser sends: no fields, too many, twice the same, half a body, other kinds of body."""
    part = b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\n'
    file = part.replace(b"\r\n\r\n", b'; filename="a.pdf"\r\n\r\n') + b"\xff\0\r\n--x--\r\n"
    twice = "&".join(["name=a&name=b&id=1&id=2&content=a&content=b&version=1&version=x"] * 3)
    no_text = b"&".join(b"name=" + one + b"&content=" + one for one in BYTES)
    return [
        ("no field at all", {}),
        ("json", {"json": {"name": ["x"], "id": 2**70}}),
        ("no boundary", {"data": part, "content_type": "multipart/form-data"}),
        ("half a body", {"data": part + b"abc", "content_type": MULTIPART}),
        ("a part without a name", {"data": b"--x\r\n\r\nabc\r\n--x--\r\n", "content_type": MULTIPART}),
        ("a file where words belong", {"data": file, "content_type": MULTIPART}),
        ("6,000 fields", {"data": "&".join(f"f{n}=1" for n in range(6000)), "content_type": URLENCODED}),
        ("each field twice", {"data": twice, "content_type": URLENCODED}),
        ("bytes that are no text", {"data": no_text, "content_type": URLENCODED}),
        ("bytes in the address", {"query_string": "trang=%ED%A0%80&q=%00%C0%AF&nam=9223372036854775808&tu=%FF"}),
        ("another alphabet", {"data": b"name=a", "content_type": URLENCODED + "; charset=utf-7"}),
        ("htmx without its words", {"headers": {"HX-Request": "true", "HX-Current-URL": "\\x", "HX-Target": "<x>"}}),
    ]
