"""The copies of all data: one not older than a day, that opens, and that lies elsewhere."""

from collections.abc import Iterator

from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.kernel import backup, clock
from nam_tinh_hinh.kernel.backup import BackupRefused, Kept
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.history import Event
from nam_tinh_hinh.upkeep import copies
from nam_tinh_hinh.upkeep.findings import Finding, remark, unknown

LOST = "Máy hỏng lúc này là mất những gì ghi từ bản đó đến nay."


def backups(settings: Settings) -> Iterator[Finding]:
    """Tell when the newest copy is missing, older than 24 hours or unreadable, and when it lies beside the data."""
    if not copies.copies_itself():
        yield unknown(
            "Không biết PostgreSQL đã được sao lưu hay chưa.", LOST,
            "Đặt lịch chạy pg_dump mỗi đêm, chép kèm thư mục uploads, settings.toml và secret_key.",
        )  # fmt: skip
        return
    newest = backup.newest(settings.backups)
    if said := copies.alarm(settings):
        yield Finding(said.split(". ")[0] + ".", LOST if newest else "Máy hỏng lúc này là mất hết.", copies.TO_COPY)
    elif newest is None:
        yield remark("Chưa có bản sao lưu nào; chương trình mới cài chưa đầy một ngày.", LOST, copies.TO_COPY)
    if newest:
        yield from _opens(newest)
        yield from _elsewhere(settings)


def _opens(newest: Kept) -> Iterator[Finding]:
    named = f"Bản sao lưu mới nhất, {newest.name} (lúc {clock.moment_text(newest.made_at)}),"
    if newest.sealed:
        yield unknown(
            f"{named} đã niêm phong nên máy chủ không tự mở thử được.", "Khóa mở nằm ở nơi khác, đúng như phải thế.",
            "Mỗi quý một lần, mở thử trên máy khác: “nam-tinh-hinh restore” kèm tệp khóa.",
        )  # fmt: skip
        return
    try:
        with backup.opened(newest.path) as archive:
            head = archive.manifest.head
    except BackupRefused as refused:
        yield Finding(
            f"{named} không dùng được. {refused}", "Tưởng có bản sao lưu mà không khôi phục được.", copies.TO_COPY
        )
        return
    yield from _holds_what_is_here(newest, head)


def _holds_what_is_here(newest: Kept, head: str) -> Iterator[Finding]:
    """Tell when the newest row of the copy is not in the history any more: no chain shows that its end is gone."""
    if head and not db.session.scalar(db.select(Event.id).filter_by(hash=head)):
        yield Finding(
            f"Nhật ký đã mất phần cuối: dòng mới nhất trong bản sao lưu {newest.name} nay không còn ở đây.",
            "Ai đó đã xóa những dòng mới nhất, hoặc đã đặt lại một cơ sở dữ liệu cũ hơn bản sao lưu này.",
            "Giữ nguyên máy, báo lãnh đạo; khôi phục bản sao lưu này: “nam-tinh-hinh restore”.",
        )  # fmt: skip


def _elsewhere(settings: Settings) -> Iterator[Finding]:
    if settings.backups.stat().st_dev == settings.folder.stat().st_dev:
        yield remark(
            "Bản sao lưu nằm cùng ổ đĩa với dữ liệu.", "Hỏng ổ, cháy, mất máy là mất cả hai.",
            "Mỗi tuần chép bản mới nhất ra ổ khác, USB; hoặc đặt backup_dir sang ổ khác.",
        )  # fmt: skip
