"""Who gets which answer from quick entry and the page of one observation: rows for tests.test_access.

About what ``canbo`` wrote at a meeting and no focal point has confirmed yet.
"""

from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.situation.services import occasions
from tests.accounts import ACCOUNTS, OUR_UNIT, UNITS
from tests.situation.given import Situation
from tests.world import World

RECORDERS = [*UNITS, "tonghop", "phutrach"]
ELSEWHERE = [who for who in ACCOUNTS if who not in (*OUR_UNIT, "quantri")]
OTHER_RECORDERS = [who for who in RECORDERS if who not in OUR_UNIT]
TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    ("GET", "situation.record"): {200: RECORDERS},
    ("GET", "situation.notebook_pdf"): {200: RECORDERS},
    ("GET", "situation.show"): {200: OUR_UNIT, 404: ELSEWHERE},
    ("GET", "situation.edit"): {200: OUR_UNIT, 404: OTHER_RECORDERS},
    ("GET", "situation.occasion"): {200: OUR_UNIT, 404: ELSEWHERE},
    ("POST", "situation.record"): {422: RECORDERS},
    ("POST", "situation.similar"): {200: RECORDERS},
    ("POST", "situation.act"): {409: OUR_UNIT, 404: ELSEWHERE},  # without the version of what was read
    ("POST", "situation.edit"): {422: OUR_UNIT, 404: OTHER_RECORDERS},
    ("POST", "situation.occasion"): {303: OUR_UNIT, 404: ELSEWHERE},
}


def given(world: World, _waiting: Exemplar) -> dict[str, dict[str, object]]:
    """Write one item down at a meeting; return what fills the addresses, by endpoint."""
    situation = Situation(world)
    row = situation.recorded("canbo", area="Thôn Đồng Lân")
    meeting = occasions.keep(actor=situation.reach("canbo"), observation=row)
    about = {"observation_id": row.id}
    return {
        "situation.show": about, "situation.edit": about, "situation.act": about | {"slug": "rut"},
        "situation.occasion": {"occasion_id": meeting.id},
    }  # fmt: skip
