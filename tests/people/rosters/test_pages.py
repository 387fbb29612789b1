"""The pages of the officers' lists: who sees what, three ways in, errors at their cells."""

import io
import re

import pytest

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.tables import Roster
from tests.browser import PASSWORD
from tests.people.rosters.given import (
    BINH,
    LAN,
    LISTS,
    PAGE,
    approved,
    hidden,
    send,
    sent,
    sheet,
    table,
)

BAD = {"name": "Ngô Văn Tám", "phone": "12", "areas": "Xóm Mới"}


def count(kind):
    db.session.rollback()
    return db.session.scalar(db.select(db.func.count(kind.id)))


@pytest.mark.parametrize(
    "username", ["canbo", "canbo2", "banchidao", "banchidao2", "thuongtruc", "tonghop", "phutrach"]
)
def test_nobody_else_opens_the_lists(world, sign_in, username):
    roster = sent(world, BINH)
    browser = sign_in(username)
    for path in (LISTS, PAGE, f"{LISTS}/mau.xlsx", f"{LISTS}/{roster.id}", f"{LISTS}/{roster.id}/ban-in.pdf"):
        assert browser.get(path).status_code == 403
    for path in (PAGE, f"{LISTS}/{roster.id}/duyet", f"{LISTS}/{roster.id}/tra-lai", f"{LISTS}/{roster.id}/phieu.pdf"):
        assert browser.post(path).status_code == 403


def test_another_units_leader_sees_nothing_of_it(world, stranger_leader):
    roster = sent(world, BINH)
    assert "Vũ Văn Bình" not in stranger_leader.get(LISTS).text
    assert "Đơn vị chưa gửi danh sách nào" in stranger_leader.get(LISTS).text
    for path in ("", "/ban-in.pdf", "/danh-sach.xlsx"):
        assert stranger_leader.get(f"{LISTS}/{roster.id}{path}").status_code == 404
    for path in ("/duyet", "/tra-lai", "/phieu.pdf"):
        assert stranger_leader.post(f"{LISTS}/{roster.id}{path}").status_code == 403
    assert stranger_leader.get(f"{LISTS}/999999").status_code == 404


def test_the_tab_is_there_for_those_who_may_open_it(leader):
    assert f'href="{LISTS}"' in leader.get(LISTS).text


def test_the_leader_sees_his_list_and_the_admin_all_waiting_first(world, leader, admin):
    approved(world, BINH)
    sent(world, {"name": "Hoàng Thị Mai", "areas": "Thôn Đồng Lân"}, username="banchidao", hat=1)
    assert "MTTQ" not in leader.get(LISTS).text.split("<main")[1]
    shown = admin.get(LISTS).text
    assert shown.index("Ủy ban MTTQ") < shown.index("Hội Cựu chiến binh")
    assert "1 mới" in shown
    assert "Hội Cựu chiến binh" not in admin.get(f"{LISTS}?giai-doan=submitted").text.split("<tbody")[1]
    assert "Không có danh sách nào khớp" in admin.get(f"{LISTS}?tu-khoa=khong co").text
    assert admin.get(f"{LISTS}?trang=999&giai-doan=x").status_code == 200


def test_a_list_goes_from_the_table_over_the_review_to_the_admin(leader, admin):
    review = leader.post(PAGE, table(BINH, LAN, buoc="kiem"))
    assert "Xem lại rồi gửi" in review.text
    assert review.text.count("Tạo tài khoản mới.") == 2
    assert count(Roster) == 0
    answer = send(leader, BINH, LAN)
    assert answer.status_code == 303
    assert "Đã gửi danh sách lúc" in leader.get(answer.location).text
    assert "Duyệt danh sách cán bộ" in admin.get("/").text
    assert "Duyệt danh sách" not in leader.get(answer.location).text.split("<main")[1]


def test_every_bad_cell_is_told_at_its_place_and_nothing_is_lost_or_saved(leader):
    answer = leader.post(PAGE, table(BINH, BAD, buoc="kiem"))
    assert answer.status_code == 422
    assert '<a href="#phone-2">Dòng 2, Điện thoại: “12” không phải là số điện thoại.' in answer.text
    assert '<a href="#areas-2">Dòng 2, Địa bàn phụ trách: không có địa bàn “Xóm Mới”.' in answer.text
    assert 'aria-describedby="phone-2-error"' in answer.text
    assert "Lỗi: Lập danh sách cán bộ" in answer.text
    for typed in (*BINH.values(), *BAD.values()):
        assert typed in answer.text
    assert count(Roster) == 0


def test_sending_judges_again(leader):
    assert leader.post(PAGE, table(BINH, BAD, buoc="gui")).status_code == 422
    assert leader.post(PAGE, table(buoc="gui")).status_code == 422
    assert count(Roster) == 0


def test_more_rows_without_javascript_and_back_from_the_review(leader):
    answer = leader.post(PAGE, table(BINH, {}, {}, buoc="them"))
    assert answer.status_code == 200
    assert len(re.findall(r'<tr id="dong-', answer.text)) == 1 + 5
    back = leader.post(PAGE, table(BINH, buoc="sua"))
    assert (back.status_code, len(re.findall(r'<tr id="dong-', back.text))) == (200, 1)


def test_pasted_cells_come_into_the_table(leader):
    pasted = "Họ và tên\tĐịa bàn phụ trách\nVũ Văn Bình\tXóm Mới\nLê Thị Lan\tThôn Đồng Lân"
    answer = leader.post(PAGE, table(buoc="dan", dan=pasted))
    assert answer.status_code == 422
    assert "Dòng 1, Địa bàn phụ trách" in answer.text
    assert "Lê Thị Lan" in answer.text
    refused = leader.post(PAGE, table(BINH, buoc="dan", dan=" "))
    assert "Chưa dán ô nào" in refused.text
    assert "Vũ Văn Bình" in refused.text


def test_a_file_comes_into_the_table_with_its_row_numbers(leader):
    answer = leader.post(PAGE, table(BINH, buoc="tep", tep=(sheet(LAN, BAD), "danh sách.xlsx")))
    assert answer.status_code == 422
    assert "Dòng 3 (dòng 4 trong tệp), Điện thoại" in answer.text
    replaced = leader.post(PAGE, table(BAD, buoc="tep", tep=(sheet(LAN), "ds.xlsx"), **{"thay-bang": "1"}))
    assert replaced.status_code == 200
    assert "Ngô Văn Tám" not in replaced.text


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [(b"", "", "Chưa chọn tệp"), (b"x", "a.xls", "Chỉ nhận tệp Excel"), (b"x", "a.xlsx", "không phải là tệp Excel")],
)
def test_a_file_that_is_none_is_refused_and_the_rows_stay(leader, content, name, said):
    answer = leader.post(PAGE, table(BINH, buoc="tep", tep=(io.BytesIO(content), name)))
    assert answer.status_code == 422
    assert said in answer.text
    assert "Vũ Văn Bình" in answer.text


def test_todays_officers_begin_a_list(world, leader):
    approved(world, BINH)
    assert "Lấy 1 cán bộ đang phụ trách" in leader.get(PAGE).text
    answer = leader.post(PAGE, table(buoc="hien-co"))
    assert answer.status_code == 200
    assert all(word in answer.text for word in ("Vũ Văn Bình", "binh.vv", "0987 654 321", "Thôn Đồng Lân"))


def test_the_file_to_download_can_be_filled_in_and_sent_back(leader):
    sample = leader.get(f"{LISTS}/mau.xlsx")
    assert sample.status_code == 200
    assert "danh-sach-can-bo-mau.xlsx" in sample.headers["Content-Disposition"]
    answer = leader.post(PAGE, table(buoc="tep", tep=(io.BytesIO(sample.data), "mau.xlsx")))
    assert "Danh sách chưa có ai" in answer.text


def test_a_secret_word_is_refused_and_kept_nowhere(leader):
    answer = leader.post(PAGE, table(BINH | {"post": "(Mật)"}, buoc="kiem"))
    assert answer.status_code == 422
    assert 'data-keep="never"' in answer.text
    assert "bí mật nhà nước" in answer.text


def test_whatever_is_posted_is_answered_in_words(leader):
    for fields in (
        {"buoc": "x"}, {"name": ["a"] * 700}, {"name": "\0\u202e", "areas": "=1+1"},
        {"dang-mo": "9" * 40, "buoc": "gui"},
        {"dan": "\t" * 5000, "buoc": "dan"}, {"dong": "-1", "name": "A", "buoc": "kiem"},
    ):  # fmt: skip
        assert leader.post(PAGE, fields).status_code in {200, 422}


def test_the_same_list_twice_is_refused_and_stays_in_the_page(leader):
    send(leader, BINH)
    again = send(leader, BINH, form_key="b" * 32)
    assert again.status_code == 409
    assert "đã gửi lúc" in again.text
    assert 'value="Vũ Văn Bình"' in again.text
    assert count(Roster) == 1


def test_a_double_click_sends_once(leader):
    first, second = send(leader, BINH), send(leader, BINH)
    assert (first.status_code, second.location) == (303, first.location)
    assert len(history.of("roster", 1)) == 1


def test_a_dead_session_keeps_what_was_typed(world, leader):
    db.session.execute(db.text("UPDATE sign_in SET ended_at = '2026-01-01'"))
    db.session.commit()
    answer = leader.post(PAGE, table(BINH, buoc="kiem"))
    assert answer.status_code == 401
    kept = {"kept": hidden(answer, "kept"), "username": "lanhdao", "password": PASSWORD}
    resend = leader.post("/dang-nhap", kept)
    assert "Chữ của bạn vẫn còn" in resend.text
    assert 'name="name" value="Vũ Văn Bình"' in resend.text
