"""How a petition is followed to its answer (seed 004, IV.2; PRACTICE.md §2.5, §5.2)."""

from nam_tinh_hinh.kernel.enums import Labelled, Toned


class PetitionStage(Toned):
    """Where what people ask stands. A pause is no stage of its own: it only stops the clock."""

    RECEIVED = "received", "Chờ chuyển xử lý", "waiting"
    HANDED_ON = "handed_on", "Đã chuyển, chờ trả lời", "waiting"
    IN_PROGRESS = "in_progress", "Đang giải quyết", "waiting"
    FORWARDED = "forwarded", "Đã chuyển cấp trên, chờ trả lời", "waiting"
    ANSWERED = "answered", "Có kết quả, chờ thông tin lại cho dân", "attention"
    TOLD = "told", "Đã thông tin lại cho người dân", "good"


WAITING_FOR_ANSWER = frozenset(
    {PetitionStage.RECEIVED, PetitionStage.HANDED_ON, PetitionStage.IN_PROGRESS, PetitionStage.FORWARDED}
)


class Outcome(Labelled):
    """What came of it. ``IN_PROGRESS`` and ``FORWARDED`` are said of those still waited for and never stored."""

    ON_THE_SPOT = "on_the_spot", "Trả lời tại chỗ"
    RESOLVED = "resolved", "Đã giải quyết"
    EXPLAINED = "explained", "Giải trình"
    NOT_ACCEPTED = "not_accepted", "Không tiếp nhận"
    TO_COMPLAINTS = "to_complaints", "Chuyển sang đơn thư"
    IN_PROGRESS = "in_progress", "Đang giải quyết"
    FORWARDED = "forwarded", "Chuyển cấp trên"


class StepKind(Labelled):
    """One line of a petition's way."""

    RECEIVED = "received", "Tiếp nhận"
    HANDED_ON = "handed_on", "Chuyển xử lý"
    PROGRESS = "progress", "Báo tiến độ"
    FORWARDED = "forwarded", "Chuyển cấp trên"
    EXTENDED = "extended", "Gia hạn"
    PAUSED = "paused", "Tạm dừng tính hạn"
    RESUMED = "resumed", "Tính hạn tiếp"
    ANSWERED = "answered", "Có kết quả"
    CORRECTED = "corrected", "Sửa kết quả"
    REOPENED = "reopened", "Mở lại"
    TOLD = "told", "Thông tin lại cho người dân"
    UNTOLD = "untold", "Hoàn tác thông tin lại"


class ToldBy(Labelled):
    """How the answer came back to the people."""

    MEETING = "meeting", "Tại cuộc họp, hội nghị"
    IN_PERSON = "in_person", "Trực tiếp"
    PHONE = "phone", "Điện thoại, tin nhắn"
    POSTED = "posted", "Niêm yết tại nhà văn hóa"
    LOUDSPEAKER = "loudspeaker", "Loa truyền thanh"
    ONLINE = "online", "Trang, nhóm Zalo, Facebook của địa phương"
    LETTER = "letter", "Văn bản"


class Standing(Toned):
    """How the time stands; always computed, never stored."""

    WAITING = "waiting", "Trong hạn", "waiting"
    PAUSED = "paused", "Tạm dừng", "quiet"
    OVERDUE = "overdue", "Quá hạn", "overdue"
    VERY_OVERDUE = "very_overdue", "Quá hạn lâu", "overdue"
    IN_TIME = "in_time", "Đúng hạn", "good"
    LATE = "late", "Trả lời muộn", "attention"
