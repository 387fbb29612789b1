"""The directory: who keeps which point, what is refused, finding, calling, two at once."""

import pytest

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.tables import ContactPoint
from tests.people.places import CONTACT, add_contact, again


@pytest.fixture
def admin(sign_in):
    return sign_in("quantri")


@pytest.fixture
def leader(sign_in):
    return sign_in("lanhdao")


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
    version = str(again(ContactPoint, point.id).version)
    assert clerk.post(f"/danh-ba/{point.id}/sua", mine | {"version": version, "lay": "name"}).status_code == 303
    assert again(ContactPoint, point.id).name == "Tên lãnh đạo ghi"


def test_a_point_taken_out_comes_back_once(world, clerk):
    point_id = add_contact(world).id
    for _ in range(2):
        assert clerk.post(f"/danh-ba/{point_id}/xoa", {"form_key": "b" * 32}).status_code == 303
    assert again(ContactPoint, point_id) is None
    event = history.last("contact_point", point_id)
    for _ in range(2):
        assert clerk.post(f"/danh-ba/hoan-tac/{event.id}").status_code == 303
    assert [row.name for row in db.session.scalars(db.select(ContactPoint))] == ["Phạm Văn Thắng"]


def test_a_request_without_any_field_changes_nothing(world, clerk):
    point = add_contact(world)
    before = (point.version, point.name)
    answer = clerk.client.post(f"/danh-ba/{point.id}/sua", headers={"X-CSRFToken": clerk.token})
    assert answer.status_code == 303
    kept = again(ContactPoint, point.id)
    assert (kept.version, kept.name) == before
