"""What the server does by itself: whether it did."""

from collections.abc import Iterator
from datetime import timedelta

from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.reporting.queries import schedule
from nam_tinh_hinh.upkeep.findings import Finding

# A server may be off for a night; what it misses is caught up with when it starts.
LATE = timedelta(hours=24)


def scheduler(_settings: Settings) -> Iterator[Finding]:
    """Tell of periods of reports that should have opened more than a day ago."""
    asked = clock.now() - LATE
    regimes = schedule.applied_regimes()
    work, begins, last = (
        schedule.wide_calendar(regimes, asked), schedule.beginnings(regimes), schedule.last_opened(regimes)
    )  # fmt: skip
    for regime in regimes:
        try:
            late = schedule.slots_to_open(regime, begins[regime.id], last.get(regime.id), asked, work)
        except ValueError:
            yield Finding(
                f"Chế độ báo cáo “{regime.name}” có quy tắc không tính được kỳ.", "Không kỳ nào của nó tự mở.",
                "Mở “Chế độ báo cáo”, sửa quy tắc hạn nộp.",
            )  # fmt: skip
            continue
        if late:
            yield Finding(
                f"Kỳ báo cáo của “{regime.name}” lẽ ra mở lúc {clock.moment_text(late[0].opens_at)} mà chưa mở"
                f"{f' (cùng {len(late) - 1} kỳ sau)' if late[1:] else ''}.",
                "Máy chủ đã dừng hơn một ngày, hoặc việc tự làm bị lỗi; đơn vị không thấy kỳ để nộp.",
                "Khởi động lại máy chủ; vẫn thế thì xem dòng “the server's own work” trong nhật ký máy.",
            )  # fmt: skip
