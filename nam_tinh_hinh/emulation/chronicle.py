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
    for subject, (label, closed_word) in CARRYING.items():
        register(subject, Subject(label, is_open=False, closed_word=closed_word))
    register("review_list", Subject("Danh sách sơ kết", {**exports}))


# What units and the committee write while an exemplar is carried out is theirs: outside, only that it was done.
CARRYING = {
    "action_plan": ("Kế hoạch thực hiện mô hình", "Ghi kế hoạch"),
    "helper": ("Phân công tham gia chỉ đạo", "Phân công"),
    "progress": ("Tiến độ thực hiện", "Ghi tiến độ"),
    "interim_review": ("Sơ kết", "Viết, gửi sơ kết"),
    "campaign_report": ("Báo cáo phong trào", "Soạn, ban hành báo cáo"),
    "reminder": ("Nhắc việc", "Nhắc đơn vị"),
}
