"""The power fails at any step of what people and the server do: done once or not at all, and sent again it is done."""

import pytest

pytestmark = [pytest.mark.drill, pytest.mark.sqlite]
ACTS = "tests.drills.crashing.acts"
DONE = [
    "registering", "deciding", "uploading", "saving_a_section", "sending_a_report", "signing_in", "erasing_contacts",
    "opening_periods",
]  # fmt: skip


@pytest.mark.parametrize("act", DONE)
def test_killed_at_any_step_nothing_is_half_done(workshop, commune, act):
    ground = workshop.ground(commune.kept, f"{ACTS}:{act}")
    assert "COMMIT" in workshop.drill(ground, most=14)
    # Only signing in is done anew each time; everything else is done once, however often it is sent.
    assert ground.happens_once is (act != "signing_in")
