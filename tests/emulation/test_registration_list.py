"""Tests of nam_tinh_hinh.emulation.documents.registration_list: pure, no PDF."""

from datetime import date

import pytest

from nam_tinh_hinh.emulation.documents.registration_list import COLUMNS, ListRow, UnitRows
from nam_tinh_hinh.kernel.paper import PARTY, STATE
from tests.emulation import lists

LAYOUTS = pytest.mark.parametrize("layout", [PARTY, STATE], ids=["dang", "nha-nuoc"])


def test_the_columns_share_the_whole_width():
    assert sum(column.share for column in COLUMNS) == pytest.approx(1)
    grid = lists.paper(0).grid
    assert sum(grid.column_mm(column) for column in COLUMNS) == pytest.approx(297 - 30 - 15)


@LAYOUTS
@pytest.mark.parametrize(("title", "text"), [("TT", "2000"), ("Thời gian thực hiện", "28/02/2026 -")])
def test_what_must_not_break_fits_its_column(layout, title, text):
    column = next(column for column in COLUMNS if column.title == title)
    assert lists.paper(0, layout=layout).grid.measure(column).holds(text)


def test_a_row_has_a_text_for_every_column():
    one = ListRow("Tên", "Địa chỉ", "Thời gian", "Nội dung", "Chủ\nNgười phụ trách", "Ghi chú")
    [group] = lists.paper(0, units=[UnitRows("A", (one,))]).groups
    assert group.rows == (("1", "Tên", "Địa chỉ", "Thời gian", "Nội dung", "Chủ\nNgười phụ trách", "Ghi chú"),)
    assert len(group.rows[0]) == len(COLUMNS)


def test_units_are_numbered_in_roman_and_rows_through_the_whole_list():
    groups = lists.paper(45).groups
    assert [group.title for group in groups] == [
        "I. Chi bộ khu 1 (20 mô hình, điển hình)",
        "II. Chi bộ khu 2 (20 mô hình, điển hình)",
        "III. Chi bộ khu 3 (5 mô hình, điển hình)",
    ]
    assert [int(row[0]) for group in groups for row in group.rows] == list(range(1, 46))


def test_units_without_rows_take_no_numeral():
    some = [UnitRows("A", ()), UnitRows("B", (lists.row(1),))]
    assert [group.title for group in lists.paper(0, units=some).groups] == ["I. B (1 mô hình, điển hình)"]


@pytest.mark.parametrize(("years", "said"), [([2026], "năm 2026"), ([2025, 2026], "năm 2025, 2026")])
def test_the_subject_names_the_years(years, said):
    assert lists.paper(1, years=years).subject == f"đăng ký mô hình, điển hình “Dân vận khéo” {said}"


def test_the_number_and_the_date_follow_the_layout():
    issued = lists.paper(1, layout=STATE, number=5, day=date(2026, 1, 5))
    assert issued.heading.number == "Số: 05/DS-BCĐ"
    assert issued.heading.date == "Thuận Thành, ngày 05 tháng 01 năm 2026"
    assert lists.paper(1).heading.number == "Số      -DS/BCĐ"


def test_a_list_is_a_draft_until_it_has_a_number():
    assert (lists.paper(1).draft, lists.paper(1, number=5).draft) == (True, False)


def test_the_closing_counts_exemplars_over_all_units():
    assert lists.paper(30).closing == "Danh sách này có 30 mô hình, điển hình."


def test_a_list_is_plain_frozen_data():
    assert lists.paper(1) == lists.paper(1)
    assert hash(lists.paper(1)) == hash(lists.paper(1))
