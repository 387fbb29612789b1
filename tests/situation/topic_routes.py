"""Who gets which answer from the topics and the channels: rows for tests.test_access."""

from typing import Any

from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation.tables import Topic
from tests.world import World

ADMIN, DESKS = ["quantri"], ["lanhdao", "lanhdao2", "tonghop"]
KEEPERS = [*ADMIN, *DESKS]
# A focal point sees everybody's topics and may not change them; roles without topics get the same answer.
_SENT = {"rename_topic": 422, "move_topic": 303, "switch_topic": 303, "remove_topic": 409}

TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    ("GET", "situation.topics"): {200: KEEPERS},
    ("GET", "situation.channel_kinds"): {200: ADMIN},
    ("POST", "situation.add_topic"): {422: KEEPERS},
    **{("POST", f"situation.{name}"): {code: ADMIN} for name, code in _SENT.items()},
    ("POST", "situation.restore_topic"): {404: KEEPERS},
    ("POST", "situation.channel_kinds_post"): {303: ADMIN},
}


def given(_world: World, _waiting: Exemplar) -> dict[str, Any]:
    """A main topic with others below it."""
    row = db.session.scalars(db.select(Topic).filter_by(code="economy")).one()
    return {f"situation.{name}": {"topic_id": row.id, "way": "xuong"} for name in _SENT}
