"""The pages of areas, postings and the directory: who may open and change what, and the files they give."""

import io

import openpyxl
import pytest

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.tables import ContactPoint
from tests.people.places import CONTACT, add_area, add_contact, again, assign, user

PAGES = ("/dia-ban", "/phan-cong", "/danh-ba")


@pytest.fixture
def admin(sign_in):
    return sign_in("quantri")


@pytest.fixture
def leader(sign_in):
    return sign_in("lanhdao")


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
    assert again(ContactPoint, point.id).name == "Phạm Văn Thắng"


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
