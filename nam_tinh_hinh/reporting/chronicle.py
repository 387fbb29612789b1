"""The words of the history for this room: what reports say is closed to administrators, regimes and dates are not."""

from nam_tinh_hinh.kernel.chronicle import Subject, register, register_fields
from nam_tinh_hinh.people.chronicle import ROWS
from nam_tinh_hinh.reporting.workflow import OBLIGATION, OUTLINE, PACK, PERIOD, REGIME, REPORT

EXPORTS = {"export_pdf": "In ra PDF", "export_xlsx": "Tải Excel"}
OPEN = {
    PERIOD: (
        "Kỳ báo cáo",
        {
            "open": "Mở kỳ báo cáo",
            "ask": "Yêu cầu báo cáo",
            "own": "Lập báo cáo đột xuất",
            "extend": "Gia hạn cho các đơn vị chưa nộp",
            "withdraw": "Rút yêu cầu báo cáo",
        },
    ),
    "report_board": ("Bảng theo dõi nộp báo cáo", EXPORTS),
    "report_history": ("Việc nộp báo cáo của một đơn vị", EXPORTS),
    REGIME: ("Chế độ báo cáo", ROWS | {"apply": "Áp dụng", "end": "Ngừng áp dụng"}),
    OUTLINE: ("Đề cương báo cáo", ROWS | {"new_edition": "Lập bản mới của đề cương"}),
    PACK: ("Hồ sơ họp", {"export_pdf": "In ra PDF"}),
}
CLOSED = {
    REPORT: ("Báo cáo", "Viết, ký, gửi, nhận báo cáo"),
    OBLIGATION: ("Hạn nộp báo cáo", "Gia hạn, miễn, nhắc nộp"),
}


def register_words() -> None:
    """Give the room's subjects their words."""
    for subject, (label, actions) in OPEN.items():
        register(subject, Subject(label, actions))
    for subject, (label, word) in CLOSED.items():
        register(subject, Subject(label, is_open=False, closed_word=word))
    register_fields({"bound": "báo cáo trong tập"})
