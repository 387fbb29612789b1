"""Guessing and counting: slowed down, never a lock, and no answer tells who has an account or which row there is."""

import re
from datetime import timedelta

import pytest

from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.kernel import clock, passwords, totp
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.limits import limiter
from nam_tinh_hinh.people.queries import user_by_name
from nam_tinh_hinh.people.services import second_factor
from nam_tinh_hinh.people.services.users import new_code
from nam_tinh_hinh.people.tables import User
from tests.access.matrix import Plain
from tests.browser import PASSWORD

KEY, GUESS = "t" * 48, "đoán mò lần nữa"
NUMBER_OF_NOTHING = 99999


def at(app, address):
    """A browser at another desk."""
    browser = Plain(app)
    browser.client.environ_base["REMOTE_ADDR"] = address
    browser.get("/dang-nhap")
    return browser


def try_in(browser, username, password=GUESS):
    return browser.post("/dang-nhap", {"username": username, "password": password}).status_code


@pytest.fixture
def hashings(monkeypatch):
    """How often a password is really tried or hashed: the costly part, counted at the library's door."""
    seen, hasher = [], passwords._hasher

    class Counting:
        def hash(self, *given):
            seen.append("hash")
            return hasher.hash(*given)

        def verify(self, *given):
            seen.append("verify")
            return hasher.verify(*given)

        def check_needs_rehash(self, given):
            return hasher.check_needs_rehash(given)

    monkeypatch.setattr(passwords, "_hasher", Counting())
    return seen


def test_a_thousand_guesses_from_many_addresses_reach_sixty_and_lock_nobody_out(world, fresh, hashings):
    at_his_desk = at(fresh, "10.0.0.5")
    assert try_in(at_his_desk, "canbo", PASSWORD) == 303
    at_his_desk.get("/huong-dan")
    assert at_his_desk.post("/dang-xuat").status_code == 303
    hashings.clear()
    browser, codes = at(fresh, "10.1.0.0"), []
    browser.trusting = True
    for number in range(1000):
        browser.client.environ_base["REMOTE_ADDR"] = f"10.1.{number // 250}.{number % 250}"
        codes.append(try_in(browser, "canbo"))
    assert codes == [422] * 60 + [429] * 940
    assert len(hashings) == 60
    assert user_by_name("canbo").disabled_at is None
    at_his_desk.get("/dang-nhap")
    assert try_in(at_his_desk, "canbo", PASSWORD) == 303  # the person himself, where he always signs in


def test_somebody_elses_failures_do_not_count_against_another_name(fresh):
    for number in range(61):
        try_in(at(fresh, f"10.2.0.{number}"), "canbo")
    assert try_in(at(fresh, "10.2.1.1"), "canbo", PASSWORD) == 429  # a desk where he never was, for an hour at most
    assert try_in(at(fresh, "10.2.1.1"), "canbo2", PASSWORD) == 303


@pytest.mark.parametrize("spelling", ["CANBO", " canbo ", "Canbo\u00a0", "canbo\n"])
def test_another_spelling_is_no_other_account(fresh, spelling):
    browser = at(fresh, "10.3.0.1")
    assert [try_in(browser, "canbo") for _number in range(6)] == [422] * 6
    assert try_in(browser, spelling) == 429


def test_many_names_from_one_address_are_slowed_and_a_forged_address_does_not_help(fresh):
    browser = at(fresh, "10.4.0.1")
    codes = []
    for number in range(200):
        told = {"X-Forwarded-For": f"10.9.9.{number}", "Forwarded": f"for=10.9.9.{number}", "X-Real-IP": "10.9.9.9"}
        data = {"username": f"nguoi{number}", "password": GUESS}
        codes.append(browser.post("/dang-nhap", data, headers=told).status_code)
    assert codes == [422] * 30 + [429] * 170


@pytest.mark.parametrize("username", ["canbo", "khong-ai", "khoa-roi", "chi-co-ma"])
def test_the_work_and_the_words_do_not_tell_whether_there_is_an_account(world, fresh, hashings, username):
    users = {name: User(username=name, name=name, created_at=clock.now()) for name in ("khoa-roi", "chi-co-ma")}
    for user in users.values():
        user.password_hash = user_by_name("canbo").password_hash
    users["khoa-roi"].disabled_at = clock.now()
    db.session.add_all(users.values())
    db.session.flush()
    new_code(actor=world.actor("quantri"), user=users["chi-co-ma"])
    world.save()
    hashings.clear()
    browser = at(fresh, "10.5.0.1")
    answer = browser.post("/dang-nhap", {"username": username, "password": GUESS})
    assert (answer.status_code, len(hashings)) == (422, 1)
    wanted = at(fresh, "10.5.0.2").post("/dang-nhap", {"username": "ai-do", "password": GUESS})
    assert bare(answer, username) == bare(wanted, "ai-do")


def bare(answer, said=""):
    """Return an answer without form tokens, one-time keys, and what was asked for: a name typed, a number in a path."""
    text = re.sub(r'value="(I[jm][\w.-]{40,}|[0-9a-f]{32})"', "", answer.text)
    return answer.status_code, re.sub(rf'(?<=[/"]){said}\b', "", text) if said else text


def test_the_right_password_of_a_locked_account_is_answered_like_a_wrong_one(world, fresh):
    user_by_name("canbo").disabled_at = clock.now()
    world.save()
    answers = [
        at(fresh, "10.6.0.1").post("/dang-nhap", {"username": "canbo", "password": password})
        for password in (PASSWORD, GUESS)
    ]
    assert bare(answers[0]) == bare(answers[1])


def test_who_holds_a_cookie_cannot_guess_the_password_behind_it(clerk, hashings):
    new = "mưa rào tháng sáu"
    codes = [
        clerk.post("/doi-mat-khau", {"current": f"{GUESS}{number}", "new": new, "again": new}).status_code
        for number in range(30)
    ]
    assert codes == [422] * 10 + [429] * 20
    assert len(hashings) == 10


@pytest.fixture
def enrolled(world):
    user = user_by_name("canbo")
    second_factor.begin(user=user, secret_key=KEY)
    user.totp_step = totp.step_of(clock.now()) - 10
    world.save()


def test_codes_of_the_second_factor_run_out_before_a_guess_is_likely(fresh, enrolled):
    """Sixty an hour, three of a million right each time: one chance in 5,500 an hour, wherever the guesser sits."""
    tried, start = 0, clock.now()
    for minute in range(0, 60, 4):
        with clock.stopped_at(start + timedelta(minutes=minute)):
            browser = at(fresh, f"10.7.0.{minute}")
            assert try_in(browser, "canbo", PASSWORD) == 303
            browser.get("/dang-nhap/ma")
            _forget_minute()
            tried += sum(browser.post("/dang-nhap/ma", {"code": "000000"}).status_code == 422 for _n in range(8))
    assert tried == 60


def _forget_minute():
    """Let the minute's limit pass, whose clock is the machine's; the hour's stays."""
    for key in [key for key in limiter.storage.events if key.endswith("/6/1/minute")]:
        limiter.storage.clear(key)


def test_a_one_time_code_is_no_easier_than_a_password(world, fresh):
    """69 bits, and the same limits: the letters are not what decides."""
    code = new_code(actor=world.actor("quantri"), user=user_by_name("canbo"))
    world.save()
    browser = at(fresh, "10.8.0.1")
    assert [try_in(browser, "canbo", "aaaa-aaaa-aaaa-aaaa") for _number in range(7)] == [422] * 6 + [429]
    assert len(set(code.replace("-", ""))) > 4


ROWS = (
    ("GET", "/dan-van-kheo/{}"), ("GET", "/dan-van-kheo/{}/sua"), ("GET", "/dan-van-kheo/{}/ket-qua"),
    ("GET", "/dan-van-kheo/{}/nhan-rong"), ("GET", "/dan-van-kheo/thu-vien/{}"), ("POST", "/dan-van-kheo/{}/duyet"),
    ("POST", "/dan-van-kheo/{}/sua"), ("POST", "/dan-van-kheo/{}/bo"), ("POST", "/tep/them/exemplar/{}"),
)  # fmt: skip
OWN_TO_EACH = {"Content-Length", "Date", "Set-Cookie"}


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true", "HX-Target": "ho-so"}], ids=["page", "htmx"])
def test_a_strangers_row_is_like_no_row_letter_by_letter(world, stranger, headers):
    there = world.staged(Stage.SUBMITTED).id
    for method, path in ROWS:
        ask = stranger.get if method == "GET" else stranger.post
        one, other = (ask(path.format(number), headers=headers) for number in (there, NUMBER_OF_NOTHING))
        assert one.status_code == 404, path
        assert bare(one, there) == bare(other, NUMBER_OF_NOTHING), path
        kept = [{k: v for k, v in answer.headers if k not in OWN_TO_EACH} for answer in (one, other)]
        assert kept[0] == kept[1], path
