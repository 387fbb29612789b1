"""The words of the history for emulation, as far as an administrator may read it.

Decisions are the committee's until they are released, and reasons are between it and the unit: an administrator sees
that an exemplar was worked on, never how it was judged.
"""

from nam_tinh_hinh.emulation.workflow import SUBJECT
from nam_tinh_hinh.kernel.chronicle import hide_fields, register_fields, register_room

CAMPAIGN = {
    "open_campaign": "Mở phong trào năm",
    "edit_plan": "Sửa kế hoạch, thời hạn",
    "edit_quotas": "Sửa chỉ tiêu",
    "add_member": "Thêm thành viên Ban Chỉ đạo",
    "edit_member": "Sửa thành viên Ban Chỉ đạo",
    "remove_member": "Đưa ra khỏi Ban Chỉ đạo",
    "restore_member": "Hoàn tác đưa ra khỏi Ban Chỉ đạo",
    "next_year": "Tạo theo năm trước",
    "remind": "Nhắc đơn vị",
}
CAMPAIGN_FIELDS = {
    "plan_number": "số kế hoạch",
    "plan_day": "ngày kế hoạch",
    "first_opens": "đợt đầu năm từ",
    "first_closes": "đợt đầu năm đến hết",
    "supplement_opens": "đợt bổ sung từ",
    "supplement_closes": "đợt bổ sung đến hết",
    "half_year_report": "hạn báo cáo 6 tháng",
    "year_report": "hạn báo cáo năm",
    "recognition": "hạn công nhận",
    "counts_supplements": "tính mô hình bổ sung vào chỉ tiêu",
    "uses_criteria": "chấm theo tiêu chí",
    "duty": "nhiệm vụ",
    "follows": "đơn vị phụ trách",
    "from_year": "theo năm",
    "members_left": "người không đưa sang",
    "units_left": "đơn vị không đưa sang",
    "reminded": "số đơn vị được nhắc",
    "left_out": "bỏ qua vì đã nhắc trong ngày",
}


TEAM = {
    "set_up_team": "Lập đoàn",
    "change_team": "Sửa đoàn",
    "add_visits": "Đưa mô hình vào đoàn",
    "drop_visit": "Bỏ mô hình khỏi đoàn",
    "order_visits": "Sắp thứ tự đi",
    "cancel_team": "Hủy đoàn",
    "call_back_team": "Lấy lại đoàn",
    "decide_team": "Ban hành quyết định thành lập",
    "export_pdf": "In ra PDF",
}
TEAM_FIELDS = {"planned_on": "ngày dự kiến", "members": "thành viên", "exemplars": "mô hình", "purpose": "mục đích"}
EXPORTS = {"export_pdf": "In danh sách", "export_xlsx": "Tải danh sách Excel"}
# What an administrator may read: what was issued, taken out, and how the year is set up.
OPEN = {
    "campaign": ("Phong trào năm", CAMPAIGN),
    "quota_board": ("Bảng chỉ tiêu", EXPORTS),
    "exemplar_list": ("Danh sách Dân vận khéo", EXPORTS),
    "registration_list": ("Danh sách đăng ký của đơn vị", {"send_list": "Gửi danh sách", **EXPORTS}),
    "change_list": ("Đề nghị điều chỉnh", EXPORTS),
    "inspection_team": ("Đoàn kiểm tra", TEAM),
    "assignment_notice": (
        "Thông báo giao nhiệm vụ",
        {"assign": "Ban hành thông báo", "confirm": "Xác nhận đã nhận", "export_pdf": "Xem dự thảo"},
    ),
    "review_list": ("Danh sách sơ kết", EXPORTS),
    "recognition": (
        "Công nhận, khen thưởng",
        {"publish": "Công bố kết quả xét công nhận", "certify": "Ban hành giấy chứng nhận", **EXPORTS},
    ),
    "recognition_list": ("Danh sách xét công nhận", EXPORTS),
    "exemplar_library": ("Thư viện mô hình", EXPORTS),
}
# What units and the committee write and decide is theirs: outside, only that something was done.
CLOSED = {
    SUBJECT: ("Hồ sơ Dân vận khéo", "Xử lý hồ sơ"),
    "release": ("Kết quả xét", "Công bố kết quả xét"),
    "sitting": ("Phiên họp xét", "Chuẩn bị, ghi phiên họp"),
    "inspection": ("Kiểm tra thực tế", "Ghi kết quả, biên bản kiểm tra"),
    "action_plan": ("Kế hoạch thực hiện mô hình", "Ghi kế hoạch"),
    "helper": ("Phân công tham gia chỉ đạo", "Phân công"),
    "progress": ("Tiến độ thực hiện", "Ghi tiến độ"),
    "interim_review": ("Sơ kết", "Viết, gửi sơ kết"),
    "campaign_report": ("Báo cáo phong trào", "Soạn, ban hành báo cáo"),
    "result": ("Báo cáo kết quả", "Viết báo cáo kết quả"),
    "assessment": ("Đánh giá của thành viên", "Đánh giá"),
    "lesson": ("Rút kinh nghiệm", "Viết rút kinh nghiệm"),
}


def register_words() -> None:
    """Give emulation's subjects their words."""
    register_room(OPEN, CLOSED)
    register_fields(CAMPAIGN_FIELDS | TEAM_FIELDS)
    hide_fields("unit_ids", "duty_code", "visit_order")
