"""The pages of areas, postings and the directory: who may do what, what is refused, what stays typed."""

import io
import re
from datetime import date
from urllib.parse import quote

import openpyxl
import pytest

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people import queries
from nam_tinh_hinh.people.tables import Area, AreaKind, ContactPoint, Posting
from tests.people.places import CONTACT, add_area, add_contact, assign, in_charge, user

PAGES = ("/dia-ban", "/phan-cong", "/danh-ba")


@pytest.fixture
def admin(sign_in):
    return sign_in("quantri")


@pytest.fixture
def leader(sign_in):
    return sign_in("lanhdao")


def kind() -> int:
    return db.session.scalars(db.select(AreaKind.id).filter_by(code="village")).one()


def area_facts(**changes):
    return {"name": "Thôn Mới", "kind_id": kind(), "valid_from": "01/09/2026"} | changes


def fresh(kind_, row_id):
    db.session.rollback()
    db.session.expire_all()
    return db.session.get(kind_, row_id)


# -- who may open and change what ---------------------------------------------------


@pytest.mark.parametrize("who", ["stranger", "officer", "member"])
@pytest.mark.parametrize("path", PAGES)
def test_everyone_with_a_hat_looks(world, request, who, path):
    area = add_area()
    assign(world, "phutrach", area)
    add_contact(world)
    browser = request.getfixturevalue(who)
    assert browser.get(path).status_code == 200
    assert browser.get(f"/dia-ban/{area.id}").status_code == 200
    assert browser.get(f"/phan-cong/can-bo/{user('phutrach').id}").status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/dia-ban/them", "/dia-ban/nhap", "/dia-ban/mau.xlsx", "/phan-cong/them", "/phan-cong/ban-giao"],
)
def test_a_clerk_neither_keeps_areas_nor_assigns(stranger, path):
    assert stranger.get(path).status_code == 403


def test_a_leader_does_not_keep_areas(leader):
    assert leader.get("/dia-ban/them").status_code == 403
    assert "Thêm địa bàn" not in leader.get("/dia-ban").text


def test_a_stranger_gets_no_buttons_and_no_way_round_them(world, stranger):
    point = add_contact(world)
    page = stranger.get("/danh-ba").text
    assert "Phạm Văn Thắng" in page
    assert f"/danh-ba/{point.id}/sua" not in page
    for path in (f"/danh-ba/{point.id}/sua", f"/danh-ba/{point.id}/xoa"):
        assert stranger.post(path, CONTACT | {"name": "Kẻ khác", "version": "1"}).status_code == 403
    assert fresh(ContactPoint, point.id).name == "Phạm Văn Thắng"


def test_what_is_not_there(world, admin, clerk):
    for path in ("/dia-ban/999", "/phan-cong/can-bo/9999", "/danh-ba/999/sua", "/dia-ban/99999999999"):
        assert admin.get(path).status_code == 404
    assert clerk.get(f"/phan-cong/can-bo/{user('quantri').id}").status_code == 404


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    "tail", ["trang=0", "trang=99999", "trang=x", "ngay=xyz", "loai=9999999999", "tu-khoa=%25_%00"]
)
def test_no_address_breaks_a_page(world, clerk, path, tail):
    add_area()
    add_contact(world)
    assert clerk.get(f"{path}?{tail}").status_code == 200


# -- areas ----------------------------------------------------------------------------


def test_an_area_is_added_changed_and_closed(world, admin):
    ward = add_area("Phường Minh Họa")
    answer = admin.post(
        "/dia-ban/them", area_facts(parent_name="phuong minh hoa", households="1.200", form_key="c" * 32)
    )
    assert answer.status_code == 303
    again = admin.post("/dia-ban/them", area_facts(parent_name="phuong minh hoa", form_key="c" * 32))
    assert again.location == answer.location
    area = db.session.scalars(db.select(Area).filter_by(name="Thôn Mới")).one()
    assert (area.parent_id, area.households, area.valid_from) == (ward.id, 1200, date(2026, 9, 1))
    seen = history.last("area", area.id).id
    closed = area_facts(valid_to="31/12/2026", seen=str(seen), parent_name="Phường Minh Họa")
    assert admin.post(f"/dia-ban/{area.id}/sua", closed).status_code == 303
    assert fresh(Area, area.id).valid_to == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "Ghi tên địa bàn"),
        ({"valid_from": "31/02/2026"}, "không phải là ngày"),
        ({"valid_to": "01/01/2020"}, "Ngày kết thúc phải bằng hoặc sau"),
        ({"parent_name": "Nơi không có"}, "Không tìm thấy “Nơi không có”"),
        ({"households": "nhiều"}, "không phải là số nguyên"),
        ({"kind_id": "77"}, "Hãy chọn một mục"),
    ],
)
def test_a_bad_area_is_refused_and_nothing_typed_is_lost(world, admin, changes, words):
    answer = admin.post("/dia-ban/them", area_facts(population="321", **changes))
    assert answer.status_code == 422
    assert words in answer.text
    assert 'value="321"' in answer.text
    assert db.session.scalar(db.select(db.func.count(Area.id))) == 0


def test_a_changed_area_is_a_conflict_and_the_words_stay(world, admin):
    area = add_area()
    answer = admin.post(f"/dia-ban/{area.id}/sua", area_facts(name="Tên tôi gõ", seen="0"))
    assert answer.status_code == 409
    assert "Tên tôi gõ" in answer.text
    assert fresh(Area, area.id).name == "Thôn Đồng Lân"


def test_deleting_what_is_in_use_is_refused_in_words_and_else_undone(world, admin):
    used, free_id = add_area("Có người"), add_area("Nhập nhầm").id
    assign(world, "phutrach", used)
    answer = admin.post(f"/dia-ban/{used.id}/xoa")
    assert answer.status_code == 409
    assert "đang được dùng (phân công của Hoàng Văn Sơn)" in answer.text
    assert admin.post(f"/dia-ban/{free_id}/xoa", {"form_key": "d" * 32}).status_code == 303
    assert admin.post(f"/dia-ban/{free_id}/xoa", {"form_key": "d" * 32}).status_code == 303
    assert fresh(Area, free_id) is None
    event = history.last("area", free_id)
    assert admin.post(f"/dia-ban/hoan-tac/{event.id}").status_code == 303
    assert fresh(Area, free_id).name == "Nhập nhầm"


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


# -- postings ----------------------------------------------------------------------


def posting_facts(*areas, **changes):
    return {"officer": "nguyen thi hoa", "areas": [a.id for a in areas], "valid_from": "01/09/2026"} | changes


def test_a_leader_assigns_several_areas_and_undoes_it(world, leader):
    one, two = add_area("A"), add_area("B")
    assert "Phân công<span" in leader.get("/phan-cong").text
    assert leader.post("/phan-cong/them", posting_facts(one, two)).status_code == 303
    assert in_charge(date(2026, 9, 1)) == {"A": ["canbo"], "B": ["canbo"]}
    event = history.last("posting", user("canbo").id)
    assert leader.post(f"/phan-cong/hoan-tac/{event.id}").status_code == 303
    assert db.session.scalar(db.select(db.func.count(Posting.id))) == 0


def test_a_refused_posting_keeps_what_was_typed(world, leader):
    area = add_area()
    assign(world, "canbo", area)
    answer = leader.post("/phan-cong/them", posting_facts(area))
    assert answer.status_code == 422
    assert "đã được phân công phụ trách “Thôn Đồng Lân” từ 01/07/2025 đến nay" in answer.text
    assert 'value="Nguyễn Thị Hòa (canbo)"' in answer.text
    assert 'value="01/09/2026"' in answer.text
    assert re.search(rf'<input checked [^>]*name="areas"[^>]*value="{area.id}"', answer.text)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"officer": "phutrach"}, "Không tìm thấy “phutrach”"),
        ({"officer": ""}, "Ghi tên cán bộ"),
        ({"areas": []}, "Đánh dấu ít nhất một địa bàn"),
        ({"areas": ["99999"]}, "Hãy chọn một mục"),
        ({"areas": ["x"]}, "Hãy chọn một mục"),
        ({"valid_from": "hôm nay"}, "không phải là ngày"),
        ({"valid_to": "01/01/2026"}, "Ngày kết thúc phải bằng hoặc sau"),
    ],
)
def test_a_bad_posting(world, leader, changes, words):
    answer = leader.post("/phan-cong/them", posting_facts(add_area(), **changes))
    assert answer.status_code == 422
    assert words in answer.text


def test_a_leader_of_another_unit_changes_nothing(world, sign_in):
    area = add_area()
    assign(world, "phutrach", area)
    [posting] = queries.postings_of_area(area.id)
    other = sign_in("lanhdao")
    for path in (f"/phan-cong/{posting.id}/ket-thuc", f"/phan-cong/{posting.id}/bo"):
        answer = other.post(path, {"on_day": "01/09/2026"})
        assert answer.status_code == 403
        assert "Bạn chỉ phân công được người" in answer.text
    assert fresh(Posting, posting.id).valid_to is None


def test_only_the_doer_undoes(world, leader, admin):
    event = assign(world, "canbo", add_area())
    assert leader.post(f"/phan-cong/hoan-tac/{event.id}").status_code == 404
    assert admin.post(f"/phan-cong/hoan-tac/{event.id}").status_code == 303


def test_ending_and_taking_away(world, admin):
    area = add_area()
    assign(world, "phutrach", area)
    [posting_id] = [one.id for one in queries.postings_of_area(area.id)]
    answer = admin.post(f"/phan-cong/{posting_id}/ket-thuc", {"on_day": "01/01/2020"})
    assert answer.status_code == 422
    assert 'value="01/01/2020"' in answer.text
    assert admin.post(f"/phan-cong/{posting_id}/ket-thuc", {"on_day": "30/09/2026"}).status_code == 303
    assert in_charge(date(2026, 9, 30)) == {area.name: ["phutrach"]}
    assert in_charge(date(2026, 10, 1)) == {area.name: []}
    for _ in range(2):
        assert admin.post(f"/phan-cong/{posting_id}/bo", {"form_key": "e" * 32}).status_code == 303
    assert fresh(Posting, posting_id) is None


def test_handing_over_on_the_page(world, admin):
    area = add_area()
    assign(world, "phutrach", area)
    page = admin.get(f"/phan-cong/ban-giao?giver={user('phutrach').id}").text
    assert "Đang và sắp phụ trách 1 nơi: Thôn Đồng Lân" in page
    facts = {"giver": "phutrach", "taker": "canbo2", "from_day": "01/10/2026", "form_key": "f" * 32}
    for _ in range(2):
        assert admin.post("/phan-cong/ban-giao", facts).status_code == 303
    assert in_charge(date(2026, 10, 1)) == {area.name: ["canbo2"]}
    assert len(queries.postings_of_area(area.id)) == 2
    refused = admin.post("/phan-cong/ban-giao", facts | {"form_key": "", "taker": "phutrach"})
    assert refused.status_code == 422
    assert "là một" in refused.text


def test_a_day_is_asked_for_in_the_address(world, clerk):
    area = add_area()
    assign(world, "phutrach", area, since=date(2026, 3, 1), until=date(2026, 3, 31))
    assert "Hoàng Văn Sơn" in clerk.get("/phan-cong?ngay=31/03/2026").text
    assert "Chưa có người phụ trách" in clerk.get("/phan-cong?ngay=1.4.2026").text
    assert "“hôm qua” không phải là ngày" in clerk.get(f"/phan-cong?ngay={quote('hôm qua')}").text
    assert "Hoàng Văn Sơn" in clerk.get("/phan-cong?ngay=31/03/2026&can-bo=van%20son").text
    assert "Không có địa bàn nào khớp" in clerk.get("/phan-cong?ngay=31/03/2026&can-bo=ai").text


def test_htmx_gets_the_list_alone(world, clerk):
    add_area()
    answer = clerk.get("/phan-cong", headers={"HX-Request": "true"})
    assert answer.text.strip().startswith('<div id="danh-sach">')
    assert "HX-Request" in answer.headers["Vary"]


def test_an_officer_sees_his_own_areas_first(world, officer, stranger):
    assign(world, "phutrach", add_area())
    assert "Địa bàn bạn phụ trách" in officer.get("/phan-cong").text
    assert "Địa bàn bạn phụ trách" not in stranger.get("/phan-cong").text


# -- the directory ------------------------------------------------------------------


def test_a_clerk_keeps_the_points_of_his_own_unit(world, clerk):
    facts = CONTACT | {"name": "Nguyễn Thị Hòa", "phone": "0900.000.106", "form_key": "a" * 32}
    for _ in range(2):
        assert clerk.post("/danh-ba/them", facts | {"unit_name": "Công an"}).status_code == 303
    [point] = db.session.scalars(db.select(ContactPoint))
    assert (point.unit_id, point.phone) == (world.unit("ccb").id, "0900 000 106")
    changed = facts | {"post": "Phó Chủ tịch", "version": str(point.version), "form_key": ""}
    assert clerk.post(f"/danh-ba/{point.id}/sua", changed).status_code == 303
    event = history.last("contact_point", point.id)
    assert event.details == {"before": {"post": "Chủ tịch"}, "after": {"post": "Phó Chủ tịch"}}


def test_the_administrator_names_the_unit(world, admin):
    facts = CONTACT | {"name": "A"}
    assert "Ghi tên đơn vị" in admin.post("/danh-ba/them", facts | {"unit_name": ""}).text
    assert admin.post("/danh-ba/them", facts | {"unit_name": "cong an phuong minh hoa"}).status_code == 303
    assert db.session.scalars(db.select(ContactPoint)).one().unit_id == world.unit("cong_an").id


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "Ghi họ và tên"),
        ({"phone": "090000012"}, "9 chữ số"),
        ({"email": "khong phai"}, "chưa phải địa chỉ thư"),
        ({"post": "x" * 201}, "nhiều nhất 200 ký tự"),
    ],
)
def test_a_bad_point_keeps_what_was_typed(world, clerk, changes, words):
    answer = clerk.post("/danh-ba/them", CONTACT | {"name": "Người mới", "zalo": "zalo của tôi"} | changes)
    assert answer.status_code == 422
    assert words in answer.text
    assert "zalo của tôi" in answer.text


@pytest.mark.parametrize(
    "words", ["pham van thang", "cuu chien binh", "0900000123", "000 123", "minhhoa.example", "thang ccb"]
)
def test_people_are_found_as_one_types(world, stranger, words):
    add_contact(world)
    add_contact(world, "doan", name="Lý Thị Khác", phone="0900 000 999", email="b@khac.example")
    page = stranger.get("/danh-ba", query_string={"tu-khoa": words}).text
    assert "Phạm Văn Thắng" in page
    assert "Lý Thị Khác" not in page


def test_links_call_and_write(world, clerk):
    add_contact(world, phone="0900 000 123 / +856 20 555", facebook="javascript:alert(1)")
    page = clerk.get("/danh-ba").text
    for href in ("tel:0900000123", "tel:+85620555", "mailto:a@minhhoa.example"):
        assert f'href="{href}"' in page
    assert 'href="javascript' not in page


def test_two_who_edit_one_point_see_both(world, clerk, leader):
    point = add_contact(world)
    mine = CONTACT | {"name": "Tên của tôi", "version": str(point.version)}
    assert leader.post(f"/danh-ba/{point.id}/sua", mine | {"name": "Tên lãnh đạo ghi"}).status_code == 303
    answer = clerk.post(f"/danh-ba/{point.id}/sua", mine)
    assert answer.status_code == 409
    assert 'value="Tên của tôi"' in answer.text
    assert '<q class="khac__chu">Tên lãnh đạo ghi</q>' in answer.text
    assert "Phạm Văn Thắng đã lưu lúc" in answer.text
    version = str(fresh(ContactPoint, point.id).version)
    assert clerk.post(f"/danh-ba/{point.id}/sua", mine | {"version": version, "lay": "name"}).status_code == 303
    assert fresh(ContactPoint, point.id).name == "Tên lãnh đạo ghi"


def test_a_point_taken_out_comes_back_once(world, clerk):
    point_id = add_contact(world).id
    for _ in range(2):
        assert clerk.post(f"/danh-ba/{point_id}/xoa", {"form_key": "b" * 32}).status_code == 303
    assert fresh(ContactPoint, point_id) is None
    event = history.last("contact_point", point_id)
    for _ in range(2):
        assert clerk.post(f"/danh-ba/hoan-tac/{event.id}").status_code == 303
    assert [row.name for row in db.session.scalars(db.select(ContactPoint))] == ["Phạm Văn Thắng"]


# -- files --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/phan-cong/danh-sach.xlsx", {"Thôn Đồng Lân", "Hoàng Văn Sơn"}),
        ("/danh-ba/danh-ba.xlsx", {"Phạm Văn Thắng", "0900 000 123"}),
        ("/dia-ban/danh-sach.xlsx", {"Thôn Đồng Lân"}),
    ],
)
def test_lists_go_to_excel_and_leave_a_trace(world, stranger, path, words):
    assign(world, "phutrach", add_area())
    add_contact(world)
    book = openpyxl.load_workbook(io.BytesIO(stranger.get(path).data))
    cells = {cell.value for row in book.active.iter_rows() for cell in row}
    assert words <= cells
    db.session.rollback()
    assert (
        db.session.scalars(db.select(history.Event.action).order_by(history.Event.id.desc())).first() == "export_xlsx"
    )
