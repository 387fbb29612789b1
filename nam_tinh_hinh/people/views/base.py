"""What the pages of this room share."""

from flask import Blueprint, current_app
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from nam_tinh_hinh.people.actor import Actor

bp = Blueprint("people", __name__)

Answer = str | BaseResponse | tuple[str, int] | tuple[str, int, dict[str, str]]


# The pages of "Tổ chức", in the order of their tabs: label, endpoint, how their addresses begin.
TABS = (
    ("Đơn vị", "people.units", "/to-chuc"),
    ("Địa bàn", "people.areas", "/dia-ban"),
    ("Phân công địa bàn", "people.postings", "/phan-cong"),
    ("Danh bạ đầu mối", "people.contacts", "/danh-ba"),
    ("Danh sách cán bộ", "people.rosters", "/danh-sach-can-bo"),
)


@bp.app_context_processor
def tabs() -> dict[str, object]:
    """Give the templates of "Tổ chức" the tabs that the signed-in person may open."""
    if not current_user.is_authenticated:
        return {}
    return {"people_tabs": [tab for tab in TABS if current_app.view_functions[tab[1]].guard(current_user)]}


def actor() -> Actor:
    """Return the signed-in person."""
    return current_user._get_current_object()  # type: ignore[no-any-return]
