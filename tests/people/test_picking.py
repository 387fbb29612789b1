"""Tests of nam_tinh_hinh.people.forms.picking: pure."""

import pytest

from nam_tinh_hinh.people.forms.picking import pick

OPTIONS = [
    (1, "Hoàng Văn Sơn (phutrach)"),
    (2, "Hoàng Văn Sơn (son2)"),
    (3, "Tổ 1"),
    (4, "Tổ 10"),
    (5, "Đỗ Thị Hà (ha)"),
]


@pytest.mark.parametrize(
    ("typed", "chosen"), [("do thi ha", 5), ("Hoàng Văn Sơn (son2)", 2), ("son2", 2), ("tổ 1", 3), ("TO 10", 4)]
)
def test_a_row_is_found_as_people_type(typed, chosen):
    assert pick(typed, OPTIONS)[0] == chosen


PEOPLE = [
    (1, "Nguyễn Thị Hòa (canbo) · Cán bộ, Hội Cựu chiến binh phường Minh Họa"),
    (2, "Nguyễn Thị Lan (lan) · Chủ tịch, Hội Phụ nữ phường Minh Họa"),
    (3, "Đỗ Văn Nam (nam) · Công chức, UBND phường Minh Họa"),
    (4, "Đỗ Văn Nam (nam2) · Chỉ huy trưởng, Ban Chỉ huy Quân sự phường Minh Họa"),
]


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [("nguyen thi hoa", 1), ("hoa", 1), ("do van nam quan su", 4), ("chu tich", 2), (PEOPLE[2][1], 3)],
)
def test_a_name_is_not_looked_for_in_the_units_of_others(typed, chosen):
    assert pick(typed, PEOPLE)[0] == chosen


def test_two_of_a_name_are_both_named():
    with pytest.raises(ValueError, match=r"Có 2 mục khớp .*phutrach.*son2"):
        pick("hoang van son", OPTIONS)


def test_nobody_of_that_name():
    with pytest.raises(ValueError, match="Không tìm thấy “Ai đó”"):
        pick("Ai đó", OPTIONS)
