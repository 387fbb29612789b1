"""The pages of areas: entering, changing, deleting, many at once; what is refused stays typed."""

import io
import re
from datetime import date

import pytest

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.tables import Area, AreaKind
from tests.people.places import add_area, again, assign


@pytest.fixture
def admin(sign_in):
    return sign_in("quantri")


def kind() -> int:
    return db.session.scalars(db.select(AreaKind.id).filter_by(code="village")).one()


def area_facts(**changes):
    return {"name": "Thôn Mới", "kind_id": kind(), "valid_from": "01/09/2026"} | changes


def test_an_area_is_added_changed_and_closed(world, admin):
    ward = add_area("Phường Minh Họa")
    answer = admin.post(
        "/dia-ban/them", area_facts(parent_name="phuong minh hoa", households="1.200", form_key="c" * 32)
    )
    assert answer.status_code == 303
    twice = admin.post("/dia-ban/them", area_facts(parent_name="phuong minh hoa", form_key="c" * 32))
    assert twice.location == answer.location
    area = db.session.scalars(db.select(Area).filter_by(name="Thôn Mới")).one()
    assert (area.parent_id, area.households, area.valid_from) == (ward.id, 1200, date(2026, 9, 1))
    seen = history.last("area", area.id).id
    closed = area_facts(valid_to="31/12/2026", seen=str(seen), parent_name="Phường Minh Họa")
    assert admin.post(f"/dia-ban/{area.id}/sua", closed).status_code == 303
    assert again(Area, area.id).valid_to == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "Ghi tên địa bàn"),
        ({"valid_from": "31/02/2026"}, "không phải là ngày"),
        ({"valid_to": "01/01/2020"}, "Ngày kết thúc phải bằng hoặc sau"),
        ({"parent_name": "Nơi không có"}, "Không tìm thấy “Nơi không có”"),
        ({"households": "nhiều"}, "không phải là số nguyên"),
        ({"kind_id": ""}, "Chọn loại địa bàn."),
        ({"kind_id": "x"}, "Hãy chọn một mục"),
        ({"households": "100.000.000"}, "Số lớn quá, nhiều nhất 99.999.999."),
        ({"kind_id": "77"}, "Hãy chọn một mục"),
    ],
)
def test_a_bad_area_is_refused_and_nothing_typed_is_lost(world, admin, changes, words):
    answer = admin.post("/dia-ban/them", area_facts(population="321", **changes))
    assert answer.status_code == 422
    assert words in answer.text
    assert 'value="321"' in answer.text
    assert db.session.scalar(db.select(db.func.count(Area.id))) == 0


def test_a_new_area_has_no_kind_until_one_is_chosen(world, admin):
    page = admin.get("/dia-ban/them").text
    options = re.search(r'<select[^>]*name="kind_id".*?</select>', page, re.S)[0]
    assert re.findall(r'<option( selected)? value="">([^<]*)', options) == [(" selected", "Chọn loại")]
    area = add_area()
    options = re.search(r'<select[^>]*name="kind_id".*?</select>', admin.get(f"/dia-ban/{area.id}/sua").text, re.S)[0]
    assert re.findall(r'<option selected value="(\d+)"', options) == [str(kind())]


def test_a_changed_area_is_a_conflict_and_the_words_stay(world, admin):
    area = add_area()
    answer = admin.post(f"/dia-ban/{area.id}/sua", area_facts(name="Tên tôi gõ", seen="0"))
    assert answer.status_code == 409
    assert "Tên tôi gõ" in answer.text
    assert again(Area, area.id).name == "Thôn Đồng Lân"


def test_deleting_what_is_in_use_is_refused_in_words_and_else_undone(world, admin):
    used, free_id = add_area("Có người"), add_area("Nhập nhầm").id
    assign(world, "phutrach", used)
    answer = admin.post(f"/dia-ban/{used.id}/xoa")
    assert answer.status_code == 409
    assert "đang được dùng (phân công của Hoàng Văn Sơn)" in answer.text
    assert admin.post(f"/dia-ban/{free_id}/xoa", {"form_key": "d" * 32}).status_code == 303
    assert admin.post(f"/dia-ban/{free_id}/xoa", {"form_key": "d" * 32}).status_code == 303
    assert again(Area, free_id) is None
    event = history.last("area", free_id)
    assert admin.post(f"/dia-ban/hoan-tac/{event.id}").status_code == 303
    assert again(Area, free_id).name == "Nhập nhầm"


def test_one_area_shows_its_numbers_as_the_list_does(world, admin):
    area = add_area(households=1234, population=0)
    page = admin.get(f"/dia-ban/{area.id}").text
    assert re.findall(r"<dt>(Số [^<]*)</dt>\s*<dd>([^<]*)</dd>", page) == [("Số hộ", "1.234"), ("Số nhân khẩu", "0")]
    assert ">1.234</td>" in admin.get("/dia-ban").text


def test_too_large_a_number_in_a_table_is_called_so(world, admin):
    cells = "Loại\tTên địa bàn\tSố hộ\nThôn\tThôn 1\t123456789"
    assert "Số hộ: Số lớn quá, nhiều nhất 99.999.999." in admin.post("/dia-ban/nhap", {"cells": cells}).text


def test_a_table_with_a_bad_row_saves_nothing_and_stays_in_the_field(world, admin):
    cells = "Loại\tTên địa bàn\tSố hộ\nThôn\tThôn 1\t12\nXóm lạ\tThôn 2\tx"
    answer = admin.post("/dia-ban/nhap", {"cells": cells, "buoc": "nhap"})
    assert answer.status_code == 422
    assert "Dòng 3" in answer.text
    assert "Xóm lạ\tThôn 2" in answer.text
    assert db.session.scalar(db.select(db.func.count(Area.id))) == 0
    good = cells.replace("Xóm lạ", "Ấp").replace("\tx", "\t5")
    assert "Nhập 2 địa bàn" in admin.post("/dia-ban/nhap", {"cells": good, "buoc": "kiem-tra"}).text
    assert admin.post("/dia-ban/nhap", {"cells": good, "buoc": "nhap"}).status_code == 303
    assert db.session.scalar(db.select(db.func.count(Area.id))) == 2


def test_a_file_is_read_into_the_field(world, admin):
    sample = admin.get("/dia-ban/mau.xlsx").data
    answer = admin.post(
        "/dia-ban/nhap", {"file": (io.BytesIO(sample), "bảng.xlsx")}, content_type="multipart/form-data"
    )
    assert answer.status_code == 200
    assert "Tổ dân phố\tTổ dân phố số 1\tPhường Mẫu" in answer.text
    assert "Nhập 2 địa bàn" in answer.text


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"PK\x03\x04"])
def test_a_broken_file_is_refused_in_words(world, admin, content):
    data = {"file": (io.BytesIO(content), "a.xlsx")}
    answer = admin.post("/dia-ban/nhap", data, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "không phải là tệp Excel" in answer.text
