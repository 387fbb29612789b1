"""Who gets which answer from the import of many observations: rows for tests.test_access."""

from typing import Any

from tests.accounts import UNITS
from tests.world import World

RECORDERS = [*UNITS, "phutrach", "tonghop"]

TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    ("GET", "situation.import_rows"): {200: RECORDERS},
    ("GET", "situation.import_sample"): {200: RECORDERS},
    # An empty table: what to do is said.
    ("POST", "situation.import_rows"): {422: RECORDERS},
    ("POST", "situation.import_left"): {422: RECORDERS},
}


def given(_world: World, _waiting: Any) -> dict[str, Any]:
    """Return what fills the addresses: nothing is needed."""
    return {}
