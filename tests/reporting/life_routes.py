"""Who gets which answer from asking for reports and moving deadlines: rows for tests.test_access.

Hội CCB owes MTTQ a report this week; the compiler of the Party committee has asked Hội CCB for one.
"""

from datetime import timedelta
from typing import Any

from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.reporting.services import asking
from nam_tinh_hinh.situation.audience import Audience
from tests.accounts import LOOKERS
from tests.reporting.given import Reporting
from tests.world import World

OURS, ABOVE = ["canbo", "lanhdao"], ["tonghop", "nguoixem", "thuongtruc", "truongban"]
ASKERS, OF_PARTY = ["lanhdao", "lanhdao2", "tonghop", "thuongtruc", "truongban"], ["tonghop", "thuongtruc", "truongban"]
WRITERS = [*OURS, "canbo2", "lanhdao2", "tonghop", "thuongtruc", "truongban", "phutrach"]
SEERS = [*OURS, *ABOVE]
STRANGERS = [who for who in LOOKERS if who not in SEERS]
OTHERS = [who for who in ASKERS if who not in OF_PARTY]

TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    ("GET", "reporting.ask"): {200: ASKERS},
    ("POST", "reporting.ask"): {422: ASKERS},
    ("GET", "reporting.own"): {200: WRITERS},
    ("POST", "reporting.own"): {422: WRITERS},
    ("GET", "reporting.asked"): {200: OF_PARTY, 404: OTHERS},
    ("POST", "reporting.withdraw"): {422: OF_PARTY, 404: OTHERS},  # without a reason
    ("GET", "reporting.extend"): {200: SEERS, 404: STRANGERS},
    ("POST", "reporting.extend"): {422: [], 403: SEERS, 404: STRANGERS},  # MTTQ receives it, none of these does
}


def given(world: World, _waiting: Exemplar) -> dict[str, Any]:
    """Open the week and ask for a report."""
    reporting = Reporting(world)
    wanted = asking.Request("Ngập úng", "Báo cáo ngay.", "ad_hoc", clock.now() + timedelta(days=2))
    audience = Audience(unit_ids=(reporting.unit("ccb").id,))
    period = asking.ask(actor=reporting.reach("tonghop"), request=wanted, audience=audience)
    about = {f"reporting.{name}": {"period_id": period.id} for name in ("asked", "withdraw")}
    return about | {"reporting.extend": {"report_id": reporting.report("ccb").id}}
