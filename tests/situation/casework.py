"""Cases for tests, made by the room's own verbs."""

from datetime import timedelta
from typing import Any

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation.services import casework as services
from nam_tinh_hinh.situation.tables import CaseFile, Observation
from tests.situation.given import Situation

# The same matter in the words of three areas.
DRAINS = {
    "Thôn Đồng Lân": "Cống thoát nước bị tắc, mưa là ngập vào nhà dân, đề nghị nạo vét trước mùa mưa.",
    "Thôn Bến Trăm": "Đề nghị nạo vét cống thoát nước bị tắc, mưa xuống nước ngập vào nhà.",
    "Thôn Trại Hồng": "Mưa to là ngập vào nhà do cống thoát nước tắc, đã lâu chưa nạo vét.",
}
TITLE = "Ngập nước do cống tắc"


def drains(situation: Situation, who: str = "lanhdao") -> list[Observation]:
    """Three observations of one matter, from three areas."""
    return [situation.confirmed(who, area=area, content=words) for area, words in DRAINS.items()]


def facts(situation: Situation, **changes: Any) -> dict[str, Any]:
    """What a case says of itself; the responsible unit may be given by its key."""
    unit = situation.world.unit(changes.pop("responsible", "phu_nu"))
    return {
        "title": TITLE, "summary": "Ba thôn cùng nêu.", "topic_id": situation.topic().id, "area_id": None,
        "responsible_unit_id": unit.id,
    } | changes  # fmt: skip


def opened(situation: Situation, *rows: Observation, who: str = "lanhdao", days: int = 7, **changes: Any) -> CaseFile:
    """A case of Hội CCB for which Hội LHPN is responsible, to be looked at again in ``days`` days."""
    case = services.open_case(
        actor=situation.reach(who), facts=facts(situation, **changes), observation_ids=[row.id for row in rows],
        review_on=clock.today() + timedelta(days=max(days, 0)),
    )  # fmt: skip
    if days < 0:
        case.review_on = clock.today() + timedelta(days=days)
    db.session.commit()
    return case


def closed(situation: Situation, *rows: Observation, **changes: Any) -> CaseFile:
    """A case that was closed."""
    case = opened(situation, *rows, **changes)
    services.act(actor=situation.reach("lanhdao"), case=case, action="close", reason="Đã nạo vét xong.")
    db.session.commit()
    return case
