"""Who takes part in the tests of the officers' lists, and the areas they are about."""

import pytest

from tests.people.rosters.given import add_areas


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
def stranger_leader(sign_in):
    """The leader of another unit."""
    return sign_in("lanhdao2")
