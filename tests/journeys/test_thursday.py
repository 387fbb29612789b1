"""The Thursday: eight units owe MTTQ a quick report by 13:30, MTTQ owes the Party committee one by 14:00."""

import pytest

from tests.journeys.thursday import front, units
from tests.journeys.thursday.office import Office
from tests.papers import needs_pdftotext
from tests.served import serving

pytestmark = [pytest.mark.journey, needs_pdftotext]

STEPS = (
    units.by_verbs,  # from 08:30 on
    units.write_by_hand,  # 12:15
    units.sign_by_hand,  # 13:05
    front.receive,
    units.mend,
    front.receive_mended,
    units.late,  # 13:40
    front.receive_late,
    front.consolidate,
    front.add_up,
    front.complete,
    front.sign,  # 13:55
    front.issue,
    units.read_what_became,
    front.watch,
)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    made = Office()
    made.fill(tmp_path_factory.mktemp("thu-nam"))
    return made


@pytest.fixture(scope="module")
def server(office):
    """The address of a server in a process of its own, whose clock the office moves."""
    with serving(
        office.folder / "server.log", lambda port: ["tests.journeys.thursday.served", port, str(office.folder)]
    ) as address:
        yield address


def test_the_thursday_from_eight_units_to_the_frozen_paper(office, person):
    office.person = person
    for step in STEPS:
        step(office)
