"""Who gets which answer about a petition that Hội CCB has just received: rows for tests.test_access."""

from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.tables import Area
from nam_tinh_hinh.situation.enums import ObservationKind
from tests.accounts import LOOKERS
from tests.situation.given import Situation
from tests.world import World

OURS = ["canbo", "lanhdao"]
# Whoever reads what the commune gathered: those of Đảng ủy's offices.
ABOVE = ["tonghop", "nguoixem", "thuongtruc", "truongban"]
SEERS = [*OURS, *ABOVE]
STRANGERS = [who for who in LOOKERS if who not in SEERS]
WRITERS = ["canbo2", "lanhdao2", "tonghop", "thuongtruc", "truongban"]
NEITHER = [who for who in WRITERS if who not in SEERS]
WATCHING = [who for who in WRITERS if who in SEERS]
PART = "situation.petition"


def verb(code: int) -> dict[int, list[str]]:
    """An empty form of those who follow, nobody else's business."""
    return {code: OURS, 403: WATCHING, 404: NEITHER}


TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    ("GET", "situation.petitions"): {200: LOOKERS},
    ("GET", "situation.petitions_pdf"): {200: LOOKERS},
    ("GET", "situation.petitions_xlsx"): {200: LOOKERS},
    ("GET", PART): {200: SEERS, 404: STRANGERS},
    ("GET", "situation.term"): {200: SEERS, 404: STRANGERS},
    ("GET", "situation.petition_paper"): {200: OURS, 404: NEITHER},
    ("GET", "situation.petition_paper_pdf"): {200: OURS, 404: NEITHER},
    ("GET", "situation.petition_recurs"): {200: ["lanhdao"], 404: ["lanhdao2"]},
    ("GET", "situation.thresholds"): {200: ["quantri"]},
    ("POST", "situation.change_thresholds_post"): {303: ["quantri"]},  # nothing typed, nothing changed
    ("POST", "situation.petition_paper_pdf"): {422: OURS, 404: NEITHER},
    ("POST", "situation.petition_paper_issue"): {422: OURS, 404: NEITHER},
    ("POST", "situation.petition_recurs"): {422: ["lanhdao"], 404: ["lanhdao2"]},
    ("POST", "situation.petition_follow"): {303: ["lanhdao"], 404: ["lanhdao2"]},
    **{
        ("POST", f"{PART}_{name}"): verb(422)
        for name in ("hand_on", "progress", "forward", "answer", "correct", "extend", "pause", "reopen", "tell")
    },
    # Nothing to fill in: what is refused is that nobody has read which version.
    ("POST", f"{PART}_resume"): verb(409),
    ("POST", f"{PART}_untell"): verb(409),
}


def given(world: World, _waiting: Exemplar) -> dict[str, dict[str, int]]:
    """Record a petition; return what fills the addresses, by endpoint."""
    situation, place = Situation(world), db.session.scalar(db.select(Area.name).order_by(Area.id))
    row = situation.confirmed(kind=ObservationKind.PETITION, area=place)
    names = {endpoint for _method, endpoint in TABLE if endpoint.startswith((PART, "situation.term"))}
    return {name: {"observation_id": row.id} for name in names - {"situation.petitions"}}
