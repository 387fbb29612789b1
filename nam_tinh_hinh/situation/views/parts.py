"""The tabs of "Nắm tình hình": each appears to whom its page is open."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import current_app
from flask_login import current_user

from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import Observation
from nam_tinh_hinh.situation.views.base import bp, person


@dataclass(frozen=True)
class Part:
    """One tab: its word, its page and its address; a thin line parts the tabs of one group from the next."""

    label: str
    endpoint: str
    address: str
    group: int = 1

    @property
    def is_open(self) -> bool:
        """Tell whether the signed-in person may open the page."""
        return current_app.view_functions[self.endpoint].guard(current_user)  # type: ignore[attr-defined, no-any-return]


ROOM = (
    Part("Danh sách", "situation.index", "/phan-anh/"),
    Part("Ghi", "situation.record", "/phan-anh/ghi"),
    Part("Nhập nhiều", "situation.import_rows", "/phan-anh/nhap"),
    Part("Hàng đợi", "situation.queue", "/phan-anh/hang-doi", group=2),
    Part("Cấp bách", "situation.urgent", "/phan-anh/cap-bach", group=2),
    Part("Kiến nghị", "situation.petitions", "/phan-anh/kien-nghi", group=2),
    Part("Vụ việc", "situation.cases", "/vu-viec/", group=3),
    Part("Chỉ đạo", "situation.guidances", "/chi-dao/", group=3),
    Part("Mạng lưới", "situation.networks", "/mang-luoi/", group=3),
    Part("Tổng quan", "situation.overview", "/tong-quan", group=4),
)
# The pages of one observation; each shows itself to whom it has something to say (``OPENS``).
OF_OBSERVATION = (
    Part("Nội dung", "situation.show", ""),
    Part("Trả lời, giải quyết", "situation.petition", "/kien-nghi"),
    Part("Liên hệ để trả lời", "situation.contact", "/lien-he"),
    Part("Vụ việc", "situation.cases_of", "/vu-viec"),
)
# endpoint: whether this observation has that page for this person. A part's own module adds its line.
OPENS: dict[str, Callable[[Reach, Observation], bool]] = {}


def about(observation: Observation) -> dict[str, Any]:
    """Return what situation/_head.html shows above every page of one observation."""
    shown = [
        part
        for part in OF_OBSERVATION
        if part.is_open and OPENS.get(part.endpoint, lambda _person, _row: True)(person(), observation)
    ]
    return {"observation": observation, "parts": shown}


@bp.app_context_processor
def room_tabs() -> dict[str, object]:
    """Give the templates of this room the tabs that the signed-in person may open."""
    return {"situation_tabs": [part for part in ROOM if part.is_open] if current_user.is_authenticated else []}
