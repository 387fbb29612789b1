"""Observations, cases and guidance: every route by every account, as the kept text has it."""

import pytest

from tests.access.judging import judge
from tests.access.matrix import Matrix


@pytest.mark.drill
@pytest.mark.parametrize("kind", ["observations", "cases", "guidance", "receipts"])
def test_every_route_answers_as_written_down(world, database, kind):
    judge(kind, Matrix(world, database, kind).text())
