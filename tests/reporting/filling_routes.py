"""Who gets which answer about the data of a section: rows for tests.test_access. The report is that of canbo's unit."""

from typing import Any

from nam_tinh_hinh.emulation.tables import Exemplar
from tests.accounts import OUR_UNIT
from tests.reporting.given import Reporting
from tests.world import World

OTHERS = ["canbo2", "lanhdao2", "phutrach", "tonghop", "thuongtruc", "truongban"]
TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    ("POST", "reporting.refill"): {200: OUR_UNIT, 404: OTHERS},  # nothing was filled yet: the figures come in
    ("POST", "reporting.undo_refill"): {409: OUR_UNIT, 404: OTHERS},  # without what stood there before
}


def given(world: World, _waiting: Exemplar) -> dict[str, dict[str, Any]]:
    """Return what fills the addresses, by endpoint: the figures of the report that Hội CCB owes this week."""
    reporting = Reporting(world)
    section = reporting.section(reporting.report(), "figures")
    one = {"report_id": section.report_id, "section_id": section.id}
    return {"reporting.refill": one, "reporting.undo_refill": one}
