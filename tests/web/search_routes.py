"""Who gets which answer from the search: rows for tests.test_access. What each finds is asked in test_search_access."""

from nam_tinh_hinh.emulation.tables import Exemplar
from tests.accounts import ACCOUNTS
from tests.world import World

TABLE: dict[tuple[str, str], dict[int, list[str]]] = {("GET", "finding.search"): {200: ACCOUNTS}}


def given(_world: World, _waiting: Exemplar) -> dict[str, object]:
    """Its address is filled by nothing."""
    return {}
