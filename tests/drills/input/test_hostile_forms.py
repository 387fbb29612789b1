"""Every form of the demonstration, filled in by somebody who means harm; then every page and paper read again."""

import io
import re
import unicodedata
from collections import Counter
from itertools import cycle
from urllib.parse import urlencode

import pytest
from docx import Document
from openpyxl import load_workbook

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.forms import new_key
from tests.drills.input.walking import walk
from tests.drills.input.words import BYTES, EVERYTHING, SHORT, SIGN, TEXTS

pytestmark = pytest.mark.drill

# What a form never asks for but a table has.
COLUMNS = (
    "owner_id", "unit_id", "role", "stage", "is_admin", "version", "id", "user_id", "added_by_id", "created_by_id",
    "password_hash", "must_change", "disabled_at", "sent_at", "number", "subject_id", "actor_id", "campaign_id",
)  # fmt: skip
SMUGGLED = 987_654_321
# A field of these names takes a day, a number or a telephone, not words.
EXACT = re.compile(r"(_on|_at|_to|_from|day|date|ngay|phone|email|username|number|year|nam|hour|days|count|so)$")


@pytest.fixture(scope="module")
def found(demo, person_of):
    return walk(demo, person_of)


def send(person, form, typed, **kw):
    sent = form.filled() | {"form_key": [new_key()], "csrf_token": [person.token]} | typed
    sent = {name: values for name, values in sent.items() if name}
    if form.method == "GET":
        return person.get(form.action.split("?")[0] + "?" + urlencode(sent, doseq=True, errors="surrogatepass"), **kw)
    return person.post(form.action, sent, **kw)


def typed(form, text, *, prose_only=False):
    return {
        one.name: [text]
        for one in form.fields
        if one.is_typed and not (prose_only and (EXACT.search(one.name) or "numeric" in one.looks))
    }


def too_bad(answer):
    return answer.status_code >= 500


def test_the_walk_finds_the_house(found):
    """A walk that met a shut door would make every drill below an empty one."""
    assert len({one.endpoint for one in found.forms}) > 150
    assert len({address for _who, address, _code, _page in found.pages}) > 150
    assert {code for _who, _address, code, _page in found.pages} <= {200, 303}


def test_no_form_breaks_and_no_column_can_be_smuggled_in(found, person_of, demo):
    wrong = []
    for one in found.forms:
        own = {each.name for each in one.form.fields}
        more = {name: [str(SMUGGLED)] for name in COLUMNS if name not in own}
        answer = send(person_of(one.who), one.form, more)
        wrong += [(one.endpoint, answer.status_code)] if too_bad(answer) else []
    assert wrong == []
    assert list(smuggled(demo)) == []


def smuggled(app):
    """Yield every column that holds the number nobody was asked for."""
    with app.app_context():
        for table in db.metadata.sorted_tables:
            for row in db.session.execute(db.select(table)).mappings():
                yield from (f"{table.name}.{name}" for name, value in row.items() if str(value) == str(SMUGGLED))


def test_no_text_breaks_a_form(found, person_of):
    wrong, others = [], cycle(TEXTS.items())
    for one in found.forms:
        person = person_of(one.who)
        for label, text in (("everything", EVERYTHING), ("short", SHORT), next(others)):
            answer = send(
                person, one.form, typed(one.form, text, prose_only=label != "short" and one.form.method != "GET")
            )
            wrong += [(one.endpoint, label, answer.status_code)] if too_bad(answer) else []
    assert wrong == []


def test_no_number_and_no_day_breaks_a_form(found, person_of):
    wrong, days = [], cycle(("31/12/9999", "31/02/2026", "01/01/0000", "01/01/0001", "9999-12-31"))
    for one in found.forms:
        person, text = person_of(one.who), next(days)
        answers = [
            send(person, one.form, {each.name: [str(2**63)] for each in one.form.fields if each.name != "csrf_token"}),
            send(person, one.form, {each.name: [text] for each in one.form.fields if EXACT.search(each.name)}),
        ]
        wrong += [(one.endpoint, text, answer.status_code) for answer in answers if too_bad(answer)]
    assert wrong == []


def test_no_broken_request_breaks_a_form(found, person_of):
    wrong, ways = [], cycle(broken())
    for one in found.forms:
        for label, request in (next(ways), next(ways)):
            answer = person_of(one.who).ask(one.form.method, one.form.action or "/", **request)
            wrong += [(one.endpoint, label, answer.status_code)] if too_bad(answer) else []
    assert wrong == []


def broken():
    """Return requests no browser sends: no fields, too many, twice the same, half a body, other kinds of body."""
    multi = "multipart/form-data; boundary=x"
    part = b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\n'
    plain = "application/x-www-form-urlencoded"
    return [
        ("no field at all", {}),
        ("json", {"json": {"name": ["x"], "id": 2**70}}),
        ("no boundary", {"data": part, "content_type": "multipart/form-data"}),
        ("half a body", {"data": part + b"abc", "content_type": multi}),
        ("a part without a name", {"data": b"--x\r\n\r\nabc\r\n--x--\r\n", "content_type": multi}),
        ("a file where words belong", {"data": {"name": (io.BytesIO(b"\xff\0"), "a.pdf")}}),
        ("6,000 fields", {"data": "&".join(f"f{n}=1" for n in range(6000)), "content_type": plain}),
        ("each field twice", {"data": "&".join(["name=a&name=b&id=1&id=2&content=a&content=b&version=1&version=x"] * 3),
                              "content_type": plain}),
        ("bytes that are no text", {"data": b"&".join(b"name=" + one + b"&content=" + one for one in BYTES),
                                    "content_type": plain}),
        ("bytes in the address", {"query_string": "trang=%ED%A0%80&q=%00%C0%AF&nam=9223372036854775808&tu=%FF"}),
        ("another alphabet", {"data": b"name=a", "content_type": plain + "; charset=utf-7"}),
        ("htmx without its words", {"headers": {"HX-Request": "true", "HX-Current-URL": "\\x", "HX-Target": "<x>"}}),
    ]  # fmt: skip


def test_no_address_takes_a_number_too_large(demo, person_of):
    wrong = []
    for rule in demo.url_map.iter_rules():
        if not rule.arguments or rule.endpoint.endswith("static"):
            continue
        for number in (2**63, 2**31, 0):
            path = re.sub(
                r"<(?:(\w+)(?:\([^>]*\))?:)?\w+>", lambda m, n=number: str(n) if m[1] == "int" else "x", rule.rule
            )
            method = "GET" if "GET" in rule.methods else "POST"
            answer = person_of("quantri").ask(method, path)
            wrong += [(path, answer.status_code)] if too_bad(answer) else []
    assert wrong == []


def test_what_was_taken_in_is_plain_text(demo):
    """Whatever found its way into any column: composed, visible, of one piece."""
    bad, kept = Counter(), Counter()
    with demo.app_context():
        for table in db.metadata.sorted_tables:
            for row in db.session.execute(db.select(table)).mappings():
                for name, value in row.items():
                    if isinstance(value, str):
                        kept[f"{table.name}.{name}"] += SIGN in value
                        bad[f"{table.name}.{name}"] += not is_plain(value)
        assert list(history.broken_links()) == []
    assert +bad == {}
    assert len(+kept) > 25, +kept


def is_plain(text):
    unseen = [char for char in text if unicodedata.category(char) in ("Cc", "Cf", "Cs") and char != "\n"]
    return not unseen and text == unicodedata.normalize("NFC", text)


def test_every_page_shows_it_as_words(demo, person_of, found):
    again = walk(demo, person_of)
    assert [(who, address, page.foreign) for who, address, _code, page in again.pages if page.foreign] == []
    assert {code for _who, _address, code, _page in again.pages} <= {200, 303}
    words = ["".join(page.words) for _who, _address, _code, page in again.pages]
    assert sum(SIGN in one for one in words) > 40
    assert sum("{{7*7}}" in one for one in words) > 10


def test_every_paper_is_drawn_or_refused_in_words(found, person_of):
    wrong, drawn = [], Counter()
    for endpoint, (who, address) in found.papers.items():
        answer = person_of(who).get(address)
        drawn[answer.mimetype] += 1
        if fault := fault_of(answer):
            wrong.append((endpoint, answer.status_code, fault))
    assert wrong == []
    assert drawn["application/pdf"] + drawn["text/html"] > 10
    assert sum(count for kind, count in drawn.items() if "spreadsheetml" in kind) > 10


def fault_of(answer):
    said = answer.headers.get("Content-Disposition", "")
    if answer.mimetype == "text/html":
        return "" if answer.status_code in (404, 409, 422) and "<h1" in answer.text else "no words"
    if answer.status_code != 200 or not re.fullmatch(r"(inline|attachment); filename=[^\r\n]+", said):
        return f"header {said}"
    if answer.mimetype == "application/pdf":
        return "" if answer.data.startswith(b"%PDF-") else "no PDF"
    if "wordprocessingml" in answer.mimetype:
        return "" if Document(io.BytesIO(answer.data)).paragraphs else "no letter"
    return formulas(answer.data)


def formulas(content):
    """Name the first cell that a spreadsheet program would compute."""
    for sheet in load_workbook(io.BytesIO(content)).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    return f"{sheet.title}!{cell.coordinate} {cell.value}"
    return ""
