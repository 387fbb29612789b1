"""What every test of this room begins with."""

import pytest

from tests.situation.given import Situation
from tests.world import World


@pytest.fixture
def situation(world: World) -> Situation:
    return Situation(world)
