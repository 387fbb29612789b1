"""The power fails while a paper goes out: its number is given once, and the paper is there whole or not at all."""

import pytest

pytestmark = [pytest.mark.drill, pytest.mark.sqlite]
ACTS = "tests.drills.crashing.acts"
# While it is drawn, while it is written, before and after it is kept, before the answer; drawing costs a second each.
EVERY = ("subprocess.Popen", "INSERT INTO issued_paper", "COMMIT", "after COMMIT", "answered")


@pytest.mark.parametrize(
    ("act", "moments"),
    [("sending_a_list", EVERY), ("assigning", ("COMMIT", "after COMMIT")), ("issuing_a_report", EVERY[2:4])],
)
def test_killed_at_any_step_a_number_is_given_once(workshop, commune, act, moments):
    ground = workshop.ground(commune.kept, f"{ACTS}:{act}")
    for moment in moments:
        workshop.crash(ground, ground.steps.index(moment) + 1)
    assert (ground.happens_once, ground.ways[0][1]["answer"][0]) == (True, 303)
