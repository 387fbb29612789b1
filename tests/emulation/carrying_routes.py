"""Who gets which answer from steps 3 and 4: rows for tests.test_access, about a registration still in the queue."""

from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.kernel import clock
from tests.accounts import ISSUERS, LOOKERS, OTHER_UNIT, OUR_UNIT, OVERSEERS, SEERS, SERVING, UNITS
from tests.world import World

TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    # Before the notice the pages say why they are not open yet.
    ("GET", "emulation.carrying"): {200: SEERS, 404: [*OTHER_UNIT, "phutrach"]},
    ("GET", "emulation.interim"): {200: SEERS, 404: [*OTHER_UNIT, "phutrach"]},
    ("GET", "emulation.carrying_plan"): {303: OUR_UNIT, 404: OTHER_UNIT},
    ("GET", "emulation.carrying_helper"): {303: ISSUERS},
    ("GET", "emulation.interim_write"): {404: UNITS},
    ("GET", "emulation.reviews"): {200: LOOKERS},
    ("GET", "emulation.reviews_pdf"): {200: LOOKERS},
    ("GET", "emulation.reviews_xlsx"): {200: LOOKERS},
    ("GET", "emulation.reports"): {200: OVERSEERS},
    ("GET", "emulation.report"): {200: OVERSEERS},
    ("GET", "emulation.report_pdf"): {200: OVERSEERS},
    ("GET", "emulation.report_write"): {200: ISSUERS},
    ("GET", "emulation.report_issue"): {200: ISSUERS},
    ("POST", "emulation.carrying_plan"): {409: OUR_UNIT, 404: OTHER_UNIT},
    ("POST", "emulation.carrying_helper"): {422: ISSUERS},
    ("POST", "emulation.carrying_end_helper"): {404: ISSUERS},
    ("POST", "emulation.carrying_resume_helper"): {404: ISSUERS},
    ("POST", "emulation.carrying_note"): {422: OUR_UNIT, 404: OTHER_UNIT},
    ("POST", "emulation.carrying_remove"): {404: UNITS},
    ("POST", "emulation.carrying_restore"): {404: UNITS},
    ("POST", "emulation.interim_write"): {404: UNITS},
    ("POST", "emulation.reviews_remind"): {303: SERVING},
    ("POST", "emulation.report_write"): {409: ISSUERS},  # without the version of what was read
    ("POST", "emulation.report_issue"): {422: ISSUERS},
    ("POST", "emulation.report_pdf"): {422: ISSUERS},
}


def given(_world: World, _waiting: Exemplar) -> dict[str, object]:
    """Return what fills the addresses besides the exemplar, by argument: this year's report, and no row."""
    return {"months": 3, "helper_id": 99999, "entry_id": 99999, "year": clock.today().year, "slug": "6-thang"}
