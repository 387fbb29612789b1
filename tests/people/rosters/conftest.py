"""Who takes part in the tests of the officers' lists, and the areas they are about."""

import pytest

from nam_tinh_hinh.people.enums import Role
from tests.people.rosters.given import add_areas, second_account


@pytest.fixture(autouse=True)
def places(world):
    add_areas()


@pytest.fixture
def leader(sign_in):
    return sign_in("lanhdao")


@pytest.fixture
def admin(sign_in):
    return sign_in("quantri")


@pytest.fixture
def stranger_leader(world, fresh):
    """The leader of another unit."""
    return second_account(world, fresh, "lanhdao2", "phu_nu", Role.LEADER)
