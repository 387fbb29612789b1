"""Who gets which answer from sittings and notices: rows for tests.test_access.

The sitting is being prepared and deals with the registration of canbo's unit; the notice went to that unit.
"""

from typing import Any

from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.emulation.tables import Exemplar, NoticeReceipt
from nam_tinh_hinh.kernel.db import db
from tests.emulation import sittings
from tests.world import World

UNITS, COMMITTEE, STANDING = ["canbo", "canbo2", "lanhdao"], ["banchidao", "banchidao2"], ["thuongtruc"]
SERVING = [*COMMITTEE, *STANDING]
READERS = [*SERVING, "tonghop"]
LOOKERS = [*READERS, *UNITS, "phutrach"]

TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    ("GET", "emulation.sittings"): {200: READERS},
    ("GET", "emulation.sitting"): {200: READERS},
    ("GET", "emulation.sitting_agenda_pdf"): {200: READERS},
    ("GET", "emulation.sitting_new"): {200: STANDING},
    ("GET", "emulation.sitting_edit"): {200: STANDING},
    ("GET", "emulation.sitting_item"): {303: SERVING},  # not opened yet: back to the sitting
    ("GET", "emulation.sitting_close"): {303: STANDING},
    ("GET", "emulation.sitting_preview"): {200: STANDING},
    ("POST", "emulation.sitting_new"): {422: STANDING},
    ("POST", "emulation.sitting_edit"): {422: STANDING},
    ("POST", "emulation.sitting_attend"): {303: STANDING},
    ("POST", "emulation.sitting_agenda"): {404: STANDING},
    ("POST", "emulation.sitting_open"): {422: STANDING},  # nobody is noted as there any more
    ("POST", "emulation.sitting_prepare"): {409: STANDING},
    ("POST", "emulation.sitting_decide"): {409: SERVING},
    ("POST", "emulation.sitting_undo"): {409: SERVING},
    ("POST", "emulation.sitting_note"): {303: SERVING},  # without words there is nothing to write
    ("POST", "emulation.sitting_step_aside"): {422: COMMITTEE, 403: STANDING},
    ("POST", "emulation.sitting_rejoin"): {303: COMMITTEE, 403: STANDING},
    ("POST", "emulation.sitting_preview"): {422: STANDING},
    ("POST", "emulation.sitting_close_post"): {422: STANDING},
    ("GET", "emulation.notices"): {200: LOOKERS},
    ("GET", "emulation.notice_compose"): {200: STANDING},
    ("GET", "emulation.notice_preview"): {200: STANDING},
    ("POST", "emulation.notice_preview"): {422: STANDING},
    ("POST", "emulation.notice_issue"): {422: STANDING},
    ("POST", "emulation.notices_confirm"): {303: ["canbo", "lanhdao"], 404: ["canbo2"]},
}


def given(world: World, waiting: Exemplar) -> dict[str, int]:
    """Make the rows these addresses are about; return their ids by the names the addresses have for them."""
    world.staged(Stage.UNDERWAY, name="Đã giao nhiệm vụ")
    one = sittings.planned(world)
    receipt_id = db.session.scalars(db.select(NoticeReceipt.id)).first()
    return {"sitting_id": one.id, "item_id": sittings.item_of(one, waiting.id).id, "receipt_id": receipt_id or 0}


PARAMS: dict[str, dict[str, Any]] = {"emulation.sitting_decide": {"slug": "dong-y"}}
