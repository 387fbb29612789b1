"""Who gets which answer from units, areas, postings and the directory: rows for tests.test_access."""

from tests.people.routes import ACCOUNTS, ADMIN

ASSIGNERS = ["lanhdao", "lanhdao2", "quantri"]
KEEPERS = ["canbo", "canbo2", "lanhdao", "lanhdao2", "quantri"]

_READ_BY_ALL = (
    "unit", "units", "units_xlsx", "area", "areas", "areas_xlsx", "postings", "postings_pdf", "postings_xlsx",
    "contacts", "contacts_pdf", "contacts_xlsx",
)  # fmt: skip
_READ_BY_ADMIN = (
    "unit_edit", "unit_new", "units_import", "units_sample", "reorganisations", "area_edit", "area_new",
    "areas_import", "areas_sample",
)  # fmt: skip
# What an administrator is told when he sends an empty form, or one about something that is not there.
_SENT_BY_ADMIN = {
    "unit_new": 422, "unit_edit": 422, "unit_remove": 422, "units_import": 422, "reorganise": 404,
    "reorganisation_undo": 404, "area_new": 422, "area_edit": 422, "areas_import": 422, "area_restore": 404,
    "area_delete": 409,  # what was heard there names it
}  # fmt: skip
_SENT_BY_ASSIGNERS = {
    "posting_new": 422, "hand_over": 422, "posting_end": 404, "posting_remove": 404, "postings_undo": 404,
}  # fmt: skip
_SENT_BY_KEEPERS = {"contact_new": 422, "contact_edit": 404, "contact_delete": 404, "contact_restore": 404}

TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    **{("GET", f"people.{name}"): {200: ACCOUNTS} for name in _READ_BY_ALL},
    **{("GET", f"people.{name}"): {200: ADMIN} for name in _READ_BY_ADMIN},
    ("GET", "people.reorganise"): {303: ADMIN},  # nothing chosen yet: back to choosing
    ("GET", "people.reorganisation"): {404: ADMIN},
    ("GET", "people.posting_new"): {200: ASSIGNERS},
    ("GET", "people.hand_over"): {200: ASSIGNERS},
    # The officer himself, his leader and the administrator; to others he is no officer.
    ("GET", "people.officer"): {200: ["canbo", "lanhdao", "quantri"], 404: [a for a in ACCOUNTS if a not in KEEPERS]
                                + ["canbo2", "lanhdao2"]},
    ("GET", "people.contact_new"): {200: KEEPERS},
    ("GET", "people.contact_edit"): {404: KEEPERS},
    **{("POST", f"people.{name}"): {code: ADMIN} for name, code in _SENT_BY_ADMIN.items()},
    **{("POST", f"people.{name}"): {code: ASSIGNERS} for name, code in _SENT_BY_ASSIGNERS.items()},
    **{("POST", f"people.{name}"): {code: KEEPERS} for name, code in _SENT_BY_KEEPERS.items()},
}  # fmt: skip
_IDS = {
    "unit_id": 1, "area_id": 1, "user_id": 1, "posting_id": 99999, "contact_id": 99999, "event_id": 99999,
    "reorganisation_id": 99999,
}  # fmt: skip
_OURS = {endpoint for _verb, endpoint in TABLE}


def params(endpoint: str, arguments: set[str]) -> dict[str, object]:
    """Return what fills the address of one of these endpoints: the first unit and area, otherwise ids of nothing."""
    return {name: value for name, value in _IDS.items() if name in arguments} if endpoint in _OURS else {}
