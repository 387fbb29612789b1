"""The clock: deadlines are judged by it alone, so a wrong one judges wrongly."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.upkeep.findings import Finding, remark

WHY = "Hạn nộp, hạn trả lời và giờ ghi trên biên nhận đều theo đồng hồ này."
REMEDY = "Chỉnh đồng hồ máy chủ, bật tự lấy giờ (NTP); máy hay sai giờ thì thay pin CMOS."
# Files may have been unpacked under another time zone's clock.
LEEWAY = timedelta(days=1)


def machine_clock(_settings: Settings) -> Iterator[Finding]:
    """Tell when it is earlier than the day on which the program was installed, or the time zones are missing."""
    installed, now = installed_at(), clock.now()
    if now < installed - LEEWAY:
        yield Finding(
            f"Đồng hồ máy chủ chỉ {clock.moment_text(now)}, trước cả lúc cài chương trình "
            f"({clock.moment_text(installed)}).",
            WHY, REMEDY,
        )  # fmt: skip
    if not isinstance(clock.VIETNAM, ZoneInfo):
        yield remark(
            "Máy thiếu dữ liệu múi giờ (tzdata).", "Chương trình tạm tính giờ Việt Nam là UTC+7, hiện vẫn đúng.",
            "Cài lại chương trình, hoặc chạy “pip install tzdata”.",
        )  # fmt: skip


def installed_at() -> datetime:
    """Return when the program's own file was written on this machine."""
    return datetime.fromtimestamp(Path(__file__).stat().st_mtime, UTC)


def newest_row(_settings: Settings) -> Iterator[Finding]:
    """Tell when the history already holds a later moment than the present."""
    newest = db.session.scalar(db.select(db.func.max(history.Event.at)))
    if newest and newest > clock.now():
        yield Finding(
            f"Đồng hồ máy chủ chạy lùi: nhật ký đã có dòng ghi lúc {clock.moment_text(newest)}, "
            f"mà đồng hồ mới chỉ {clock.moment_text(clock.now())}.",
            WHY, REMEDY,
        )  # fmt: skip
