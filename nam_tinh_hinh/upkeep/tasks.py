"""What this room puts on "Việc của tôi"."""

from collections.abc import Iterator

from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.matters import Matter
from nam_tinh_hinh.kernel.tasks import Task
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.rules import is_admin
from nam_tinh_hinh.upkeep import copies
from nam_tinh_hinh.upkeep.desk import desk


def matters(actor: Actor) -> Iterator[Matter]:
    """Yield what ``actor`` may have to do about backups."""
    if is_admin(actor):
        yield Matter(_backup)


def _backup() -> Iterator[Task]:
    if not (since := copies.late_since(desk().settings)):
        return
    newest = copies.newest_first(desk().settings)
    yield Task(
        "Sao lưu dữ liệu", "upkeep.backups", stage_label="Quá 24 giờ", tone="overdue",
        waits_text="Mở trang, bấm “Sao lưu ngay”",
        due_text=f"bản mới nhất {moment_text(since)}" if newest else "chưa có bản nào",
    )  # fmt: skip
