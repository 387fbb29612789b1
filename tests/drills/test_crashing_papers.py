"""The power fails while a paper goes out: its number is given once, and the paper is there whole or not at all."""

import pytest

pytestmark = pytest.mark.drill
ACTS = "tests.drills.crashing.acts"


@pytest.mark.parametrize("act", ["sending_a_list", "assigning", "issuing_a_report"])
def test_killed_at_any_step_a_number_is_given_once(workshop, commune, act):
    ground = workshop.ground(commune, f"{ACTS}:{act}")
    died_at = [ground.steps[step - 1] for step in workshop.drill(ground, most=9)]
    # While the paper is drawn, before and after its number is kept, and before the answer.
    assert [step for step in ("subprocess.Popen", "COMMIT", "after COMMIT", "answered") if step not in died_at] == []
    once = ground.after[1]["picture"] == ground.after[0]["picture"]
    assert (once, ground.after[0]["answer"][0]) == (True, 303)
