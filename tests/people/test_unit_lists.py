"""A commune's list comes in whole or not at all."""

import io

import pytest
from sqlalchemy import func

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.history import Machine
from nam_tinh_hinh.kernel.sheets import read_pasted, under_headings
from nam_tinh_hinh.people import queries, services
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.people.unit_lists import HEADINGS, NEEDED
from tests.browser import form_values

HEAD = "Tên đơn vị\tLoại\tCấp\tTrực thuộc\tCấp ủy cùng cấp\tCó từ ngày\tĐến hết ngày"
GOOD = (
    HEAD
    + "\nChi hội Khuyến học khu Một\tChi hội\t\tHội Khuyến học\t\t\t"
    + "\nHội Khuyến học\tCơ quan, đơn vị\tCấp xã, phường\tMTTQ phường\tĐảng ủy phường Minh Họa\t1/8/2025\t"
)
BAD = (
    ("Hội A\tHội Phụ nữ\t\t\t\t\t", "Loại", "Không có loại “Hội Phụ nữ”. Gần giống: “Hội Liên hiệp Phụ nữ”"),
    ("Hội A\t\t\t\t\t\t", "Loại", "Chưa ghi loại. Ghi một trong: Đảng ủy; "),
    ("\tChi hội\t\t\t\t\t", "Tên đơn vị", "chưa có tên đơn vị"),
    ("Hội A\tChi hội\txã\t\t\t\t", "Cấp", "Không có cấp “xã”. Gần giống: “Cấp xã, phường”"),
    ("Hội A\tChi hội\t\tĐảng ủy phường Minh Hoạt\t\t\t", "Trực thuộc", "Gần giống: “Đảng ủy phường Minh Họa”"),
    ("Hội A\tChi hội\t\t\tCấp ủy nào đó\t\t", "Cấp ủy cùng cấp", "Hoặc thêm một dòng cho đơn vị đó."),
    ("Hội A\tChi hội\t\t\t\t31/02/2026\t", "Có từ ngày", "“31/02/2026” không phải là ngày. Ghi theo dạng 01/07/2025."),
    ("Hội A\tChi hội\t\t\t\t02/01/2026\t01/01/2026", "Đến hết ngày", "Ngày kết thúc đứng trước ngày bắt đầu"),
    ("Hội A\tChi hội\t\tHội A\t\t\t", "Trực thuộc", "quay vòng lên chính nó"),
    ("Hội A\tChi hội\t\t\t\t\t\nHỘI a\tChi hội\t\t\t\t\t", "Tên đơn vị", "Trùng tên và đơn vị cấp trên với dòng 2"),
    ("Hội A\tChi hội\t\tĐảng ủy phường Minh Họa\t\t30/06/2025\t", "Có từ ngày", "cấp trên chỉ có từ 01/07/2025"),
    ("Hội A\tChi hội\t\tHội B\t\t1/8/2025\t\nHội B\tChi hội\t\t\t\t1/9/2025\t", "Có từ ngày", "chỉ có từ 01/09/2025"),
    ("x" * 301 + "\tChi hội\t\t\t\t\t", "Tên đơn vị", "nhiều nhất 300 ký tự"),
)


@pytest.fixture
def admin(sign_in):
    browser = sign_in("quantri")
    browser.get("/to-chuc/nhap")
    return browser


def rows(text):
    return under_headings(read_pasted(text), HEADINGS, NEEDED)


def number_of_units():
    db.session.rollback()
    return db.session.scalar(db.select(func.count(Unit.id)))


@pytest.mark.parametrize(("line", "heading", "told"), BAD)
def test_a_bad_row_is_named_with_its_fix_and_nothing_is_saved(world, line, heading, told):
    judged, units = services.take_in(actor=Machine(), rows=rows(f"{HEAD}\n{line}"), day=clock.today())
    fault = judged.faults[-1]
    assert fault.heading == heading
    assert told in fault.sentence
    assert units == {}
    assert number_of_units() == 61


def test_every_bad_row_is_shown_at_once_with_its_number(world):
    judged = queries.judge_list(
        rows(GOOD + "\nHội B\tkhông rõ\t\t\t\t\t\n\nHội C\tChi hội\t\tai\t\tx\t"), day=clock.today()
    )
    assert [(fault.number, fault.heading) for fault in judged.faults] == [
        (4, "Loại"), (6, "Trực thuộc"), (6, "Có từ ngày"),
    ]  # fmt: skip


def test_a_good_list_comes_in_superiors_first(world):
    _judged, units = services.take_in(actor=Machine(), rows=rows(GOOD), day=clock.today())
    branch, union = units[2], units[3]
    assert branch.parent_id == union.id
    assert union.parent_id == world.unit("mttq").id
    assert union.committee_id == world.unit("dang_uy").id
    assert (union.valid_from.isoformat(), branch.valid_from) == ("2025-08-01", clock.today())
    assert history.last("unit", union.id).details["after"] == {"name": "Hội Khuyến học"}


def test_the_same_list_twice_adds_nothing(world):
    services.take_in(actor=Machine(), rows=rows(GOOD), day=clock.today())
    judged, _units = services.take_in(actor=Machine(), rows=rows(GOOD), day=clock.today())
    assert (judged.new, len(judged.known)) == ([], 2)
    assert db.session.scalar(db.select(func.count(Unit.id))) == 63


def test_the_page_checks_shows_and_takes_in(world, admin):
    page = admin.post("/to-chuc/nhap", {"pasted": GOOD})
    assert page.status_code == 200
    assert "Nhập 2 đơn vị" in page.text
    assert number_of_units() == 61
    fields = form_values(page.text, "/to-chuc/nhap")
    said = {"pasted": GOOD, "day": fields["day"], "form_key": fields["form_key"], "buoc": "nhap"}
    assert admin.post("/to-chuc/nhap", said).status_code == 303
    assert admin.post("/to-chuc/nhap", said).status_code == 303
    assert number_of_units() == 63


def test_the_page_shows_bad_rows_and_keeps_the_cells(admin, world):
    page = admin.post("/to-chuc/nhap", {"pasted": f"{HEAD}\n{BAD[0][0]}"})
    assert page.status_code == 422
    assert "Dòng 2" in page.text
    assert "Hội Phụ nữ" in page.text.split("<textarea")[1]
    assert number_of_units() == 61


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, "Chọn một tệp, hoặc dán các ô"),
        ({"pasted": "một\thai"}, "Không thấy dòng tiêu đề"),
        ({"pasted": HEAD}, "chưa có đơn vị nào"),
        ({"file": (io.BytesIO(b"x"), "a.xlsx")}, "không phải là tệp Excel"),
        ({"file": (io.BytesIO(b"x"), "a.pdf")}, "Chỉ nhận tệp Excel"),
        ({"pasted": GOOD, "day": "x"}, "không phải là ngày"),
    ],
)
def test_a_table_that_cannot_be_read_is_told(admin, said, told):
    answer = admin.post("/to-chuc/nhap", said)
    assert answer.status_code == 422
    assert told in answer.text


def test_the_sample_file_can_be_taken_in(world, admin):
    sample = admin.get("/to-chuc/mau.xlsx")
    assert sample.headers["Content-Disposition"].startswith("attachment")
    page = admin.post("/to-chuc/nhap", {"file": (io.BytesIO(sample.data), "mau-don-vi.xlsx")})
    assert "Nhập 4 đơn vị" in page.text
