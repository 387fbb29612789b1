"""The words of the history for emulation, as far as an administrator may read it.

Decisions are the committee's until they are released, and reasons are between it and the unit: an administrator sees
that an exemplar was worked on, never how it was judged.
"""

from nam_tinh_hinh.emulation.workflow import SUBJECT
from nam_tinh_hinh.kernel.chronicle import Subject, hide_fields, register, register_fields

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


def register_words() -> None:
    """Give emulation's subjects their words."""
    register(SUBJECT, Subject("Hồ sơ Dân vận khéo", is_open=False, closed_word="Xử lý hồ sơ"))
    register("release", Subject("Kết quả xét", is_open=False, closed_word="Công bố kết quả xét"))
    register("campaign", Subject("Phong trào năm", CAMPAIGN))
    register("quota_board", Subject("Bảng chỉ tiêu", {"export_pdf": "In bảng chỉ tiêu", "export_xlsx": "Tải Excel"}))
    register_fields(CAMPAIGN_FIELDS)
    hide_fields("unit_ids", "duty_code")
    register("sitting", Subject("Phiên họp xét", is_open=False, closed_word="Chuẩn bị, ghi phiên họp"))
    notices = {"assign": "Ban hành thông báo", "confirm": "Xác nhận đã nhận", "export_pdf": "Xem dự thảo"}
    register("assignment_notice", Subject("Thông báo giao nhiệm vụ", notices))
    exports = {"export_pdf": "In danh sách", "export_xlsx": "Tải danh sách Excel"}
    register("exemplar_list", Subject("Danh sách Dân vận khéo", exports))
    register("registration_list", Subject("Danh sách đăng ký của đơn vị", {"send_list": "Gửi danh sách", **exports}))
    register("change_list", Subject("Đề nghị điều chỉnh", exports))
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
