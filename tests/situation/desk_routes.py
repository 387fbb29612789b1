"""Who gets which answer at the focal point's desk and about urgent word: rows for tests.test_access.

The observation waits at the desk of canbo's unit and went as urgent word to the Party committee, for which the office's
compiler receives.
"""

from typing import Any

from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation.enums import Severity
from nam_tinh_hinh.situation.services import alerts
from tests.accounts import ISSUERS, LOOKERS, OTHER_UNIT, OUR_UNIT
from tests.situation.given import Situation
from tests.world import World

DESKS, ABOVE = ["lanhdao", "lanhdao2", "tonghop"], ["tonghop"]
SIGHTLESS = [who for who in LOOKERS if who not in {*OUR_UNIT, *ABOVE}]
RECEIVERS = [*OUR_UNIT, *OTHER_UNIT, *ISSUERS, *ABOVE]
AT_DESK = {403: ABOVE, 404: ["lanhdao2"]}
ACTS = ("act", "join", "pass_up", "correct", "later", "undo")
TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    ("GET", "situation.queue"): {200: DESKS},
    ("POST", "situation.queue_act"): {409: ["lanhdao"], **AT_DESK},  # without the version seen
    ("POST", "situation.queue_join"): {422: ["lanhdao", *ABOVE], 404: ["lanhdao2"]},  # nothing chosen
    ("POST", "situation.queue_pass_up"): {422: ["lanhdao", *ABOVE], 404: ["lanhdao2"]},  # nobody chosen
    ("POST", "situation.queue_correct"): {422: ["lanhdao", *ABOVE], 404: ["lanhdao2"]},  # nothing said
    ("POST", "situation.queue_later"): {303: ["lanhdao"], 409: ABOVE, 404: ["lanhdao2"]},
    ("POST", "situation.queue_undo"): {409: ["lanhdao", *ABOVE], 404: ["lanhdao2"]},  # nothing was decided
    ("GET", "situation.urgent"): {200: LOOKERS},
    ("GET", "situation.urgent_new"): {200: ABOVE, 204: [who for who in RECEIVERS if who not in ABOVE]},
    ("GET", "situation.compose_alert"): {200: [*OUR_UNIT, *ABOVE], 404: SIGHTLESS},
    ("POST", "situation.send_alert"): {422: OUR_UNIT, 403: ABOVE, 404: SIGHTLESS},  # nobody chosen
    ("POST", "situation.see_alert"): {303: ABOVE, 403: OUR_UNIT, 404: [*OTHER_UNIT, *ISSUERS]},
}


def given(world: World, _waiting: Exemplar) -> dict[str, dict[str, Any]]:
    """Write the observation down and send word of it; return what fills the addresses, by endpoint."""
    situation = Situation(world)
    row = situation.recorded(severity=Severity.URGENT, content="Cháy kho hàng cạnh trường học.", area="Thôn Cầu Đá")
    alerts.send(actor=situation.reach("canbo"), observation=row, to_unit_ids=[world.unit("dang_uy").id])
    db.session.commit()
    one = {"observation_id": row.id}
    acts = {f"situation.queue_{name}": one for name in ACTS}
    return {
        **acts,
        "situation.queue_act": {**one, "slug": "xac-nhan"},
        **{f"situation.{name}": one for name in ("compose_alert", "send_alert", "see_alert")},
    }
