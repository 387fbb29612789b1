"""Who gets which answer from the boards of reports, Hội CCB being the unit looked at: rows for tests.test_access."""

from nam_tinh_hinh.emulation.tables import Exemplar
from tests.accounts import ISSUERS, LOOKERS, OUR_UNIT
from tests.reporting.given import Reporting
from tests.world import World

# Whoever reads what all units of the commune send: those of Đảng ủy's offices.
ABOVE = ["tonghop", "nguoixem", *ISSUERS]
SEERS = [*OUR_UNIT, *ABOVE]
OF_UNIT = {200: SEERS, 404: [who for who in LOOKERS if who not in SEERS]}
# None of them is the one to whom Hội CCB reports, and nothing was chosen.
REMINDERS = ["lanhdao", "lanhdao2", "tonghop", *ISSUERS]
TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    ("GET", "reporting.board"): {200: LOOKERS},
    ("GET", "reporting.board_pdf"): {200: LOOKERS},
    ("GET", "reporting.board_xlsx"): {200: LOOKERS},
    ("GET", "reporting.unit_history"): OF_UNIT,
    ("GET", "reporting.unit_history_pdf"): OF_UNIT,
    ("GET", "reporting.unit_history_xlsx"): OF_UNIT,
    ("POST", "reporting.remind"): {422: REMINDERS},
}


def given(world: World, _waiting: Exemplar) -> dict[str, dict[str, int]]:
    """Let Hội CCB owe a report; return what fills the addresses, by endpoint."""
    unit_id = Reporting(world).report().unit_id
    return {f"reporting.unit_history{end}": {"unit_id": unit_id} for end in ("", "_pdf", "_xlsx")}
