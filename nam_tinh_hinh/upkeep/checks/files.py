"""What lies beside the rows: files, issued papers, and the key of the contacts."""

from collections.abc import Iterator
from itertools import islice

from nam_tinh_hinh.config import CONTACT_FILE, Settings
from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.uploads import store
from nam_tinh_hinh.people.queries.issuing import PAPER, broken_papers
from nam_tinh_hinh.people.tables import IssuedPaper
from nam_tinh_hinh.situation.queries.contacts import unreadable_ids
from nam_tinh_hinh.upkeep.findings import Finding, remark

SHOWN = 5
FROM_A_COPY = "Lấy lại tệp này từ bản sao lưu, hoặc nhờ người đã gửi gửi lại."


def uploads(_settings: Settings) -> Iterator[Finding]:
    """Tell which files are missing or changed, and which belong to nothing."""
    for one in store.damages():
        name = f"“{one.name}” ({one.sha256[:12]})"
        if one.is_missing:
            yield Finding(f"Mất tệp đính kèm {name}.", "Hồ sơ nói có tệp này mà bấm vào không mở được.", FROM_A_COPY)
        else:
            yield Finding(f"Tệp đính kèm {name} đã bị đổi hoặc hỏng.", "Nội dung không còn là bản đã gửi.", FROM_A_COPY)
    yield from _orphans()


def _orphans() -> Iterator[Finding]:
    found = store.orphans()
    for path in found[:SHOWN]:
        yield remark(
            f"Tệp không thuộc hồ sơ nào: {path.relative_to(store.folder())}.",
            "Còn lại từ một lần gửi dở dang; không hại gì, chỉ chiếm chỗ.", "Có thể xóa khi máy chủ đang dừng.",
        )  # fmt: skip
    if more := len(found[SHOWN:]):
        yield remark(f"Còn {more} tệp nữa không thuộc hồ sơ nào.", "Chỉ chiếm chỗ.", "Xóa khi máy chủ đang dừng.")


def papers(_settings: Settings) -> Iterator[Finding]:
    """Tell which issued papers are gone, or are not, byte for byte, what was issued."""
    yield from _missing_papers()
    found = broken_papers()
    for sentence in islice(found, SHOWN):
        yield Finding(
            sentence, "Văn bản đã ban hành phải giữ nguyên từng byte; bản này đừng in, đừng gửi.",
            "Lấy lại từ bản sao lưu, hoặc đối chiếu với bản giấy đã ký.",
        )  # fmt: skip
    if more := sum(1 for _one in found):
        yield Finding(f"Còn {more} văn bản nữa bị đổi.", "Như trên.", "Khôi phục bản sao lưu gần nhất còn tốt.")


def _missing_papers() -> Iterator[Finding]:
    """Tell of papers that the history knows as issued and that are gone."""
    issued = db.select(history.Event).where(
        history.Event.subject == PAPER,
        history.Event.action == "issue",
        history.Event.subject_id.not_in(db.select(IssuedPaper.id)),
    )
    for event in db.session.scalars(issued.order_by(history.Event.id).limit(SHOWN)):
        number = ((event.details or {}).get("after") or {}).get("number", "")
        yield Finding(
            f"Mất văn bản đã ban hành số {number} (dòng {event.subject_id}, {event.actor_name} ban hành lúc "
            f"{moment_text(event.at)}).",
            "Sổ văn bản thiếu một số; người nhận đã có bản này mà đơn vị không còn.",
            "Lấy lại từ bản sao lưu trước lúc mất, hoặc quét bản giấy đã ký để lưu.",
        )  # fmt: skip


def contacts(settings: Settings) -> Iterator[Finding]:
    """Tell when contacts that are kept cannot be read."""
    if lost := len(unreadable_ids(settings.contact_key)):
        yield Finding(
            f"Không đọc được {lost} liên hệ đã ghi: thiếu tệp {settings.folder / CONTACT_FILE} "
            "hoặc đó không phải khóa cũ.",
            "Người dân để lại cách liên hệ mà không báo lại được.",
            "Đặt lại đúng tệp khóa; nếu mất hẳn, chạy “nam-tinh-hinh erase-contacts --unreadable”.",
        )  # fmt: skip
