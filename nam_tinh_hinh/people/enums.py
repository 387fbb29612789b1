"""Roles a position may carry."""

from enum import StrEnum


class Role(StrEnum):
    """What a person does in a unit. The label and the order of the hats sit on the member."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "Role":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    CLERK = "clerk", "Cán bộ nhập liệu"
    OFFICER = "officer", "Phụ trách địa bàn"
    COMPILER = "compiler", "Cán bộ tổng hợp"
    LEADER = "leader", "Lãnh đạo đơn vị"
    COMMITTEE = "committee", "Thành viên Ban Chỉ đạo"
    STANDING = "standing", "Cơ quan thường trực"
    ADMIN = "admin", "Quản trị"


class Change(StrEnum):
    """What a reorganisation does to units."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "Change":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    MERGE = "merge", "Sáp nhập"
    SPLIT = "split", "Chia tách"
    RENAME = "rename", "Đổi tên"
    CLOSE = "close", "Kết thúc hoạt động"


class RosterStage(StrEnum):
    """Where a list of officers stands."""

    label: str
    tone: str

    def __new__(cls, value: str, label: str = "", tone: str = "") -> "RosterStage":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label, member.tone = label, tone
        return member

    SUBMITTED = "submitted", "Chờ duyệt", "waiting"
    RETURNED = "returned", "Trả lại", "attention"
    APPROVED = "approved", "Đã duyệt", "good"


class LineChange(StrEnum):
    """What one line of a list of officers changes against today's postings."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "LineChange":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    NEW = "new", "Mới"
    CHANGED = "changed", "Thay đổi"
    SAME = "same", "Giữ nguyên"
    LEAVING = "leaving", "Thôi phụ trách"
