"""Who gets which answer from the year, its committee and the quota board: rows for tests.test_access."""

from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.kernel import clock
from tests.accounts import ISSUERS, LOOKERS, OVERSEERS, SERVING
from tests.world import World

TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    ("GET", "emulation.campaigns"): {200: OVERSEERS},
    ("GET", "emulation.campaign"): {200: OVERSEERS},
    ("GET", "emulation.campaign_edit"): {200: ISSUERS},
    ("GET", "emulation.campaign_quotas"): {200: ISSUERS},
    ("GET", "emulation.campaign_member_new"): {200: ISSUERS},
    ("GET", "emulation.campaign_member_edit"): {404: ISSUERS},
    ("GET", "emulation.board"): {200: LOOKERS},
    ("GET", "emulation.board_pdf"): {200: LOOKERS},
    ("GET", "emulation.board_xlsx"): {200: LOOKERS},
    ("POST", "emulation.open_campaign"): {303: ISSUERS},
    ("POST", "emulation.campaign_edit"): {422: ISSUERS},
    ("POST", "emulation.campaign_quotas"): {422: ISSUERS},
    ("POST", "emulation.campaign_member_new"): {422: ISSUERS},
    ("POST", "emulation.campaign_member_edit"): {404: ISSUERS},
    ("POST", "emulation.campaign_member_remove"): {404: ISSUERS},
    ("POST", "emulation.campaign_member_restore"): {404: ISSUERS},
    ("POST", "emulation.campaign_next_year"): {303: ISSUERS},
    ("POST", "emulation.board_remind"): {422: SERVING},  # nobody chosen
}


def given(_world: World, _waiting: Exemplar) -> dict[str, object]:
    """Return what fills the addresses, by argument: this year, and ids of nothing."""
    return {"year": clock.today().year, "member_id": 99999, "event_id": 99999}
