"""What the pages of this room share: the blueprint, how far the signed-in person reaches, fetching, saying refusals."""

from flask import Blueprint, g

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.access import found
from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.queries.issuing import letterhead_for
from nam_tinh_hinh.people.tables import PrintSetting
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.people.views.base import actor
from nam_tinh_hinh.situation import queries
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import Observation

bp = Blueprint("situation", __name__)


def person() -> Reach:
    """Return the signed-in person with how far he reaches; asked once a request."""
    if "reach" not in g:
        g.reach = queries.reach_of(actor())
    return g.reach  # type: ignore[no-any-return]


def heading_of(unit_id: int | None = None) -> PrintSetting:
    """Return the letterhead of a unit in the layout asked for; without one, of the unit the person acts for."""
    return letterhead_for(unit_id or person().unit_id or 0, exports.layout_asked())


def fetch(observation_id: int) -> Observation:
    """Return an observation that the signed-in person may see, or answer 404."""
    return found(queries.observation(person(), observation_id))


def doer_of(event: history.Event) -> str:
    """Name who did something: by name inside his own unit, by unit to all others (cộng tác viên đơn tuyến)."""
    if event.actor_unit and event.actor_unit != person().unit_name:
        return event.actor_unit
    return event.actor_name


def refusal_text(refused: ActionRefused) -> str:
    """Return a refusal in words, with who was quicker and when."""
    if refused.earlier is None:
        return refused.message
    return f"{refused.message} Lần thay đổi gần nhất: {doer_of(refused.earlier)}, {moment_text(refused.earlier.at)}."
