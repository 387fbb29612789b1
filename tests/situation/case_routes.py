"""Who gets which answer from case files: rows for tests.test_access, about a case of Hội CCB led by its leader.

Hội LHPN is responsible for it; the desk of the Party committee reads it.
"""

from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.tables import Area
from tests.accounts import LOOKERS
from tests.situation import casework
from tests.situation.given import Situation
from tests.world import World

DESKS, WRITERS = ["lanhdao", "lanhdao2", "tonghop"], ["canbo", "canbo2", "truongban", "thuongtruc"]
SEERS = ["lanhdao", "canbo2", "lanhdao2", "tonghop", "nguoixem", "thuongtruc", "truongban"]
BLIND = [who for who in LOOKERS if who not in SEERS]
READS_IT = [*SEERS, "canbo"]  # the observation in it was written in his unit
OF_CASE = {200: SEERS, 404: BLIND}

TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    ("GET", "situation.cases"): {200: LOOKERS},
    ("GET", "situation.cases_pdf"): {200: LOOKERS},
    ("GET", "situation.cases_xlsx"): {200: LOOKERS},
    ("GET", "situation.open_case"): {200: DESKS},
    ("GET", "situation.case"): OF_CASE,
    ("GET", "situation.case_pdf"): OF_CASE,
    ("GET", "situation.case_edit"): {200: DESKS},
    ("GET", "situation.case_add"): {200: DESKS},
    ("GET", "situation.cases_of"): {200: READS_IT, 404: [who for who in LOOKERS if who not in READS_IT]},
    ("POST", "situation.open_case"): {422: DESKS},
    ("POST", "situation.case_edit"): {422: DESKS},
    ("POST", "situation.case_dismiss"): {404: DESKS},
    ("POST", "situation.case_suggest_again"): {303: DESKS},
    ("POST", "situation.case_act"): {409: ["lanhdao"], 403: ["lanhdao2", "tonghop"]},  # without the version seen
    ("POST", "situation.case_review"): {422: DESKS},
    ("POST", "situation.case_add"): {422: ["lanhdao"], 403: ["lanhdao2", "tonghop"]},
    ("POST", "situation.case_take_out"): {303: ["lanhdao"], 403: ["lanhdao2", "tonghop"]},
    ("POST", "situation.put_in_case"): {422: DESKS},
    ("POST", "situation.case_write"): {422: [who for who in SEERS if who != "nguoixem"], 404: ["canbo"]},
    ("POST", "situation.case_remove"): {404: [*DESKS, *WRITERS]},
    ("POST", "situation.case_restore"): {404: [*DESKS, *WRITERS]},
}


def given(world: World, _waiting: Exemplar) -> dict[str, object]:
    """Return what fills the addresses: a case with one observation in it, from an area of nobody."""
    situation = Situation(world)
    row = situation.confirmed(area=db.session.scalars(db.select(Area.name).order_by(Area.id)).first())
    case = casework.opened(situation, row)
    about = {"case_id": case.id, "observation_id": row.id, "entry_id": 99999, "slug": "theo-doi"}
    return {endpoint: about for _verb, endpoint in TABLE}
