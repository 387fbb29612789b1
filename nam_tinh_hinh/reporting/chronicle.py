"""The words of the history for this room: what reports say is closed to administrators, regimes and dates are not."""

from nam_tinh_hinh.kernel.chronicle import register_fields, register_room
from nam_tinh_hinh.people.chronicle import ROWS
from nam_tinh_hinh.reporting.workflow import OBLIGATION, OUTLINE, PACK, PERIOD, REGIME, REPORT

EXPORTS = {"export_pdf": "In ra PDF", "export_xlsx": "Tải Excel"}
PERIOD_WORDS = {
    "open": "Mở kỳ báo cáo", "ask": "Yêu cầu báo cáo", "own": "Lập báo cáo đột xuất",
    "extend": "Gia hạn cho các đơn vị chưa nộp", "withdraw": "Rút yêu cầu báo cáo",
}  # fmt: skip
REGIME_WORDS = {
    "add": "Thêm chế độ", "edit": "Sửa chế độ", "apply": "Áp dụng", "end": "Ngừng áp dụng", "undo": "Hoàn tác",
    "remove": "Bỏ chế độ", "restore": "Lấy lại chế độ",
}  # fmt: skip
OUTLINE_WORDS = {"add": "Thêm đề cương", "edit": "Sửa đề cương", "new_edition": "Lập bản mới của đề cương"}
OPEN = {
    PERIOD: ("Kỳ báo cáo", PERIOD_WORDS),
    "report_board": ("Bảng theo dõi nộp báo cáo", EXPORTS),
    "report_history": ("Việc nộp báo cáo của một đơn vị", EXPORTS),
    REGIME: ("Chế độ báo cáo", ROWS | REGIME_WORDS),
    OUTLINE: ("Đề cương báo cáo", ROWS | OUTLINE_WORDS),
    "regime_list": ("Danh sách chế độ báo cáo", EXPORTS),
    PACK: ("Hồ sơ họp", {"export_pdf": "In ra PDF"}),
}
CLOSED = {
    REPORT: ("Báo cáo", "Viết, ký, gửi, nhận báo cáo"),
    OBLIGATION: ("Hạn nộp báo cáo", "Gia hạn, miễn, nhắc nộp"),
}

FIELDS = {
    "plan": "kế hoạch", "clause": "mục", "due": "hạn nộp", "holiday": "khi trùng ngày nghỉ", "grace": "gia hạn",
    "opens": "mở kỳ", "reminds": "nhắc", "to": "nơi nhận", "copies": "sao gửi", "outline": "đề cương",
    "owners": "ai phải nộp", "cadence": "kỳ", "edition": "bản thứ", "headings": "các mục", "source": "căn cứ",
    "bound": "báo cáo trong tập",
}  # fmt: skip


def register_words() -> None:
    """Give the room's subjects their words."""
    register_fields(FIELDS)
    register_room(OPEN, CLOSED)
