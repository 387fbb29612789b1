"""Petitions: every route by every account in every stage, as the kept text has it."""

import pytest

from tests.access.judging import judge
from tests.access.matrix import Matrix


@pytest.mark.drill
def test_every_route_about_petitions_answers_as_written_down(world, database):
    judge("petitions", Matrix(world, database, "petitions").text())
