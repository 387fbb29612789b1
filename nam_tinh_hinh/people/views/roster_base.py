"""What the pages of the officers' lists share: fetching, and refusals in words."""

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.access import found
from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.queries import rosters as queries
from nam_tinh_hinh.people.tables import Roster
from nam_tinh_hinh.people.views.base import actor

LABELS = {
    "send": "Gửi danh sách",
    "send_again": "Gửi lại danh sách",
    "approve": "Duyệt danh sách",
    "return": "Trả lại",
    "print_slips": "In phiếu tài khoản",
    "export_pdf": "In danh sách",
    "export_xlsx": "Tải Excel",
}


def fetch(roster_id: int) -> Roster:
    """Return a list the signed-in person may see, or answer 404."""
    return found(queries.roster(actor(), roster_id))


def who(event: history.Event) -> str:
    """Name the doer of an event, with his unit."""
    return f"{event.actor_name} ({event.actor_unit})" if event.actor_unit else event.actor_name


def refusal_text(refused: ActionRefused) -> str:
    """Return a refusal in words, with who was quicker and when."""
    earlier = refused.earlier
    if earlier is None:
        return refused.message
    label = LABELS.get(earlier.action, earlier.action)
    return f"{refused.message} {who(earlier)} đã thực hiện “{label}” lúc {moment_text(earlier.at)}."
