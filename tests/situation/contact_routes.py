"""Who gets which answer from the contact for the reply: rows for tests.test_access."""

from typing import Any

from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.situation.services import contacts
from tests.accounts import OTHER_UNIT, OUR_UNIT
from tests.situation.given import Situation
from tests.world import World

KEY = "c" * 48  # as the application of the tests has it
NAMES = ("contact", "write_contact", "read_contact", "erase_contact")
# Roles that handle contacts, but not this one.
OTHERS = [*OTHER_UNIT, "phutrach", "tonghop", "thuongtruc", "truongban"]

TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    ("GET", "situation.contact"): {200: OUR_UNIT, 404: OTHERS},
    ("POST", "situation.write_contact"): {422: OUR_UNIT, 404: OTHERS},
    ("POST", "situation.read_contact"): {422: OUR_UNIT, 404: OTHERS},
    ("POST", "situation.erase_contact"): {303: OUR_UNIT, 404: OTHERS},
}


def given(world: World, _waiting: Exemplar) -> dict[str, Any]:
    """Keep a contact on a petition of our unit; return what fills the addresses, by endpoint."""
    situation = Situation(world)
    row = situation.petition().observation
    contacts.write(actor=situation.reach("canbo"), observation=row, contact="Gọi 0912 345 678", secret_key=KEY)
    return {f"situation.{name}": {"observation_id": row.id} for name in NAMES}
