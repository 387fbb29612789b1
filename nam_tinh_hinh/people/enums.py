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
