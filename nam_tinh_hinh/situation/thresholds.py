"""The numbers the room's rules go by, as shipped; the commune changes the rows, the program knows the codes."""

from enum import StrEnum


class Code(StrEnum):
    """The codes of the rows; what each says stands in the row."""

    ANSWER_NORMAL = "answer_normal"
    ANSWER_NOTABLE = "answer_notable"
    ANSWER_URGENT = "answer_urgent"
    VERY_LATE = "very_late"
    CASE_AREAS = "case_areas"
    CASE_TIMES = "case_times"
    CASE_DAYS = "case_days"
    SIMILAR_DAYS = "similar_days"
    CONTACT_DAYS = "contact_days"


# code: (what it says, what it counts, as shipped, at least, at most). The plans give no terms: these follow public
# practice (PRACTICE.md §5.2: five days at a 1022 office; ten for a letter at a commune) and are the commune's to set.
SHIPPED: dict[Code, tuple[str, str, int, int, int]] = {
    Code.ANSWER_NORMAL: ("Hạn trả lời việc bình thường", "ngày làm việc", 10, 1, 90),
    Code.ANSWER_NOTABLE: ("Hạn trả lời việc đáng chú ý", "ngày làm việc", 5, 1, 90),
    Code.ANSWER_URGENT: ("Hạn trả lời việc cấp bách", "ngày làm việc", 2, 1, 30),
    Code.VERY_LATE: ("Coi là quá hạn lâu khi trễ quá", "ngày làm việc", 10, 1, 365),
    Code.CASE_AREAS: ("Gợi ý lập vụ việc khi một việc được nêu ở từ", "địa bàn", 3, 2, 50),
    Code.CASE_TIMES: ("hoặc được nêu từ", "lần", 5, 2, 500),
    Code.CASE_DAYS: ("trong vòng", "ngày", 30, 1, 366),
    Code.SIMILAR_DAYS: ("Khi ghi, tìm nội dung tương tự trong", "ngày gần đây", 60, 1, 366),
    Code.CONTACT_DAYS: ("Xóa liên hệ của người phản ánh sau khi thông tin lại", "ngày", 30, 1, 366),
}
