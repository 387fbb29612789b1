"""Who gets which answer from writing a report: rows for tests.test_access, about the report that Hội CCB owes MTTQ."""

from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.kernel.history import Machine
from nam_tinh_hinh.reporting import services
from tests.accounts import LOOKERS, OUR_UNIT
from tests.reporting.given import Reporting
from tests.world import World

WRITERS = ["canbo", "lanhdao", "canbo2", "lanhdao2", "tonghop", "truongban", "thuongtruc", "phutrach"]
OTHERS = [who for who in LOOKERS if who not in OUR_UNIT]
OTHER_WRITERS = [who for who in WRITERS if who not in OUR_UNIT]
OF_REPORT = {200: OUR_UNIT, 404: OTHERS}

TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    ("GET", "reporting.index"): {200: LOOKERS},
    ("GET", "reporting.show"): OF_REPORT,
    ("GET", "reporting.section"): OF_REPORT,
    ("POST", "reporting.save"): {303: OUR_UNIT, 404: OTHER_WRITERS},
    ("POST", "reporting.finish"): {422: OUR_UNIT, 404: OTHER_WRITERS},  # nothing is written in it
    ("POST", "reporting.nothing"): {409: OUR_UNIT, 404: OTHER_WRITERS},  # without the version seen
}


def given(world: World, _waiting: Exemplar) -> dict[str, object]:
    """Return what fills the addresses: a report that is being written, and one of its sections."""
    reporting = Reporting(world)
    report = reporting.report()
    services.fill_first(actor=Machine(), report=report)  # else the first visit of a writer fills it
    reporting.save()
    about = {"report_id": report.id, "section_id": reporting.section(report).id}
    return {endpoint: about for _verb, endpoint in TABLE}
