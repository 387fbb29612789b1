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
    exports = {"export_pdf": "In danh sách", "export_xlsx": "Tải danh sách Excel"}
    register("exemplar_list", Subject("Danh sách Dân vận khéo", exports))
    register("result", Subject("Báo cáo kết quả", is_open=False, closed_word="Viết báo cáo kết quả"))
    register("assessment", Subject("Đánh giá của thành viên", is_open=False, closed_word="Đánh giá"))
    register("lesson", Subject("Rút kinh nghiệm", is_open=False, closed_word="Viết rút kinh nghiệm"))
    issued = {"publish": "Công bố kết quả xét công nhận", "certify": "Ban hành giấy chứng nhận"}
    register("recognition", Subject("Công nhận, khen thưởng", issued | exports))
    register("recognition_list", Subject("Danh sách xét công nhận", exports))
    register("exemplar_library", Subject("Thư viện mô hình", exports))
