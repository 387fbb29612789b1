"""Who gets which answer from putting a report together: rows for tests.test_access, about the report of Hội CCB."""

from nam_tinh_hinh.emulation.tables import Exemplar
from tests.accounts import LOOKERS, OUR_UNIT
from tests.reporting.given import Reporting
from tests.world import World

OTHERS = [who for who in LOOKERS if who not in OUR_UNIT]
OTHER_WRITERS = ["canbo2", "lanhdao2", "tonghop", "truongban", "thuongtruc", "phutrach"]
OF_REPORT = {200: OUR_UNIT, 404: OTHERS}
WRITTEN = {404: OTHER_WRITERS}

TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    ("GET", "reporting.consolidate"): OF_REPORT,
    ("GET", "reporting.origin"): {404: LOOKERS},  # nothing was taken
    ("GET", "reporting.fates"): OF_REPORT,
    ("POST", "reporting.take"): {409: OUR_UNIT, **WRITTEN},  # without the version seen
    ("POST", "reporting.decide"): {422: OUR_UNIT, **WRITTEN},  # nothing chosen
    ("POST", "reporting.undo_use"): {422: OUR_UNIT, **WRITTEN},
    ("POST", "reporting.take_sums"): {422: OUR_UNIT, **WRITTEN},  # nothing to add up
    ("POST", "reporting.decide_rest"): {422: OUR_UNIT, **WRITTEN},  # nothing left
    ("POST", "reporting.missing"): {422: OUR_UNIT, **WRITTEN},  # nobody chosen
}


def given(world: World, _waiting: Exemplar) -> dict[str, object]:
    """Return what fills the addresses: a report that is being written, one of its sections, a number of no mark."""
    reporting = Reporting(world)
    report = reporting.report()
    about = {"report_id": report.id, "section_id": reporting.section(report).id, "number": 1}
    return {endpoint: about for _verb, endpoint in TABLE}
