"""What every test of this room begins with."""

import pytest

from tests.reporting.given import Reporting
from tests.world import World


@pytest.fixture
def reporting(world: World) -> Reporting:
    return Reporting(world)
