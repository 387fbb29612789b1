"""Who gets which answer from the list and the overview: rows for tests.test_access. What is found follows the reach."""

from typing import Any

from nam_tinh_hinh.emulation.tables import Exemplar
from tests.accounts import LOOKERS
from tests.world import World

NAMES = ("index", "list_pdf", "list_xlsx", "overview", "overview_pdf", "overview_xlsx")
TABLE: dict[tuple[str, str], dict[int, list[str]]] = {("GET", f"situation.{name}"): {200: LOOKERS} for name in NAMES}


def given(_world: World, _waiting: Exemplar) -> dict[str, Any]:
    """Return nothing: these pages have one address each."""
    return {}
