"""Who gets which answer about copies of all data and the examination: rows for tests.test_access."""

from nam_tinh_hinh.emulation.tables import Exemplar
from tests.world import World

ADMIN = ["quantri"]
TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    ("GET", "upkeep.backups"): {200: ADMIN},
    ("GET", "upkeep.download"): {404: ADMIN},  # no such copy
    ("GET", "upkeep.examination"): {200: ADMIN},
    ("POST", "upkeep.back_up"): {303: ADMIN},
    ("POST", "upkeep.examine"): {303: ADMIN},
}


def given(_world: World, _waiting: Exemplar) -> dict[str, dict[str, str]]:
    """Return what fills the addresses, by endpoint."""
    return {"upkeep.download": {"name": "nam-tinh-hinh-20200101-020000-0001-dem.nth"}}
