"""The history: whether any row was changed, moved or taken out behind the program."""

from collections.abc import Iterator
from itertools import islice

from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.kernel import chronicle, history
from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.upkeep.findings import Finding

SHOWN = 5
WHY = "Nhật ký chỉ được ghi thêm. Ai đó đã sửa cơ sở dữ liệu ngoài chương trình, hoặc đĩa hỏng."
REMEDY = (
    "Giữ nguyên máy, chép riêng thư mục dữ liệu để làm chứng cứ, báo lãnh đạo. So với bản sao lưu gần nhất; "
    "khôi phục nếu cần: “nam-tinh-hinh restore”."
)


def history_chain(_settings: Settings) -> Iterator[Finding]:
    """Tell at which rows the chain does not hold: which, of when, what was done then."""
    found = history.breaks()
    for one in islice(found, SHOWN):
        yield Finding(_sentence(one), WHY, REMEDY)
    if more := sum(1 for _one in found):
        yield Finding(f"Nhật ký còn đứt ở {more} dòng nữa.", WHY, REMEDY)


def _sentence(one: history.Break) -> str:
    event = one.event
    named = f"“{chronicle.action_label(event)}” lúc {moment_text(event.at)}"
    return f"Nhật ký đứt ở dòng {event.id} ({named}): {one.harm.words}{_between(one)}."


def _between(one: history.Break) -> str:
    """Return which rows are gone, where their numbers tell."""
    if one.harm is not history.Harm.REMOVED or one.event.id - one.before < 2:
        return ""
    first, last = one.before + 1, one.event.id - 1
    return f" (thiếu dòng {first})" if first == last else f" (thiếu từ dòng {first} đến dòng {last})"
