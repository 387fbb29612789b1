"""The words of the history for emulation, as far as an administrator may read it.

Decisions are the committee's until they are released, and reasons are between it and the unit: an administrator sees
that an exemplar was worked on, never how it was judged.
"""

from nam_tinh_hinh.emulation.workflow import SUBJECT
from nam_tinh_hinh.kernel.chronicle import Subject, register


def register_words() -> None:
    """Give emulation's subjects their words."""
    register(SUBJECT, Subject("Hồ sơ Dân vận khéo", is_open=False, closed_word="Xử lý hồ sơ"))
    register("release", Subject("Kết quả xét", is_open=False, closed_word="Công bố kết quả xét"))
    register("campaign", Subject("Đợt đăng ký", {"open_campaign": "Mở đợt đăng ký"}))
    register("sitting", Subject("Phiên họp xét", is_open=False, closed_word="Chuẩn bị, ghi phiên họp"))
    notices = {"assign": "Ban hành thông báo", "confirm": "Xác nhận đã nhận", "export_pdf": "Xem dự thảo"}
    register("assignment_notice", Subject("Thông báo giao nhiệm vụ", notices))
    exports = {"export_pdf": "In danh sách", "export_xlsx": "Tải danh sách Excel"}
    register("exemplar_list", Subject("Danh sách Dân vận khéo", exports))
