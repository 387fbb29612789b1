"""One's own account: positions, and sign-ins listed and ended."""

import re

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.queries import user_by_name
from nam_tinh_hinh.people.tables import SignIn
from tests.browser import PASSWORD


def ends(page):
    return re.findall(r'action="(/tai-khoan/dang-nhap/\d+/ket-thuc)"', page)


def test_everyone_finds_his_account_in_his_menu(clerk):
    assert '<a class="tha__muc" href="/tai-khoan">Tài khoản của tôi</a>' in clerk.get("/").text
    page = clerk.get("/tai-khoan").text
    assert "Nguyễn Thị Hòa" in page
    assert "Cán bộ văn phòng Hội · Hội Cựu chiến binh phường Minh Họa" in page
    assert "Đang đăng nhập ở 1 nơi" in page


def test_an_account_without_a_position_has_this_page_too(sign_in, world):
    browser = sign_in("canbo")
    db.session.execute(db.text("DELETE FROM position WHERE user_id = :id"), {"id": user_by_name("canbo").id})
    db.session.commit()
    assert "Chưa được giao vị trí nào" in browser.get("/tai-khoan").text


def test_another_machine_is_signed_out_from_here(sign_in, clerk, world):
    other = sign_in("canbo")
    page = clerk.get("/tai-khoan").text
    assert page.count("Máy này") == 1
    [end] = ends(page)
    assert clerk.post(end).location == "/tai-khoan"
    assert other.get("/").location.startswith("/dang-nhap")
    assert clerk.get("/").status_code == 200
    assert history.last("user", user_by_name("canbo").id).action == "end_sign_in"


def test_all_others_are_signed_out_at_once(sign_in, clerk):
    others = [sign_in("canbo"), sign_in("canbo")]
    clerk.post("/tai-khoan/dang-nhap/ket-thuc-noi-khac")
    assert [other.get("/").status_code for other in others] == [303, 303]
    assert clerk.get("/tai-khoan").text.count("Máy này") == 1


def test_a_stranger_neither_sees_nor_ends_them(clerk, stranger, world):
    row = db.session.scalars(db.select(SignIn).filter_by(user_id=user_by_name("canbo").id, ended_at=None)).first()
    assert stranger.post(f"/tai-khoan/dang-nhap/{row.id}/ket-thuc").status_code == 404
    assert "Nguyễn Thị Hòa" not in stranger.get("/tai-khoan").text
    assert clerk.get("/").status_code == 200


def test_two_different_new_passwords_are_said(clerk):
    typed = {"current": PASSWORD, "new": "mưa rơi trên mái ngói", "again": "mưa rơi trên mái tôn"}
    answer = clerk.post("/doi-mat-khau", typed)
    assert answer.status_code == 422
    assert "Hai lần gõ mật khẩu mới chưa giống nhau." in answer.text
