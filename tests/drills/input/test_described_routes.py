"""Five thousand requests that schemathesis makes up from a description of the routes: none breaks the server."""

from collections import Counter
from itertools import cycle

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.drills.description import URLENCODED, description
from tests.drills.input.walking import ROLES, walk

schemathesis = pytest.importorskip("schemathesis", reason="the extra [test] brings it")
pytestmark = pytest.mark.drill

EXAMPLES = 5_000
QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much, HealthCheck.large_base_example]


@pytest.fixture(scope="module")
def described(demo, person_of):
    return description(demo, walk(demo, person_of).forms)


def test_the_description_knows_the_house(described, demo):
    operations = [told for methods in described["paths"].values() for told in methods.values()]
    assert len(operations) > 400
    bodies = [told["requestBody"]["content"][URLENCODED]["schema"] for told in operations if "requestBody" in told]
    assert sum(bool(body["properties"]) for body in bodies) > 100


def test_five_thousand_requests(described, person_of):
    operations = [found.ok() for found in schemathesis.openapi.from_dict(described).get_all_operations()]
    each = -(-EXAMPLES // len(operations))
    whose, seen, wrong = cycle(ROLES), Counter(), []
    for operation in operations:
        try_one(operation, each, whose, person_of, seen, wrong)
    assert wrong == []
    assert sum(seen.values()) >= EXAMPLES
    assert {200, 303, 403, 404, 422} <= set(seen)


def try_one(operation, each, whose, person_of, seen, wrong):
    @seed(7)
    @settings(max_examples=each, database=None, deadline=None, suppress_health_check=QUIET, phases=[Phase.generate])
    @given(operation.as_strategy())
    def tried(case):
        answer = ask(person_of(next(whose)), case)
        seen[answer.status_code] += 1
        if answer.status_code >= 500:
            wrong.append((case.method, case.formatted_path, case.query, case.body))

    tried()


def ask(person, case):
    body = case.body if isinstance(case.body, dict) else {}
    said = {name: value if isinstance(value, str) else str(value) for name, value in body.items()}
    data = {"data": said} if case.method.upper() == "POST" else {}
    return person.ask(case.method.upper(), case.formatted_path, query_string=dict(case.query or {}), **data)
