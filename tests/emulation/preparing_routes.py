"""Who gets which answer from step 1 and from change requests: rows for tests.test_access.

The registration of canbo's unit waits in the queue; its unit has sent a list and asked to withdraw it.
"""

from nam_tinh_hinh.emulation.enums import ChangeKind
from nam_tinh_hinh.emulation.services.changing import ask
from nam_tinh_hinh.emulation.tables import Exemplar
from tests.accounts import ISSUERS, OTHER_UNIT, OUR_UNIT, SEERS, SERVING, UNITS
from tests.world import World

UNSEEN = [*OTHER_UNIT, "phutrach"]

TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    ("GET", "emulation.preparation"): {200: SEERS, 404: UNSEEN},
    ("GET", "emulation.ask_change"): {200: SEERS, 404: UNSEEN},
    ("GET", "emulation.unit_list"): {200: UNITS},
    ("GET", "emulation.unit_list_draft"): {200: UNITS},
    ("POST", "emulation.unit_list_draft"): {422: UNITS},
    ("GET", "emulation.unit_list_receipt"): {200: OUR_UNIT, 404: OTHER_UNIT},
    ("GET", "emulation.area_list"): {200: ISSUERS},
    ("GET", "emulation.area_list_draft"): {200: ISSUERS},
    ("POST", "emulation.area_list_draft"): {422: ISSUERS},
    **{("GET", f"emulation.{name}"): {200: [*UNITS, *SERVING]} for name in ("changes", "changes_pdf", "changes_xlsx")},
    ("POST", "emulation.preparation_save"): {409: OUR_UNIT, 404: OTHER_UNIT},  # sent already
    ("POST", "emulation.unit_list_send"): {422: UNITS},
    ("POST", "emulation.area_list_issue"): {422: ISSUERS},
    ("POST", "emulation.changes_ask"): {422: OUR_UNIT, 404: OTHER_UNIT},
    ("POST", "emulation.changes_take_back"): {409: OUR_UNIT, 404: OTHER_UNIT},  # without the version seen
    ("POST", "emulation.changes_accept"): {409: SERVING},
    ("POST", "emulation.changes_refuse"): {409: SERVING},
}


def given(world: World, waiting: Exemplar) -> dict[str, int]:
    """Ask to withdraw a registration; return what fills the addresses: that request, and the list it was sent in."""
    asked = ask(actor=world.clerk_of("ccb"), exemplar=waiting, kind=ChangeKind.WITHDRAW, reason="Chuyển sang năm sau.")
    ids = {"request_id": asked.id, "list_id": waiting.list_id or 0}
    world.save()
    return ids
