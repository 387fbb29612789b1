"""The words of the history for the copies of all data."""

from nam_tinh_hinh.kernel.backup.recording import SUBJECT
from nam_tinh_hinh.kernel.chronicle import Subject, register, register_fields

DOWNLOAD = "download_backup"
ACTIONS = {"backup": "Sao lưu", "backup_failed": "Sao lưu không thành", DOWNLOAD: "Tải bản sao lưu"}


def register_words() -> None:
    register(SUBJECT, Subject("Bản sao lưu", ACTIONS))
    register_fields({"file": "tệp"})
