"""Who gets which answer from results, assessments, recognition and the library: rows for tests.test_access."""

from typing import Any

from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.emulation.queries import recognising
from nam_tinh_hinh.emulation.tables import Exemplar, Recognition
from nam_tinh_hinh.kernel.db import db
from tests.accounts import (
    COMMITTEE,
    ISSUERS,
    LOOKERS,
    OTHER_UNIT,
    OUR_UNIT,
    SEERS,
    SERVING,
    STRANGERS,
)
from tests.world import World

TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    ("GET", "emulation.result"): {200: SEERS, 404: STRANGERS},
    ("POST", "emulation.result_save"): {422: OUR_UNIT, 404: OTHER_UNIT},
    ("GET", "emulation.assessing"): {303: COMMITTEE},
    ("GET", "emulation.assessment"): {200: COMMITTEE},
    ("POST", "emulation.assessment_save"): {422: COMMITTEE},
    ("POST", "emulation.recognition_judge"): {422: COMMITTEE},
    ("GET", "emulation.recognition"): {200: SERVING},
    ("GET", "emulation.recognition_xlsx"): {200: SERVING},
    ("POST", "emulation.recognition_remind"): {303: ISSUERS, 403: ["banchidao", "banchidao2"]},  # follow no unit
    ("GET", "emulation.criteria"): {200: ISSUERS},
    ("POST", "emulation.criteria_save"): {422: ISSUERS},
    ("GET", "emulation.decision"): {200: ISSUERS},
    ("GET", "emulation.decision_preview"): {200: ISSUERS},
    ("POST", "emulation.decision_preview"): {422: ISSUERS},
    ("POST", "emulation.decision_issue"): {409: ISSUERS},
    ("GET", "emulation.certificates"): {200: ISSUERS},
    ("GET", "emulation.certificates_preview"): {200: ISSUERS},
    ("POST", "emulation.certificates_preview"): {422: ISSUERS},
    ("POST", "emulation.certificates_issue"): {422: ISSUERS},
    ("GET", "emulation.family"): {200: SEERS, 404: STRANGERS},
    ("POST", "emulation.family_save"): {303: [*OUR_UNIT, *SERVING], 403: ["tonghop", "nguoixem"],
                                        404: STRANGERS},
    ("GET", "emulation.library"): {200: LOOKERS},
    ("GET", "emulation.library_pdf"): {200: LOOKERS},
    ("GET", "emulation.library_xlsx"): {200: LOOKERS},
    ("GET", "emulation.library_show"): {200: LOOKERS},
    ("POST", "emulation.library_learn"): {303: OTHER_UNIT, 409: OUR_UNIT},  # their own, of this very year
}  # fmt: skip
_PUBLIC = {"family", "family_save", "library_show", "library_learn"}


def given(world: World, _waiting: Exemplar) -> dict[str, dict[str, Any]]:
    """Return what fills the addresses of these endpoints: an exemplar reported, another recognised, its decision."""
    recognised = world.staged(Stage.RECOGNISED, name="Tuyến phố văn minh")
    reported = world.staged(Stage.REPORTED, name="Bữa cơm nghĩa tình")
    decision = db.session.scalars(db.select(Recognition)).one()
    assert recognising.recognised_under(decision) == [recognised]
    ids = {"recognition_id": decision.id}
    return {
        endpoint: ids | {"exemplar_id": recognised.id if endpoint.split(".")[1] in _PUBLIC else reported.id}
        for _verb, endpoint in TABLE
    }
