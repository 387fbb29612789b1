"""Exemplars: every route by every account, for each unit and stage, as the kept text has it."""

import pytest

from tests.access.judging import judge
from tests.access.matrix import Matrix, actions_text


@pytest.mark.drill
def test_every_route_about_exemplars_answers_as_written_down(world, database):
    judge("exemplars", Matrix(world, database, "exemplars").text())


def test_every_action_is_whose_it_is_written_down_to_be(world):
    judge("actions", actions_text(world))
