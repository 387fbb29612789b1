"""Papers to issue in tests, by the program's own verbs."""

from datetime import date
from typing import Any

from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.people.enums import Audience
from nam_tinh_hinh.people.queries import issuing as queries
from nam_tinh_hinh.people.services import issuing as services
from nam_tinh_hinh.people.tables import IssuedPaper
from tests.world import World

DAY = date(2026, 3, 2)
CONTENT = b"%PDF-1.4 << /Type /Page >> << /Type /Pages >>"


def given(world: World, key: str = "ban_chi_dao", **said: Any) -> dict[str, Any]:
    """What ``freeze`` takes, for the next number; ``said`` replaces anything."""
    unit = world.unit(key)
    kind, day = said.get("kind", PaperKind.NOTICE), said.get("day", DAY)
    plain = {
        "actor": world.actor("thuongtruc"), "unit": unit, "kind": kind, "day": day, "content": CONTENT,
        "number": queries.next_number(unit.id, kind, day) if "number" not in said else 0,
        "subject_words": "giao nhiệm vụ năm 2026", "layout_code": "dang", "audience": Audience.COMMITTEE,
        "subject": "campaign", "subject_id": 1,
    }  # fmt: skip
    return plain | said


def issued(world: World, key: str = "ban_chi_dao", **said: Any) -> IssuedPaper:
    """A paper that went out, committed."""
    row = services.freeze(**given(world, key, **said))
    world.save()
    return row
