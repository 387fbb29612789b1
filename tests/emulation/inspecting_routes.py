"""Who gets which answer from teams and visits: rows for tests.test_access, on a team that goes to canbo's unit."""

from nam_tinh_hinh.emulation.tables import Exemplar
from tests.accounts import ISSUERS, OTHER_UNIT, OVERSEERS, SEERS, SERVING, UNITS
from tests.emulation import inspection_teams as teams
from tests.world import World

UNSEEN = [*UNITS, "phutrach"]  # of no team: to them there is none
OF_EXEMPLAR = {200: SEERS, 404: [*OTHER_UNIT, "phutrach"]}

TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    ("GET", "emulation.teams"): {200: OVERSEERS},
    ("GET", "emulation.team"): {200: OVERSEERS, 404: UNSEEN},
    ("GET", "emulation.inspecting_new"): {200: ISSUERS},
    ("GET", "emulation.inspecting_edit"): {200: ISSUERS},
    ("GET", "emulation.inspecting_choose"): {200: ISSUERS},
    ("GET", "emulation.inspecting_sheet"): {200: OVERSEERS, 404: UNSEEN},
    ("GET", "emulation.inspecting_decision_draft"): {200: OVERSEERS},
    ("POST", "emulation.inspecting_decision_draft"): {422: ISSUERS},
    ("GET", "emulation.inspecting_decide"): {200: ISSUERS},
    ("GET", "emulation.inspecting_record"): {200: OVERSEERS, 404: UNSEEN},
    ("GET", "emulation.inspecting_minutes_draft"): {422: OVERSEERS, 404: UNSEEN},  # nothing is recorded yet
    ("POST", "emulation.inspecting_minutes_draft"): {422: OVERSEERS, 404: UNSEEN},
    ("GET", "emulation.inspecting_close"): {303: ISSUERS},
    ("GET", "emulation.inspections"): OF_EXEMPLAR,
    ("POST", "emulation.inspecting_new"): {422: ISSUERS},
    ("POST", "emulation.inspecting_edit"): {422: ISSUERS},
    ("POST", "emulation.inspecting_choose"): {422: ISSUERS},
    ("POST", "emulation.inspecting_order"): {409: ISSUERS},  # without the order seen
    ("POST", "emulation.inspecting_cancel"): {409: ISSUERS},  # without the version seen
    ("POST", "emulation.inspecting_restore"): {303: ISSUERS},
    ("POST", "emulation.inspecting_decide"): {422: ISSUERS},
    ("POST", "emulation.inspecting_record"): {422: SERVING, 404: UNSEEN},
    ("POST", "emulation.inspecting_close"): {422: ISSUERS},
}
_OF_NO_TEAM = {"teams", "inspecting_new", "inspections"}
_OF_VISIT = {"inspecting_record", "inspecting_minutes_draft", "inspecting_close"}


def given(world: World, waiting: Exemplar) -> dict[str, dict[str, object]]:
    """Set up a team with one visit; return what fills the address of each of these endpoints."""
    team = teams.set_up(world, waiting)
    of_team = {"team_id": team.id}
    of_visit = of_team | {"inspection_id": team.inspections[0].id}
    names = {endpoint.removeprefix("emulation.") for _verb, endpoint in TABLE} - _OF_NO_TEAM
    return {f"emulation.{name}": of_visit if name in _OF_VISIT else of_team for name in names}
