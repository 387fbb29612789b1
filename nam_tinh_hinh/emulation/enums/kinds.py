"""Kinds of things in a year of the movement: exemplars, rounds, deadlines, notices, requests."""

from enum import StrEnum

from nam_tinh_hinh.kernel.enums import Labelled, Toned


class ExemplarKind(Labelled):
    """A way of working, or a person or collective to look up to (PRACTICE.md §1.4)."""

    PRACTICE = "practice", "Mô hình"
    PARAGON = "paragon", "Điển hình"


class OwnerKind(Labelled):
    """Whose exemplar it is (seed 003, I.2)."""

    COLLECTIVE = "collective", "Tập thể"
    INDIVIDUAL = "individual", "Cá nhân"


class RoundKind(Labelled):
    """When in the year a registration is taken (seed 003, V steps 1 and 4)."""

    FIRST = "first", "Đợt đầu năm"
    SUPPLEMENT = "supplement", "Đợt bổ sung 6 tháng cuối năm"


class DeadlineKind(Labelled):
    """The dated duties of a year (seed 003, V steps 4 and 5)."""

    HALF_YEAR_REPORT = "half_year_report", "Báo cáo kết quả 6 tháng"
    YEAR_REPORT = "year_report", "Báo cáo kết quả năm"
    RECOGNITION = "recognition", "Hoàn thành công nhận, khen thưởng"


class Duty(Labelled):
    """What a person is in the year's steering committee."""

    CHAIR = "chair", "Trưởng ban"
    DEPUTY = "deputy", "Phó Trưởng ban"
    STANDING = "standing", "Ủy viên thường trực"
    MEMBER = "member", "Ủy viên"


class NoticeKind(Labelled):
    """The year's first notice of assignment, or one after the supplementary round (seed 003, V steps 2 and 4)."""

    FIRST = "first", "Thông báo giao nhiệm vụ"
    SUPPLEMENT = "supplement", "Thông báo bổ sung"


class ReportKind(Labelled):
    """The standing office's reports on a year (seed 003, V steps 4 and 5)."""

    HALF_YEAR = "half_year", "Báo cáo 6 tháng"
    YEAR = "year", "Báo cáo năm"


class ReminderAbout(Labelled):
    """What a unit is reminded of."""

    QUOTA = "quota", "Đăng ký đủ chỉ tiêu"
    REVIEW = "review", "Gửi sơ kết"
    RECEIPT = "receipt", "Xác nhận đã nhận thông báo"
    RESULT = "result", "Gửi báo cáo kết quả"


class ChangeKind(Labelled):
    """What a unit asks the committee to change after its list was sent (seed 003, VI, last paragraph)."""

    FACTS = "facts", "Sửa nội dung đăng ký"
    WITHDRAW = "withdraw", "Rút khỏi danh sách"
    STOP = "stop", "Dừng thực hiện"
    DIFFICULTY = "difficulty", "Phản ánh vướng mắc, đề xuất"


class RequestStage(Toned):
    """Where a change request stands."""

    ASKED = "asked", "Chờ Ban Chỉ đạo trả lời", "waiting"
    ACCEPTED = "accepted", "Đồng ý", "good"
    REFUSED = "refused", "Không đồng ý", "ended"
    TAKEN_BACK = "taken_back", "Đơn vị rút lại", "ended"


class Mark(StrEnum):
    """What one committee member noted for himself about an item of the queue."""

    LATER = "later"
    ABSTAIN = "abstain"
