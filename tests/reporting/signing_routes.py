"""Who gets which answer about signing, sending and receiving: rows for tests.test_access.

The report of Hội CCB was sent to the Party committee, whose focal point is the office's compiler; he has opened it.
"""

from typing import Any

from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.reporting.services import sending
from tests.accounts import LOOKERS, OUR_UNIT
from tests.reporting.given import Reporting
from tests.world import World

DESKS, RECEIVER = ["lanhdao", "lanhdao2", "tonghop"], ["tonghop"]
# Those who read what units below them have sent, and do nothing with it.
SUPERIORS = ["nguoixem", "thuongtruc", "truongban"]
READERS = [*OUR_UNIT, *RECEIVER, *SUPERIORS]


def but(people: list[str], *others: list[str]) -> list[str]:
    return [who for who in people if not any(who in some for some in others)]


OWN = {200: OUR_UNIT, 404: but(LOOKERS, OUR_UNIT)}
TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    ("GET", "reporting.check"): OWN,
    # "Nhận báo cáo", without the version seen
    ("POST", "reporting.act"): {409: RECEIVER, 403: [*OUR_UNIT, *SUPERIORS], 404: but(LOOKERS, READERS)},
    ("GET", "reporting.receipt"): OWN,
    ("GET", "reporting.queue"): {200: DESKS},
    ("POST", "reporting.queue_later"): {303: RECEIVER, 409: ["lanhdao"], 404: ["lanhdao2"]},
    ("GET", "reporting.sent"): {200: READERS, 404: but(LOOKERS, READERS)},
    ("GET", "reporting.return_report"): {200: RECEIVER, 404: ["lanhdao", "lanhdao2"]},
    ("POST", "reporting.return_report"): {422: RECEIVER, 404: ["lanhdao", "lanhdao2"]},  # nothing ticked
}


def given(world: World, _waiting: Exemplar) -> dict[str, dict[str, Any]]:
    """Send a report that its receiver has opened; return what fills the addresses, by endpoint."""
    reporting = Reporting(world)
    reporting._week = reporting.open(reporting.regime(("ccb",), "dang_uy"))
    row = reporting.send(reporting.written())
    sending.note_reading(sending_id=row.id, name="Bùi Thị Thanh")
    names = ("check", "act", "receipt", "queue_later", "sent", "return_report")
    about = {f"reporting.{name}": {"report_id": row.report_id} for name in names}
    about["reporting.act"]["slug"] = "nhan"
    about["reporting.sent"]["round_"] = row.round
    return about
