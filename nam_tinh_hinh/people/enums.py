"""Roles, what a reorganisation does, how a list of officers stands, and how papers are numbered."""

from nam_tinh_hinh.kernel.enums import Labelled, Toned


class Role(Labelled):
    """What a person does in a unit. The label and the order of the hats sit on the member."""

    CLERK = "clerk", "Cán bộ nhập liệu"
    OFFICER = "officer", "Phụ trách địa bàn"
    COMPILER = "compiler", "Cán bộ tổng hợp"
    LEADER = "leader", "Lãnh đạo đơn vị"
    COMMITTEE = "committee", "Thành viên Ban Chỉ đạo"
    CHAIR = "chair", "Trưởng Ban Chỉ đạo"
    STANDING = "standing", "Cơ quan thường trực"
    VIEWER = "viewer", "Người xem"
    ADMIN = "admin", "Quản trị"


class Change(Labelled):
    """What a reorganisation does to units."""

    MERGE = "merge", "Sáp nhập"
    SPLIT = "split", "Chia tách"
    RENAME = "rename", "Đổi tên"
    CLOSE = "close", "Kết thúc hoạt động"


class RosterStage(Toned):
    """Where a list of officers stands."""

    SUBMITTED = "submitted", "Chờ duyệt", "waiting"
    RETURNED = "returned", "Trả lại", "attention"
    APPROVED = "approved", "Đã duyệt", "good"


class LineChange(Labelled):
    """What one line of a list of officers changes against today's postings."""

    NEW = "new", "Mới"
    CHANGED = "changed", "Thay đổi"
    SAME = "same", "Giữ nguyên"
    LEAVING = "leaving", "Thôi phụ trách"


class Renewal(Labelled):
    """When the numbers of a unit's papers begin anew."""

    YEAR = "year", "Mỗi năm bắt đầu lại từ số 01"
    TERM = "term", "Chạy liên tục trong cả nhiệm kỳ"


class Audience(Labelled):
    """Who may open an issued paper, beside the people of the unit that issued it.

    The committee's people (compilers and viewers too) open every paper, whatever its audience.
    """

    COMMITTEE = "committee", "Ban Chỉ đạo, thường trực"
    UNIT = "unit", "Đơn vị được gửi"
    ALL = "all", "Mọi đơn vị"
