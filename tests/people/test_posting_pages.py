"""The pages of postings: assigning, ending, handing over, undoing, asking for a day."""

import re
from datetime import date
from urllib.parse import quote

import pytest

from nam_tinh_hinh.demo.people import FOUNDED
from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people import queries
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.services import accounts
from nam_tinh_hinh.people.tables import Posting
from tests.people.places import add_area, again, assign, in_charge, user


@pytest.fixture
def admin(sign_in):
    return sign_in("quantri")


@pytest.fixture
def leader(sign_in):
    return sign_in("lanhdao")


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


def test_two_officers_of_one_name_are_told_apart(world, admin):
    twin, _ = accounts.add_user(actor=world.actor("quantri"), username="hoa2", name="Nguyễn Thị Hòa")
    accounts.appoint(
        user=twin, unit=world.unit("cong_an"), role=Role.CLERK, title="Cảnh sát khu vực", valid_from=FOUNDED
    )
    db.session.commit()
    labels = re.findall(r'<option value="(Nguyễn Thị Hòa[^"]*)">', admin.get("/phan-cong/them").text)
    assert labels == [
        "Nguyễn Thị Hòa (canbo) · Cán bộ văn phòng Hội, Hội Cựu chiến binh phường Minh Họa",
        "Nguyễn Thị Hòa (hoa2) · Cảnh sát khu vực, Công an phường Minh Họa",
    ]
    area = add_area()
    assert "Có 2 mục khớp" in admin.post("/phan-cong/them", posting_facts(area)).text
    assert admin.post("/phan-cong/them", posting_facts(area, officer=labels[1])).status_code == 303
    assert in_charge(date(2026, 9, 1)) == {area.name: ["hoa2"]}


def test_a_refused_posting_keeps_what_was_typed(world, leader):
    area = add_area()
    assign(world, "canbo", area)
    answer = leader.post("/phan-cong/them", posting_facts(area))
    assert answer.status_code == 422
    assert "đã được phân công phụ trách “Thôn Đồng Lân” từ 01/07/2025 đến nay" in answer.text
    assert 'value="nguyen thi hoa"' in answer.text
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
    assert again(Posting, posting.id).valid_to is None


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
    assert again(Posting, posting_id) is None


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
