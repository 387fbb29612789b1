"""Who gets which answer from steps 3 and 4: rows for tests.test_access, about a registration still in the queue."""

from nam_tinh_hinh.kernel import clock

SEERS = ["canbo", "lanhdao", "banchidao", "banchidao2", "thuongtruc", "tonghop"]
UNSEEING = ["canbo2", "phutrach"]
LOOKERS = [*SEERS, *UNSEEING]
ISSUERS = ["thuongtruc"]
READERS = ["banchidao", "banchidao2", "thuongtruc", "tonghop"]
COMMITTEE_SIDE = ["banchidao", "banchidao2", "thuongtruc"]
OURS, THEIRS = ["canbo", "lanhdao"], ["canbo2"]

TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    # Before the notice the pages say why they are not open yet.
    ("GET", "emulation.carrying"): {200: SEERS, 404: UNSEEING},
    ("GET", "emulation.interim"): {200: SEERS, 404: UNSEEING},
    ("GET", "emulation.carrying_plan"): {303: OURS, 404: THEIRS},
    ("GET", "emulation.carrying_helper"): {303: ISSUERS},
    ("GET", "emulation.interim_write"): {404: [*OURS, *THEIRS]},
    ("GET", "emulation.reviews"): {200: LOOKERS},
    ("GET", "emulation.reviews_pdf"): {200: LOOKERS},
    ("GET", "emulation.reviews_xlsx"): {200: LOOKERS},
    ("GET", "emulation.reports"): {200: READERS},
    ("GET", "emulation.report"): {200: READERS},
    ("GET", "emulation.report_pdf"): {200: READERS},
    ("GET", "emulation.report_write"): {200: ISSUERS},
    ("GET", "emulation.report_issue"): {200: ISSUERS},
    ("POST", "emulation.carrying_plan"): {409: OURS, 404: THEIRS},
    ("POST", "emulation.carrying_helper"): {422: ISSUERS},
    ("POST", "emulation.carrying_end_helper"): {404: ISSUERS},
    ("POST", "emulation.carrying_resume_helper"): {404: ISSUERS},
    ("POST", "emulation.carrying_note"): {422: OURS, 404: THEIRS},
    ("POST", "emulation.carrying_remove"): {404: [*OURS, *THEIRS]},
    ("POST", "emulation.carrying_restore"): {404: [*OURS, *THEIRS]},
    ("POST", "emulation.interim_write"): {404: [*OURS, *THEIRS]},
    ("POST", "emulation.reviews_remind"): {303: COMMITTEE_SIDE},
    ("POST", "emulation.report_write"): {409: ISSUERS},  # without the version of what was read
    ("POST", "emulation.report_issue"): {422: ISSUERS},
}
_OURS = {endpoint for _verb, endpoint in TABLE}


def params(endpoint: str, arguments: set[str]) -> dict[str, object]:
    """Return what fills the address of one of these endpoints besides the exemplar: this year's report, no row."""
    given = {"months": 3, "helper_id": 99999, "entry_id": 99999, "year": clock.today().year, "slug": "6-thang"}
    return {name: value for name, value in given.items() if name in arguments} if endpoint in _OURS else {}
