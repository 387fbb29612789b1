"""The words of the history for this room: what people say and what is done about it is closed to administrators."""

from nam_tinh_hinh.kernel.chronicle import register_fields, register_room
from nam_tinh_hinh.people.chronicle import ROWS
from nam_tinh_hinh.situation.thresholds import SHIPPED
from nam_tinh_hinh.situation.workflow import CASE, GUIDANCE, OBSERVATION, PETITION

EXPORTS = {"export_pdf": "In ra PDF", "export_xlsx": "Tải Excel"}
OPEN = {
    "observation_list": ("Danh sách nắm tình hình", EXPORTS),
    "petition_list": ("Danh sách kiến nghị", EXPORTS),
    "case_list": ("Danh sách vụ việc", EXPORTS),
    "guidance_list": ("Danh sách chỉ đạo", EXPORTS),
    "overview": ("Tổng quan nắm tình hình", EXPORTS),
    "notebook": ("Mẫu sổ tay", EXPORTS),
    "topic": ("Lĩnh vực nắm tình hình", ROWS),
    "channel": ("Kênh nắm tình hình", ROWS | {"sort": "Xếp loại kênh"}),
    "people_group": ("Nhóm đối tượng", ROWS),
    "threshold": ("Quy tắc nắm tình hình", {"change_thresholds": "Sửa số của quy tắc"}),
}
FIELDS = {"regularity": "thường xuyên hay định kỳ", "is_meeting": "là cuộc họp", "unit_id": "đơn vị số"}
# What was said and done stays in the room; that a contact was opened is known outside it too, never why or whose.
CLOSED = {
    OBSERVATION: ("Nắm tình hình", "Ghi, xử lý nội dung"),
    "occasion": ("Cuộc họp, tiếp xúc", "Ghi cuộc"),
    "alert": ("Tin cấp bách", "Gửi, nhận tin"),
    PETITION: ("Kiến nghị", "Theo dõi trả lời"),
    "reply_contact": ("Liên hệ để trả lời", "Ghi, xem, xóa liên hệ"),
    CASE: ("Vụ việc", "Xử lý vụ việc"),
    "case_entry": ("Diễn biến vụ việc", "Ghi diễn biến"),
    "case_dismissal": ("Gợi ý lập vụ việc", "Không lập vụ việc được gợi ý"),
    GUIDANCE: ("Chỉ đạo, định hướng", "Soạn, gửi chỉ đạo"),
    "guidance_receipt": ("Tiếp nhận chỉ đạo", "Nhận, báo cáo lại"),
    "guidance_reply": ("Trao đổi về chỉ đạo", "Trả lời"),
    "alert_to_unit": ("Tin cấp bách", "Chuyển tin sang đơn vị khác"),
    "network_member": ("Mạng lưới thông tin", "Chuyển thành viên sang đơn vị khác"),
    "guidance_reading": ("Đọc phản hồi về chỉ đạo", "Đọc báo cáo lại, trao đổi"),
    "network": ("Mạng lưới thông tin", "Lập, sửa mạng lưới"),
}


def register_words() -> None:
    """Give the room's subjects their words."""
    register_fields(FIELDS)
    register_room(OPEN, CLOSED)
    register_fields({code.value: words for code, (words, *_numbers) in SHIPPED.items()})
