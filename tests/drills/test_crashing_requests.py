"""The power fails at any step of what people and the server do: done once or not at all, and sent again it is done."""

import pytest

pytestmark = pytest.mark.drill
ACTS = "tests.drills.crashing.acts"


@pytest.mark.parametrize(
    "act",
    [
        "registering", "deciding", "uploading", "saving_a_section", "sending_a_report", "signing_in",
        "erasing_contacts", "opening_periods",
    ],
)  # fmt: skip
def test_killed_at_any_step_nothing_is_half_done(workshop, commune, act):
    ground = workshop.ground(commune, f"{ACTS}:{act}")
    died_at = workshop.drill(ground)
    assert [ground.steps[step - 1] for step in died_at if ground.steps[step - 1] == "COMMIT"], ground.steps
    # Only signing in is done anew each time; everything else is done once, however often it is sent.
    once = ground.after[1]["picture"] == ground.after[0]["picture"]
    assert once is (act != "signing_in")
