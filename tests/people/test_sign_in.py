"""A sign-in lives on the server: it ends there, and with it every copy of the cookie."""

import unicodedata
from datetime import timedelta

import pytest

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.history import Machine
from nam_tinh_hinh.people import services
from nam_tinh_hinh.people.queries import user_by_name
from tests.browser import PASSWORD, Browser

NEW = "mưa rào tháng sáu"
HOME, SIGN_IN = "/", "/dang-nhap"


def is_in(browser):
    return browser.get("/huong-dan").status_code == 200


def copy_of(browser):
    """Another browser with the same cookie, as a thief would have it."""
    thief = Browser(browser.app)
    thief.client.set_cookie("nth", browser.client.get_cookie("nth").value)
    return thief


def change(browser, current=PASSWORD, new=NEW):
    return browser.post("/doi-mat-khau", {"current": current, "new": new, "again": new})


def sign_out(browser, world):
    browser.post("/dang-xuat")


def change_password(browser, world):
    change(browser)


def disable(browser, world):
    services.disable(actor=Machine(), user=user_by_name("canbo"))
    world.save()


def reset(browser, world):
    services.reset_password(actor=Machine(), user=user_by_name("canbo"))
    world.save()


@pytest.mark.parametrize("end", [sign_out, change_password, disable, reset])
def test_a_copied_cookie_dies_with_its_sign_in(world, clerk, end):
    thief = copy_of(clerk)
    assert is_in(thief)
    end(clerk, world)
    assert not is_in(thief)


def test_who_changes_his_password_stays_and_the_old_one_is_worth_nothing(fresh, clerk):
    assert change(clerk).location == HOME
    assert is_in(clerk)
    assert Browser(fresh).sign_in("canbo").status_code == 422
    assert Browser(fresh).sign_in("canbo", NEW).location == HOME


@pytest.mark.parametrize(
    ("current", "new", "again", "sentence"),
    [
        ("sai rồi nhé bạn ơi", NEW, NEW, "Mật khẩu đang dùng chưa đúng."),
        (PASSWORD, "ngắn", "ngắn", "ít nhất 12 ký tự"),
        (PASSWORD, NEW, NEW + "!", "chưa giống nhau"),
        (PASSWORD, "nguyenthihoa", "nguyenthihoa", "tên gọi quen thuộc"),
    ],
)
def test_a_password_is_changed_only_for_a_good_one(fresh, clerk, current, new, again, sentence):
    answer = clerk.post("/doi-mat-khau", {"current": current, "new": new, "again": again})
    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert Browser(fresh).sign_in("canbo").location == HOME


@pytest.mark.parametrize(
    ("steps", "alive"),
    [([29], True), ([31], False), ([29] * 24, True), ([29] * 25, False)],
    ids=["a short pause", "left alone", "a long day", "longer than a day's work"],
)
def test_a_sign_in_ends_when_left_alone_or_too_long(fresh, steps, alive):
    moment = clock.now()
    with clock.stopped_at(moment):
        browser = Browser(fresh)
        browser.sign_in("canbo")
    for minutes in steps:
        moment += timedelta(minutes=minutes)
        with clock.stopped_at(moment):
            last = is_in(browser)
    assert last is alive


def with_code(username="canbo"):
    code = services.reset_password(actor=Machine(), user=user_by_name(username))
    db.session.commit()
    return code


def test_a_one_time_code_opens_nothing_but_the_change_of_it(world, fresh):
    code, browser = with_code(), Browser(fresh)
    browser.sign_in("canbo", code.upper() + " ")
    for path in (HOME, "/dan-van-kheo/", "/dan-van-kheo/danh-sach.xlsx", "/huong-dan", SIGN_IN):
        assert browser.get(path).location == "/doi-mat-khau"
    browser.get("/doi-mat-khau")
    assert change(browser, code).location == HOME
    assert is_in(browser)
    assert Browser(fresh).sign_in("canbo", code).status_code == 422


def test_a_one_time_code_expires(world, fresh):
    code = with_code()
    with clock.stopped_at(clock.now() + timedelta(hours=73)):
        answer = Browser(fresh).sign_in("canbo", code)
    assert (answer.status_code, "đã hết hạn" in answer.text) == (422, True)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_password_is_the_same_however_the_keyboard_sends_it(fresh, form):
    assert Browser(fresh).sign_in("CanBo ", unicodedata.normalize(form, PASSWORD)).location == HOME


def test_guessing_is_slowed_down_for_that_name_only(fresh):
    guesser = Browser(fresh)
    codes = [guesser.sign_in("canbo", "đoán mò lần nữa").status_code for _ in range(8)]
    assert codes == [422] * 6 + [429] * 2
    assert guesser.sign_in("canbo").status_code == 429
    assert Browser(fresh).sign_in("canbo2").location == HOME


def test_guessing_many_names_is_slowed_down_for_that_address(fresh):
    guesser = Browser(fresh)
    codes = [guesser.sign_in(f"nguoi{n}", "đoán mò lần nữa").status_code for n in range(32)]
    assert codes == [422] * 30 + [429] * 2


@pytest.mark.parametrize(("username", "known"), [("canbo", True), ("khong-ai", False)])
def test_a_failed_try_leaves_a_row_and_tells_nothing(world, fresh, username, known):
    answer = Browser(fresh).sign_in(username, "đoán mò lần nữa")
    event = db.session.scalars(db.select(history.Event).order_by(history.Event.id.desc())).first()
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng." in answer.text
    assert (event.action, event.actor_name) == ("sign_in_refused", "Địa chỉ 127.0.0.1")
    assert event.subject_id == (user_by_name(username).id if known else None)


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("/dan-van-kheo/?nam=2026", "/dan-van-kheo/?nam=2026"),
        ("//evil.example", HOME),
        ("/\\evil.example", HOME),
        ("/\t/evil.example", HOME),
        ("/\n/evil.example", HOME),
        ("https://evil.example/", HOME),
        ("javascript:alert(1)", HOME),
        ("dan-van-kheo", HOME),
        ("", HOME),
    ],
)
def test_signing_in_leads_back_into_this_site_only(fresh, wanted, given):
    browser = Browser(fresh)
    page = browser.get(SIGN_IN, query_string={"next": wanted})
    action = page.text.split('method="post" action="')[1].split('"')[0].replace("&amp;", "&")
    answer = browser.post(action, {"username": "canbo", "password": PASSWORD})
    assert (answer.status_code, answer.location) == (303, given)
    assert browser.get(SIGN_IN, query_string={"next": wanted}).location == given
