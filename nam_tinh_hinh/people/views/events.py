"""The history of one subject as its page shows it."""

from typing import Any

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.clock import moment_text

LABELS = {
    "add_area": "Thêm địa bàn",
    "edit_area": "Sửa địa bàn",
    "close_area": "Ghi ngày kết thúc",
    "delete_area": "Xóa địa bàn",
    "restore_area": "Lấy lại địa bàn đã xóa",
    "assign": "Phân công phụ trách địa bàn",
    "end_posting": "Kết thúc phân công",
    "remove_posting": "Bỏ phân công ghi nhầm",
    "hand_over": "Bàn giao toàn bộ địa bàn",
    "undo_posting": "Hoàn tác",
    "add_contact": "Thêm đầu mối",
    "edit_contact": "Sửa đầu mối",
    "delete_contact": "Bỏ khỏi danh bạ",
    "restore_contact": "Lấy lại đầu mối",
}


def log_of(subject: str, subject_id: int) -> list[dict[str, Any]]:
    """Return the events of one subject for the timeline macro, the newest first."""
    return [
        {
            "at_text": moment_text(event.at),
            "who": f"{event.actor_name} ({event.actor_unit})" if event.actor_unit else event.actor_name,
            "label": LABELS.get(event.action, event.action),
            "reason": event.reason,
        }
        for event in reversed(history.of(subject, subject_id))
    ]
