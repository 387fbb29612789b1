"""Who gets which answer from sittings and notices: rows for tests.test_access.

The sitting is being prepared and deals with the registration of canbo's unit; the notice went to that unit.
"""

from typing import Any

from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.emulation.tables import Exemplar, NoticeReceipt
from nam_tinh_hinh.kernel.db import db
from tests.accounts import COMMITTEE, ISSUERS, LOOKERS, OTHER_UNIT, OUR_UNIT, OVERSEERS, SERVING
from tests.emulation import sittings
from tests.world import World

TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    ("GET", "emulation.sittings"): {200: OVERSEERS},
    ("GET", "emulation.sitting"): {200: OVERSEERS},
    ("GET", "emulation.sitting_agenda_pdf"): {200: OVERSEERS},
    ("GET", "emulation.sitting_new"): {200: ISSUERS},
    ("GET", "emulation.sitting_edit"): {200: ISSUERS},
    ("GET", "emulation.sitting_item"): {303: SERVING},  # not opened yet: back to the sitting
    ("GET", "emulation.sitting_close"): {303: ISSUERS},
    ("GET", "emulation.sitting_preview"): {200: ISSUERS},
    ("POST", "emulation.sitting_new"): {422: ISSUERS},
    ("POST", "emulation.sitting_edit"): {422: ISSUERS},
    ("POST", "emulation.sitting_attend"): {303: ISSUERS},
    ("POST", "emulation.sitting_agenda"): {404: ISSUERS},
    ("POST", "emulation.sitting_open"): {422: ISSUERS},  # nobody is noted as there any more
    ("POST", "emulation.sitting_prepare"): {409: ISSUERS},
    ("POST", "emulation.sitting_decide"): {409: SERVING},
    ("POST", "emulation.sitting_undo"): {409: SERVING},
    ("POST", "emulation.sitting_note"): {303: SERVING},  # without words there is nothing to write
    ("POST", "emulation.sitting_step_aside"): {422: COMMITTEE, 403: ["thuongtruc"]},
    ("POST", "emulation.sitting_rejoin"): {303: COMMITTEE, 403: ["thuongtruc"]},
    ("POST", "emulation.sitting_preview"): {422: ISSUERS},
    ("POST", "emulation.sitting_close_post"): {422: ISSUERS},
    ("GET", "emulation.notices"): {200: LOOKERS},
    ("GET", "emulation.notice_compose"): {200: ISSUERS},
    ("GET", "emulation.notice_preview"): {200: ISSUERS},
    ("POST", "emulation.notice_preview"): {422: ISSUERS},
    ("POST", "emulation.notice_issue"): {422: ISSUERS},
    ("POST", "emulation.notices_remind"): {303: ISSUERS, 403: ["banchidao", "banchidao2"]},  # who follow no unit
    ("POST", "emulation.notices_confirm"): {303: OUR_UNIT, 404: OTHER_UNIT},
}


def given(world: World, waiting: Exemplar) -> dict[str, int]:
    """Make the rows these addresses are about; return their ids by the names the addresses have for them."""
    world.staged(Stage.UNDERWAY, name="Đã giao nhiệm vụ")
    one = sittings.planned(world)
    receipt_id = db.session.scalars(db.select(NoticeReceipt.id)).first()
    return {"sitting_id": one.id, "item_id": sittings.item_of(one, waiting.id).id, "receipt_id": receipt_id or 0}


PARAMS: dict[str, dict[str, Any]] = {"emulation.sitting_decide": {"slug": "dong-y"}}
