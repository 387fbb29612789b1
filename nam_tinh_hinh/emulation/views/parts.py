"""The tabs of "Dân vận khéo" and those of one exemplar: each appears to whom its page is open."""

from dataclasses import dataclass
from typing import Any

from flask import current_app
from flask_login import current_user

from nam_tinh_hinh.emulation import queries
from nam_tinh_hinh.emulation.enums import ASSIGNED, STEPS, UNSENT, Stage
from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.emulation.views.base import bp
from nam_tinh_hinh.people.views.base import actor

EVERY = frozenset(Stage)
INTERIM_STEP = 4


@dataclass(frozen=True)
class Part:
    """One tab: its word, its page, how the page's address goes on, and the stages in which an exemplar has it.

    A thin line parts the tabs of one group from those of the next.
    """

    label: str
    endpoint: str
    address: str = ""
    stages: frozenset[Stage] = EVERY
    group: int = 1

    @property
    def is_open(self) -> bool:
        """Tell whether the page is there and the signed-in person may open it."""
        view = current_app.view_functions.get(self.endpoint)
        return view is not None and view.guard(current_user)  # type: ignore[attr-defined, no-any-return]


# In the order of the six steps; a group has to do with one another: registering, deciding, carrying out, concluding.
ROOM = (
    Part("Danh sách", "emulation.index", "/dan-van-kheo/"),
    Part("Gửi danh sách", "emulation.unit_list", "/dan-van-kheo/gui-danh-sach"),
    Part("Chỉ tiêu", "emulation.board", "/dan-van-kheo/chi-tieu"),
    Part("Kiểm tra", "emulation.teams", "/dan-van-kheo/kiem-tra", group=2),
    Part("Phiên họp", "emulation.sittings", "/dan-van-kheo/phien-hop", group=2),
    Part("Thông báo", "emulation.notices", "/dan-van-kheo/thong-bao", group=2),
    Part("Đề nghị điều chỉnh", "emulation.changes", "/dan-van-kheo/dieu-chinh", group=3),
    Part("Sơ kết", "emulation.reviews", "/dan-van-kheo/so-ket", group=3),
    Part("Công nhận", "emulation.recognition", "/dan-van-kheo/cong-nhan", group=4),
    Part("Báo cáo", "emulation.reports", "/dan-van-kheo/bao-cao", group=4),
    Part("Thư viện", "emulation.library", "/dan-van-kheo/thu-vien", group=4),
    Part("Phong trào năm", "emulation.campaigns", "/dan-van-kheo/phong-trao", group=5),
)
OF_EXEMPLAR = (
    Part("Hồ sơ", "emulation.show"),
    Part("Chuẩn bị", "emulation.preparation", "/chuan-bi"),
    Part("Kiểm tra", "emulation.inspections", "/kiem-tra", EVERY - UNSENT),
    Part("Thực hiện", "emulation.carrying", "/thuc-hien", ASSIGNED),
    Part("Sơ kết", "emulation.interim", "/so-ket", ASSIGNED),
    Part("Kết quả", "emulation.result", "/ket-qua", ASSIGNED),
    Part("Nhân rộng", "emulation.family", "/nhan-rong", frozenset({Stage.RECOGNISED})),
    Part("Điều chỉnh", "emulation.ask_change", "/dieu-chinh", EVERY - UNSENT),
)


@bp.app_context_processor
def room_tabs() -> dict[str, object]:
    """Give the templates of this room the tabs that the signed-in person may open."""
    return {"emulation_tabs": [part for part in ROOM if part.is_open] if current_user.is_authenticated else []}


def about(exemplar: Exemplar) -> dict[str, Any]:
    """Return what emulation/_head.html shows above every page of one exemplar."""
    stage = queries.shown_stage(actor(), exemplar)
    step = INTERIM_STEP if stage is Stage.UNDERWAY and queries.interim_begun(exemplar.id) else stage.step
    parts = [part for part in OF_EXEMPLAR if exemplar.stage in part.stages and part.is_open]
    return {"exemplar": exemplar, "stage": stage, "step": step, "steps": STEPS, "parts": parts}
