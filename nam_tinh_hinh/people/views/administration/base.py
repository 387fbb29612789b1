"""What the pages of administration share: their tabs."""

from typing import Any

from flask import request

from nam_tinh_hinh.kernel.access import found
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.tables import User
from nam_tinh_hinh.people.views.base import bp

# Label, endpoint, and the address under which its pages lie.
TABS = (
    ("Tổng quan", "people.admin", ""),
    ("Tài khoản", "people.users", "/tai-khoan"),
    ("Danh mục", "people.references", "/danh-muc"),
    ("Ngày nghỉ", "people.holidays", "/ngay-nghi"),
    ("Mẫu in", "people.print_settings", "/mau-in"),
    ("Thiết lập", "people.settings", "/thiet-lap"),
    ("Nhật ký", "people.chronicle", "/nhat-ky"),
    ("Sao lưu", "upkeep.backups", "/sao-luu"),
    ("Kiểm tra", "upkeep.examination", "/kiem-tra"),
)
START = "/quan-tri"


@bp.app_context_processor
def admin_tabs() -> dict[str, Any]:
    """Give the templates of administration their tabs: label, endpoint, whether one is there."""
    inside = request.path.removeprefix(START)
    return {"admin_tabs": [(label, to, inside.startswith(under) if under else not inside) for label, to, under in TABS]}


def fetch_user(user_id: int) -> User:
    """Return an account, or answer 404."""
    return found(db.session.get(User, user_id))
