"""The words of the history for emulation, as far as an administrator may read it.

Decisions are the committee's until they are released, and reasons are between it and the unit: an administrator sees
that an exemplar was worked on, never how it was judged.
"""

from nam_tinh_hinh.emulation.workflow import SUBJECT
from nam_tinh_hinh.kernel.chronicle import Subject, hide_fields, register, register_fields


def register_words() -> None:
    """Give emulation's subjects their words."""
    register(SUBJECT, Subject("Hồ sơ Dân vận khéo", is_open=False, closed_word="Xử lý hồ sơ"))
    register("release", Subject("Kết quả xét", is_open=False, closed_word="Công bố kết quả xét"))
    register("campaign", Subject("Đợt đăng ký", {"open_campaign": "Mở đợt đăng ký"}))
    exports = {"export_pdf": "In danh sách", "export_xlsx": "Tải danh sách Excel"}
    register("exemplar_list", Subject("Danh sách Dân vận khéo", exports))
    teams = {
        "set_up_team": "Lập đoàn", "change_team": "Sửa đoàn", "add_visits": "Đưa mô hình vào đoàn",
        "drop_visit": "Bỏ mô hình khỏi đoàn", "order_visits": "Sắp thứ tự đi", "cancel_team": "Hủy đoàn",
        "call_back_team": "Lấy lại đoàn", "decide_team": "Ban hành quyết định thành lập", "export_pdf": "In ra PDF",
    }  # fmt: skip
    register("inspection_team", Subject("Đoàn kiểm tra", teams))
    register("inspection", Subject("Kiểm tra thực tế", is_open=False, closed_word="Ghi kết quả, biên bản kiểm tra"))
    words = {"planned_on": "ngày dự kiến", "members": "thành viên", "exemplars": "mô hình", "purpose": "mục đích"}
    register_fields(words)
    hide_fields("order")
