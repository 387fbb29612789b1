"""Who gets which answer about issuing: the report of Hội CCB is sent and not issued yet; rows for test_access."""

from nam_tinh_hinh.emulation.tables import Exemplar
from tests.accounts import LOOKERS
from tests.reporting.given import Reporting
from tests.world import World

OURS = ["canbo", "lanhdao"]
# Who reads what the commune's units sent: those of Đảng ủy's offices. The leader of MTTQ wears another hat first.
ABOVE = ["tonghop", "nguoixem", "thuongtruc", "truongban"]
SEERS = [*OURS, *ABOVE]
ISSUERS = ["canbo", "canbo2", "lanhdao", "lanhdao2", "tonghop", "thuongtruc", "truongban"]
OTHERS = [who for who in ISSUERS if who not in OURS]
STRANGERS = [who for who in LOOKERS if who not in SEERS]

TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    ("GET", "reporting.pdf"): {200: SEERS, 404: STRANGERS},
    ("GET", "reporting.docx"): {200: SEERS, 404: STRANGERS},
    ("GET", "reporting.issue"): {200: OURS, 404: OTHERS},
    ("POST", "reporting.issue"): {422: OURS, 404: OTHERS},
    ("POST", "reporting.issue_draft"): {422: OURS, 404: OTHERS},
    ("GET", "reporting.pack"): {200: LOOKERS},
    ("GET", "reporting.pack_pdf"): {422: LOOKERS},  # nothing ticked
}


def given(world: World, _waiting: Exemplar) -> dict[str, dict[str, int]]:
    """Send a report; return what fills the addresses, by endpoint."""
    report = Reporting(world).sent()
    return {f"reporting.{name}": {"report_id": report.id} for name in ("pdf", "docx", "issue", "issue_draft")}
