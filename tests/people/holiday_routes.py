"""Who gets which answer from the year's holidays: rows for tests.test_access."""

from datetime import date

from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.kernel.history import Machine
from nam_tinh_hinh.people import services
from nam_tinh_hinh.people.services.calendar import DayFacts
from tests.world import World

ADMIN = ["quantri"]
TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    ("GET", "people.holidays"): {200: ADMIN},
    ("GET", "people.edit_holiday"): {200: ADMIN},
    ("POST", "people.add_holiday"): {422: ADMIN},
    ("POST", "people.edit_holiday"): {422: ADMIN},
    ("POST", "people.remove_holiday"): {303: ADMIN},
    ("POST", "people.restore_holiday"): {404: ADMIN},
    ("POST", "people.fill_holidays"): {404: ADMIN},  # no year named
}


def given(_world: World, _waiting: Exemplar) -> dict[str, dict[str, int]]:
    """Put one day on the list; return what fills the addresses, by endpoint."""
    row = services.add_holiday(actor=Machine(), facts=DayFacts(date(2026, 11, 24), "Ngày Văn hóa Việt Nam"))
    assert row
    about = {name: {"holiday_id": row.id} for name in ("people.edit_holiday", "people.remove_holiday")}
    return about | {"people.restore_holiday": {"event_id": 99999}}
