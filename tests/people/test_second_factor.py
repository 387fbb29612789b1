"""The second factor, from switching it on to being asked at the door."""

import re
from datetime import timedelta

import pytest

from nam_tinh_hinh.kernel import clock, history, totp
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.sealing import unseal
from nam_tinh_hinh.people.queries import user_by_name
from nam_tinh_hinh.people.queries.settings import SECOND_FACTOR
from nam_tinh_hinh.people.services import second_factor as factor
from nam_tinh_hinh.people.tables import Setting, SignIn
from tests.browser import PASSWORD, Browser

KEY = "t" * 48
PAGE = "/tai-khoan/xac-thuc-hai-buoc"
CODE_PAGE = "/dang-nhap/ma"


def secret_of(username):
    user = user_by_name(username)
    return unseal(user.totp_secret, key=KEY, purpose=f"second factor of user {user.id}")


def code(secret, steps=0):
    return totp.code_at(secret, totp.step_of(clock.now()) + steps)


@pytest.fixture
def enrolled(world):
    """canbo with the second factor on, long ago enough that the present code is unused."""
    user = user_by_name("canbo")
    factor.begin(user=user, secret_key=KEY)
    user.totp_step = totp.step_of(clock.now()) - 10
    db.session.commit()
    return secret_of("canbo")


def half(fresh):
    browser = Browser(fresh)
    browser.get("/dang-nhap")
    answer = browser.post("/dang-nhap", {"username": "canbo", "password": PASSWORD})
    assert (answer.status_code, answer.location) == (303, CODE_PAGE)
    browser.get(CODE_PAGE)
    return browser


def test_switching_on_shows_the_secret_as_text_and_picture_and_asks_for_the_first_code(clerk, world):
    assert "Bắt đầu bật" in clerk.get(PAGE).text
    assert clerk.get(f"{PAGE}/ma-qr.svg").status_code == 404
    clerk.post(f"{PAGE}/bat-dau")
    page = clerk.get(PAGE).text
    secret = secret_of("canbo")
    assert totp.as_text(secret) in page
    picture = clerk.get(f"{PAGE}/ma-qr.svg")
    assert (picture.mimetype, picture.headers["Cache-Control"]) == ("image/svg+xml", "no-store")
    answer = clerk.post(f"{PAGE}/xac-nhan", {"code": code(secret), "current": PASSWORD})
    assert answer.location == "/tai-khoan"
    assert user_by_name("canbo").has_second_factor
    assert clerk.get(f"{PAGE}/ma-qr.svg").status_code == 404
    assert totp.as_text(secret) not in clerk.get(PAGE).text


@pytest.mark.parametrize(
    ("typed", "password", "said"),
    [
        ("000000x", PASSWORD, "Mã chưa đúng"),
        ("", PASSWORD, "Ghi mã đang hiện"),
        (None, "sai mật khẩu", "chưa đúng"),
    ],
)
def test_a_wrong_first_code_or_password_switches_nothing_on(clerk, world, typed, password, said):
    clerk.post(f"{PAGE}/bat-dau")
    right = code(secret_of("canbo"))
    answer = clerk.post(f"{PAGE}/xac-nhan", {"code": right if typed is None else typed, "current": password})
    assert answer.status_code == 422
    assert said in answer.text
    assert not user_by_name("canbo").has_second_factor


def test_the_secret_lies_sealed(enrolled):
    user = user_by_name("canbo")
    assert enrolled not in user.totp_secret
    assert totp.as_text(enrolled).replace(" ", "").encode() not in user.totp_secret


def test_a_code_completes_the_sign_in_and_works_once(fresh, enrolled):
    browser, typed = half(fresh), code(enrolled)
    assert browser.post(CODE_PAGE, {"code": typed}).location == "/"
    assert browser.get("/").status_code == 200
    again = half(fresh).post(CODE_PAGE, {"code": typed})
    assert again.status_code == 422
    assert "đã dùng rồi" in again.text


@pytest.mark.parametrize(("steps", "answer"), [(-2, 422), (-1, 303), (1, 303), (2, 422)])
def test_the_telephone_may_be_one_step_off(fresh, enrolled, steps, answer):
    assert half(fresh).post(CODE_PAGE, {"code": code(enrolled, steps)}).status_code == answer


@pytest.mark.parametrize("path", ["/", "/tai-khoan", PAGE, "/doi-mat-khau", "/dan-van-kheo/", "/huong-dan"])
def test_half_signed_in_opens_nothing(fresh, enrolled, path):
    browser = half(fresh)
    assert browser.get(path).location.startswith("/dang-nhap?next=")


def test_half_signed_in_writes_nothing(fresh, enrolled, world):
    browser = half(fresh)
    for path in (f"{PAGE}/tat", "/vi-tri", "/dang-xuat", "/tai-khoan/dang-nhap/ket-thuc-noi-khac"):
        assert browser.post(path, {"current": PASSWORD}).status_code == 401
    assert user_by_name("canbo").has_second_factor


def test_the_half_secret_put_in_the_place_of_a_whole_one_opens_nothing(fresh, enrolled):
    browser = half(fresh)
    with browser.client.session_transaction() as session:
        session["_user_id"] = session["half"]
        session["_fresh"] = True
    assert browser.get("/tai-khoan").location.startswith("/dang-nhap")


def test_the_half_secret_is_worth_nothing_once_used(fresh, enrolled):
    browser = half(fresh)
    with browser.client.session_transaction() as session:
        seen = session["half"]
    browser.post(CODE_PAGE, {"code": code(enrolled)})
    thief = Browser(fresh)
    with thief.client.session_transaction() as session:
        session["half"] = session["_user_id"] = seen
    assert thief.get("/").location.startswith("/dang-nhap")
    assert thief.get(CODE_PAGE).location == "/dang-nhap"


def test_a_half_sign_in_ends_after_five_minutes_and_with_the_account(fresh, enrolled, world):
    browser = half(fresh)
    row = db.session.scalars(db.select(SignIn).filter_by(awaits_code=True)).one()
    row.started_at -= timedelta(minutes=6)
    db.session.commit()
    assert browser.post(CODE_PAGE, {"code": code(enrolled)}).location == "/dang-nhap"
    late = half(fresh)
    user_by_name("canbo").disabled_at = clock.now()
    db.session.commit()
    assert late.post(CODE_PAGE, {"code": code(enrolled)}).location == "/dang-nhap"


def test_guesses_are_slowed_down_by_the_account(fresh, enrolled):
    answers = [half(fresh).post(CODE_PAGE, {"code": "000000"}).status_code for _ in range(8)]
    assert answers == [422] * 6 + [429] * 2


def test_refused_codes_leave_a_trace(fresh, enrolled):
    half(fresh).post(CODE_PAGE, {"code": "000000"})
    last = db.session.scalars(db.select(history.Event).order_by(history.Event.id.desc()).limit(1)).one()
    assert (last.action, last.subject_id) == ("second_factor_refused", user_by_name("canbo").id)


def test_words_on_their_way_survive_both_steps(fresh, enrolled):
    browser = Browser(fresh)
    browser.get("/dang-nhap")
    lost = browser.post("/dan-van-kheo/dang-ky", {"name": "Tiếng kẻng an ninh", "buoc": "nhap"})
    kept = re.search(r'name="kept" value="([^"]+)"', lost.text)[1]
    second = browser.post("/dang-nhap", {"username": "canbo", "password": PASSWORD, "kept": kept})
    kept = re.search(r'name="kept" value="([^"]+)"', second.text)[1]
    done = browser.post(CODE_PAGE, {"code": code(enrolled), "kept": kept})
    assert done.status_code == 200
    assert "Tiếng kẻng an ninh" in done.text


def test_its_owner_switches_it_off_with_his_password(fresh, enrolled, world):
    browser = half(fresh)
    browser.post(CODE_PAGE, {"code": code(enrolled)})
    browser.get(PAGE)
    assert browser.post(f"{PAGE}/tat", {"current": "không phải"}).status_code == 422
    assert browser.post(f"{PAGE}/tat", {"current": PASSWORD}).status_code == 303
    user = user_by_name("canbo")
    assert (user.totp_secret, user.totp_step) == (None, None)


def test_an_unreadable_secret_lets_nobody_in(fresh, enrolled, world):
    user_by_name("canbo").totp_secret = b"x" * 60
    db.session.commit()
    answer = half(fresh).post(CODE_PAGE, {"code": code(enrolled)})
    assert answer.status_code == 422
    assert "quản trị tắt xác thực" in answer.text


def test_an_administrator_is_led_to_it_before_anything_else(fresh, sign_in, world):
    admin = sign_in("quantri")
    db.session.add(Setting(key=SECOND_FACTOR, value="1"))
    db.session.commit()
    for path in ("/", "/tai-khoan", "/huong-dan"):
        assert admin.get(path).location == PAGE
    assert "quản trị phải dùng" in admin.get(PAGE).text
    admin.post(f"{PAGE}/bat-dau")
    answer = admin.post(f"{PAGE}/xac-nhan", {"code": code(secret_of("quantri")), "current": PASSWORD})
    assert answer.location == "/tai-khoan"
    assert admin.get("/").status_code == 200
    assert admin.post(f"{PAGE}/tat", {"current": PASSWORD}).status_code == 422
    assert sign_in("canbo").get("/").status_code == 200
