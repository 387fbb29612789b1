"""Every form and route of the demonstration, filled in by somebody who means harm; then every page and paper again.

One file, because the walk through the house that all of it begins with is dear.
"""

import io
import os
import re
import unicodedata
from collections import Counter
from itertools import cycle

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from pypdf import PdfReader
from schemathesis import openapi

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from tests.drills.description import URLENCODED, description
from tests.drills.input.papers import fault_of
from tests.drills.input.sending import EXACT, broken, send, typed
from tests.drills.input.walking import ROLES, walk
from tests.drills.input.words import EVERYTHING, SHORT, SIGN, TEXTS

pytestmark = pytest.mark.drill

# What a form never asks for but a table has.
COLUMNS = (
    "owner_id", "unit_id", "role", "stage", "is_admin", "version", "id", "user_id", "added_by_id", "created_by_id",
    "password_hash", "must_change", "disabled_at", "sent_at", "number", "subject_id", "actor_id", "campaign_id",
)  # fmt: skip
SMUGGLED = 987_654_321
# The test run on every change asks a part of it; NTH_DRILLS=full asks all.
EXAMPLES = 5_000 if os.environ.get("NTH_DRILLS") == "full" else 1_000
# Whose pages hold whatever the others wrote; the second walk is theirs.
READERS = ("quantri", "canbo", "lanhdao", "thuongtruc", "tonghop", "mattran")
QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much, HealthCheck.large_base_example]


@pytest.fixture(scope="module")
def found(demo, person_of):
    return walk(demo, person_of)


@pytest.fixture(scope="module")
def described(demo, found):
    return description(demo, found)


def too_bad(answer):
    return answer.status_code >= 500


def test_the_walk_finds_the_house(found):
    """A walk that met a shut door would make every drill below an empty one."""
    assert len({one.endpoint for one in found.forms}) > 150
    assert len({address for _who, address, _code, _page in found.pages}) > 150
    assert {code for _who, _address, code, _page in found.pages} <= {200, 303}


def test_no_text_breaks_a_form(found, person_of):
    wrong, others = [], cycle(TEXTS.items())
    for one in found.forms:
        for label, text in (("everything", EVERYTHING), ("short", SHORT), next(others)):
            prose_only = label != "short" and one.form.method != "GET"
            words = smuggling(one.form) | typed(one.form, text, prose_only=prose_only)
            answers = [send(person_of(one.who), one.form, words)]
            if label == "short" and answers[0].status_code == 422:  # one field may keep what another refuses
                some = list(typed(one.form, text))[:5]
                answers += [send(person_of(one.who), one.form, {name: [text]}) for name in some]
            wrong += [(one.endpoint, label, answer.status_code) for answer in answers if too_bad(answer)]
    assert wrong == []


def test_no_form_breaks_and_no_column_can_be_smuggled_in(found, person_of, demo):
    wrong, taken = [], 0
    for one in found.forms:
        answer = send(person_of(one.who), one.form, smuggling(one.form))
        taken += answer.status_code == 303
        wrong += [(one.endpoint, answer.status_code)] if too_bad(answer) else []
    assert wrong == []
    assert taken > 20
    assert list(smuggled(demo)) == []


def smuggling(form):
    """Return the columns ``form`` does not ask for, each with the number nobody was asked for."""
    own = {each.name for each in form.fields}
    return {name: [str(SMUGGLED)] for name in COLUMNS if name not in own}


def smuggled(app):
    """Yield every column that holds the number nobody was asked for."""
    with app.app_context():
        for table in db.metadata.sorted_tables:
            for row in db.session.execute(db.select(table)).mappings():
                yield from (f"{table.name}.{name}" for name, value in row.items() if str(value) == str(SMUGGLED))


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
        label, request = next(ways)
        answer = person_of(one.who).ask(one.form.method, one.form.action.split("?")[0], **request)
        wrong += [(one.endpoint, label, answer.status_code)] if too_bad(answer) else []
    assert wrong == []


@pytest.mark.parametrize("number", [2**63, 2**31, 0])
def test_no_address_takes_a_number_too_large(demo, person_of, number):
    wrong = []
    for rule in demo.url_map.iter_rules():
        if not rule.arguments or rule.endpoint.endswith("static"):
            continue
        path = re.sub(r"<(?:(\w+)(?:\([^>]*\))?:)?\w+>", lambda m: str(number) if m[1] == "int" else "x", rule.rule)
        answer = person_of("quantri").ask("GET" if "GET" in rule.methods else "POST", path)
        wrong += [(path, answer.status_code)] if too_bad(answer) else []
    assert wrong == []


def test_what_was_taken_in_is_plain_text(demo):
    """Whatever found its way into any column: composed, visible, no longer than the column is."""
    bad, kept = set(), set()
    with demo.app_context():
        for column, value in texts():
            kept |= {str(column)} if SIGN in value else set()
            if not is_plain(value) or len(value) > (getattr(column.type, "length", None) or len(value)):
                bad.add((str(column), value[:60]))
        assert list(history.broken_links()) == []
    assert bad == set()
    assert len(kept) > 50, kept


def texts():
    """Yield every text of every row, with its column."""
    for table in db.metadata.sorted_tables:
        for row in db.session.execute(db.select(table)):
            pairs = zip(table.columns, row, strict=True)
            yield from ((column, value) for column, value in pairs if isinstance(value, str))


def is_plain(text):
    unseen = [char for char in text if unicodedata.category(char) in ("Cc", "Cf", "Cs") and char != "\n"]
    return not unseen and text == unicodedata.normalize("NFC", text)


def test_every_page_shows_it_as_words(demo, person_of):
    again = walk(demo, person_of, READERS)
    assert [(who, address, page.foreign) for who, address, _code, page in again.pages if page.foreign] == []
    assert {code for _who, _address, code, _page in again.pages} <= {200, 303}
    words = ["".join(page.words) for _who, _address, _code, page in again.pages]
    assert sum(SIGN in one for one in words) > 40
    assert sum("{{7*7}}" in one for one in words) > 10


def test_every_paper_is_drawn_or_refused_in_words(found, person_of):
    wrong, drawn, told = [], Counter(), Counter()
    for endpoint, (who, address) in found.papers.items():
        answer = person_of(who).get(address)
        drawn[answer.mimetype] += 1
        if fault := fault_of(answer):
            wrong.append((endpoint, answer.status_code, fault))
        elif answer.mimetype == "application/pdf":
            told["pdf"] += any(SIGN in page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages)
    assert wrong == []
    assert drawn["application/pdf"] >= 3, drawn
    assert sum(count for kind, count in drawn.items() if "spreadsheetml" in kind) > 20, drawn
    assert sum("wordprocessingml" in kind for kind in drawn) == 1
    assert +told, "no PDF shows what was typed"


def test_the_description_knows_the_house(described):
    operations = [told for methods in described["paths"].values() for told in methods.values()]
    assert len(operations) > 400
    bodies = [told["requestBody"]["content"][URLENCODED]["schema"] for told in operations if "requestBody" in told]
    assert sum(bool(body["properties"]) for body in bodies) > 100


def test_thousands_of_requests_of_schemathesis(described, person_of):
    operations = [found.ok() for found in openapi.from_dict(described).get_all_operations()]
    operations.sort(key=lambda one: (len(told_of(described, one).get("requestBody", ())), len(one.path_parameters)))
    others, seen, wrong = cycle(ROLES), Counter(), []
    for done, operation in enumerate(operations):
        # Those with nothing to vary come first and leave what they had no use for to the rest.
        share = -(-(EXAMPLES - sum(seen.values())) // (len(operations) - done))
        finder = told_of(described, operation)["x-found-by"]
        try_one(operation, share, (person_of(who) for who in chain_of(finder, others)), seen, wrong)
    assert wrong == []
    assert sum(seen.values()) >= EXAMPLES
    assert seen[200] + seen[303] + seen[422] > EXAMPLES / 8, seen
    assert {403, 404} <= set(seen)


def told_of(described, operation):
    return described["paths"][operation.path][operation.method.lower()]


def chain_of(finder, others):
    """Yield who asks: twice somebody who is let in, then any other."""
    while True:
        yield from (finder, finder, next(others))


def try_one(operation, share, people, seen, wrong):
    @seed(7)
    @settings(
        max_examples=max(share, 1), database=None, deadline=None, phases=[Phase.generate], suppress_health_check=QUIET
    )
    @given(operation.as_strategy())
    def tried(case):
        answer = ask(next(people), case)
        seen[answer.status_code] += 1
        if too_bad(answer):
            wrong.append((case.method, case.formatted_path, case.query, case.body))

    tried()


def ask(person, case):
    body = case.body if isinstance(case.body, dict) else {}
    said = {name: value if isinstance(value, str) else str(value) for name, value in body.items()}
    data = {"data": said} if case.method.upper() == "POST" else {}
    return person.ask(case.method.upper(), case.formatted_path, query_string=dict(case.query or {}), **data)
