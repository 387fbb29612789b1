"""Who reads and sets up a year, and who reminds, judged without a database."""

import pytest

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.people.enums import Role
from tests.emulation.people import COMMITTEES, person

ISSUERS = {Role.STANDING, Role.CHAIR}
SERVING = ISSUERS | {Role.COMMITTEE}


@pytest.mark.parametrize(
    ("rule", "roles"),
    [
        (rules.issues, ISSUERS),
        (rules.reminds, SERVING),
        (rules.oversees, SERVING | {Role.COMPILER, Role.VIEWER}),
    ],
)
def test_a_rule_holds_for_these_roles_and_for_no_other(rule, roles):
    assert {role for role in Role if rule(person(1, (role, COMMITTEES)))} == roles
    assert not rule(person(1))
