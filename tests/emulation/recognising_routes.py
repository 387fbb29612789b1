"""Who gets which answer from results, assessments, recognition and the library: rows for tests.test_access."""

from typing import Any

from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.emulation.queries import recognising
from nam_tinh_hinh.emulation.tables import Recognition
from nam_tinh_hinh.kernel.db import db
from tests.world import World

ACCOUNTS = ["canbo", "canbo2", "lanhdao", "banchidao", "banchidao2", "thuongtruc", "tonghop", "phutrach", "quantri"]
LOOKERS = [account for account in ACCOUNTS if account != "quantri"]
UNITS, COMMITTEE, STANDING = ["canbo", "canbo2", "lanhdao"], ["banchidao", "banchidao2"], ["thuongtruc"]
STRANGERS = ["canbo2", "phutrach", "quantri"]
SEERS = [account for account in ACCOUNTS if account not in STRANGERS]

TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    ("GET", "emulation.result"): {200: SEERS, 404: STRANGERS},
    ("POST", "emulation.result_save"): {422: ["canbo", "lanhdao"], 404: ["canbo2"]},
    ("GET", "emulation.assessing"): {303: COMMITTEE},
    ("GET", "emulation.assessment"): {200: COMMITTEE},
    ("POST", "emulation.assessment_save"): {422: COMMITTEE},
    ("POST", "emulation.recognition_judge"): {422: COMMITTEE},
    ("GET", "emulation.recognition"): {200: COMMITTEE + STANDING},
    ("GET", "emulation.recognition_xlsx"): {200: COMMITTEE + STANDING},
    ("GET", "emulation.criteria"): {200: STANDING},
    ("POST", "emulation.criteria_save"): {422: STANDING},
    ("GET", "emulation.decision"): {200: STANDING},
    ("GET", "emulation.decision_preview"): {200: STANDING},
    ("POST", "emulation.decision_issue"): {422: STANDING},
    ("GET", "emulation.certificates"): {200: STANDING},
    ("GET", "emulation.certificates_preview"): {200: STANDING},
    ("POST", "emulation.certificates_issue"): {422: STANDING},
    ("GET", "emulation.family"): {200: SEERS, 404: STRANGERS},
    ("POST", "emulation.family_save"): {303: ["canbo", "lanhdao", *COMMITTEE, *STANDING], 403: ["tonghop"],
                                        404: STRANGERS},
    ("GET", "emulation.library"): {200: LOOKERS},
    ("GET", "emulation.library_pdf"): {200: LOOKERS},
    ("GET", "emulation.library_xlsx"): {200: LOOKERS},
    ("GET", "emulation.library_show"): {200: LOOKERS},
    ("POST", "emulation.library_learn"): {303: ["canbo2"], 409: ["canbo", "lanhdao"]},  # their own, of this very year
}  # fmt: skip
_PUBLIC = {"family", "family_save", "library_show", "library_learn"}


def given(world: World) -> dict[str, dict[str, Any]]:
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
