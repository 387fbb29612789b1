"""Who gets which answer from the year, its committee and the quota board: rows for tests.test_access."""

LOOKERS = ["canbo", "canbo2", "lanhdao", "banchidao", "banchidao2", "thuongtruc", "tonghop", "phutrach"]
READERS = ["banchidao", "banchidao2", "thuongtruc", "tonghop"]
COMMITTEE, STANDING = ["banchidao", "banchidao2"], ["thuongtruc"]

TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    ("GET", "emulation.campaigns"): {200: READERS},
    ("GET", "emulation.campaign"): {200: READERS},
    ("GET", "emulation.campaign_edit"): {200: STANDING},
    ("GET", "emulation.campaign_quotas"): {200: STANDING},
    ("GET", "emulation.campaign_member_new"): {200: STANDING},
    ("GET", "emulation.campaign_member_edit"): {404: STANDING},
    ("GET", "emulation.board"): {200: LOOKERS},
    ("GET", "emulation.board_pdf"): {200: LOOKERS},
    ("GET", "emulation.board_xlsx"): {200: LOOKERS},
    ("POST", "emulation.open_campaign"): {303: STANDING},
    ("POST", "emulation.campaign_edit"): {422: STANDING},
    ("POST", "emulation.campaign_quotas"): {422: STANDING},
    ("POST", "emulation.campaign_member_new"): {422: STANDING},
    ("POST", "emulation.campaign_member_edit"): {404: STANDING},
    ("POST", "emulation.campaign_member_remove"): {404: STANDING},
    ("POST", "emulation.campaign_member_restore"): {404: STANDING},
    ("POST", "emulation.campaign_next_year"): {303: STANDING},
    ("POST", "emulation.board_remind"): {422: STANDING + COMMITTEE},  # nobody chosen
}
_OURS = {endpoint for _verb, endpoint in TABLE}


def params(endpoint: str, arguments: set[str], year: int) -> dict[str, object]:
    """Return what fills the address of one of these endpoints: this year, otherwise ids of nothing."""
    ids = {"year": year, "member_id": 99999, "event_id": 99999}
    return {name: value for name, value in ids.items() if name in arguments} if endpoint in _OURS else {}
