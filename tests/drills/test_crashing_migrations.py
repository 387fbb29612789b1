"""The power fails while a database is brought to the present schema: it is at one or at the other, never between."""

import pytest

pytestmark = [pytest.mark.drill, pytest.mark.sqlite]
ACTS = "tests.drills.crashing.acts"


@pytest.mark.parametrize(("act", "most"), [("migrating_from_0017", 14), ("migrating_from_0001", 6)])
def test_killed_at_any_step_a_migration_is_whole_or_not_begun(workshop, commune, act, most):
    ground = workshop.ground(commune.kept, f"{ACTS}:{act}")
    before, halfway, end = ground.ways
    tables = [set(way[0]["picture"]) for way in (before, halfway, end)]
    assert tables[0] < tables[1] == tables[2]
    died_at = workshop.drill(ground, most)
    assert [step for step in died_at if step.startswith(("CREATE", "UPDATE alembic", "COMMIT"))] != []
    assert ground.happens_once
