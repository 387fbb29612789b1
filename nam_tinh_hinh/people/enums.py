"""Roles, what a reorganisation does, and how a list of officers stands."""

from nam_tinh_hinh.kernel.enums import Labelled, Toned


class Role(Labelled):
    """What a person does in a unit. The label and the order of the hats sit on the member."""

    CLERK = "clerk", "Cán bộ nhập liệu"
    OFFICER = "officer", "Phụ trách địa bàn"
    COMPILER = "compiler", "Cán bộ tổng hợp"
    LEADER = "leader", "Lãnh đạo đơn vị"
    COMMITTEE = "committee", "Thành viên Ban Chỉ đạo"
    STANDING = "standing", "Cơ quan thường trực"
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
