"""A cookie is worth what the server still says of its sign-in: every way to end one ends all its copies."""

from datetime import timedelta

import pytest

from nam_tinh_hinh.kernel import clock, history, totp
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.queries import user_by_name
from nam_tinh_hinh.people.services import second_factor, users
from nam_tinh_hinh.people.tables import Position, SignIn
from tests.browser import PASSWORD, Browser

INSIDE, NEW = "/dan-van-kheo/dang-ky", "mưa rào tháng sáu"
ADMIN = history.Machine()
KEY = "t" * 48


def cookie_of(browser):
    return browser.client.get_cookie("nth").value


def with_cookie(app, value):
    """Another browser that holds this cookie, as a thief or a backup of the disk would."""
    thief = Browser(app)
    thief.client.set_cookie("nth", value)
    return thief


def is_in(browser):
    return browser.get(INSIDE).status_code == 200


def sign_out(browser):
    browser.post("/dang-xuat")


def change_password(browser):
    browser.post("/doi-mat-khau", {"current": PASSWORD, "new": NEW, "again": NEW})


def lock(browser):
    users.lock(actor=ADMIN, user=user_by_name("canbo"))


def new_code(browser):
    users.new_code(actor=ADMIN, user=user_by_name("canbo"))


def second_factor_reset(browser):
    user = user_by_name("canbo")
    second_factor.begin(user=user, secret_key=KEY)
    secret = second_factor.shown_secret(user, secret_key=KEY)
    second_factor.confirm(actor=ADMIN, user=user, code=totp.code_at(secret, totp.step_of(clock.now())), secret_key=KEY)
    users.second_factor_off(actor=ADMIN, user=user)


def ended_elsewhere(browser):
    other = Browser(browser.app)
    other.sign_in("canbo")
    other.post("/tai-khoan/dang-nhap/ket-thuc-noi-khac")


def end_of_position(browser):
    position = db.session.scalars(db.select(Position).filter_by(user_id=user_by_name("canbo").id)).one()
    position.valid_from, position.valid_to = (clock.today() - timedelta(days=n) for n in (9, 1))


ENDS = [sign_out, change_password, lock, new_code, second_factor_reset, ended_elsewhere]


@pytest.mark.parametrize("end", [*ENDS, end_of_position])
def test_every_copy_of_a_cookie_dies_with_its_sign_in(world, clerk, end):
    copies = [with_cookie(world.app, cookie_of(clerk)) for _number in range(2)]
    assert [is_in(copy) for copy in copies] == [True, True]
    end(clerk)
    world.save()
    assert [is_in(copy) for copy in copies] == [False, False]


@pytest.mark.parametrize("end", ENDS)
def test_an_older_cookie_of_the_same_sign_in_dies_too(world, clerk, end):
    """Each page may set the cookie anew: the ones before it name the same sign-in and nothing more."""
    older = cookie_of(clerk)
    clerk.get("/huong-dan")
    end(clerk)
    world.save()
    assert not is_in(with_cookie(world.app, older))
    assert with_cookie(world.app, older).post(INSIDE, {"buoc": "nhap", "name": "Của kẻ trộm"}).status_code == 400


@pytest.mark.parametrize(("pause", "alive"), [(29, True), (31, False)])
def test_a_copy_left_alone_dies_and_does_not_come_back(fresh, clerk, pause, alive):
    thief = with_cookie(fresh, cookie_of(clerk))
    with clock.stopped_at(clock.now() + timedelta(minutes=pause)):
        assert is_in(thief) is alive
    with clock.stopped_at(clock.now() + timedelta(minutes=pause + 1)):
        assert is_in(thief) is alive


def test_a_copy_kept_busy_dies_at_the_absolute_limit(fresh, clerk):
    thief, start = with_cookie(fresh, cookie_of(clerk)), clock.now()
    seen = []
    for hours in (0.4 * step for step in range(1, 33)):
        with clock.stopped_at(start + timedelta(hours=hours)):
            seen.append(is_in(thief))
    assert seen == [True] * 29 + [False] * 3


def test_a_change_of_hat_goes_with_the_sign_in_and_not_with_the_cookie(world, member):
    """The hat lies on the server: an old cookie does not bring an old hat back."""
    committee, front = (hat.id for hat in world.actor("banchidao").hats)
    older = with_cookie(world.app, cookie_of(member))
    member.post("/vi-tri", {"hat": front})
    assert [older.get(path).status_code for path in ("/dan-van-kheo/hang-doi", INSIDE)] == [403, 200]
    member.post("/vi-tri", {"hat": committee})
    assert [older.get(path).status_code for path in ("/dan-van-kheo/hang-doi", INSIDE)] == [200, 403]


def test_signing_in_gives_a_new_secret_and_forgets_what_was_planted(fresh):
    """Session fixation: the cookie of before opens nothing, its form token neither."""
    victim = Browser(fresh)
    victim.get("/dang-nhap")
    planted, token = cookie_of(victim), victim.token
    attacker = with_cookie(fresh, planted)
    victim.sign_in("canbo")
    assert not is_in(attacker)
    assert victim.token != token
    assert victim.post("/dan-van-kheo/dang-ky", {"csrf_token": token, "buoc": "nhap"}).status_code == 400


def test_one_sign_in_after_another_in_one_browser_leaves_no_trace_of_the_first(fresh, clerk):
    first = cookie_of(clerk)
    clerk.post("/dang-xuat")
    clerk.sign_in("canbo2")
    assert cookie_of(clerk) != first
    assert [is_in(clerk), is_in(with_cookie(fresh, first))] == [True, False]


def test_the_form_token_of_another_sign_in_is_refused(clerk, stranger):
    data = {"buoc": "nhap", "name": "Gửi hộ"}
    assert clerk.post(INSIDE, data | {"csrf_token": stranger.token}).status_code == 400
    assert clerk.post(INSIDE, data | {"csrf_token": clerk.token}).status_code == 303


def test_the_form_token_of_ones_own_earlier_sign_in_is_refused(clerk):
    token = clerk.token
    clerk.post("/dang-xuat")
    clerk.sign_in("canbo")
    assert clerk.post(INSIDE, {"csrf_token": token, "buoc": "nhap", "name": "Cũ"}).status_code == 400


@pytest.mark.parametrize(
    "change", [lambda v: v[:-5] + ("A" if v[-5] != "A" else "B") + v[-4:], lambda v: "x" + v, lambda v: ""]
)
def test_a_cookie_that_was_tampered_with_is_none(fresh, clerk, change):
    assert not is_in(with_cookie(fresh, change(cookie_of(clerk))))


def test_what_the_server_keeps_of_a_sign_in_does_not_open_it(world, clerk):
    """Whoever reads the database holds hashes: none of them is a secret of a browser."""
    row = db.session.scalars(db.select(SignIn).order_by(SignIn.id.desc())).first()
    forged = world.app.session_interface.get_signing_serializer(world.app)
    assert not is_in(with_cookie(world.app, forged.dumps({"_user_id": row.token_hash})))
    assert not is_in(with_cookie(world.app, forged.dumps({"_user_id": str(row.user_id)})))


def test_a_half_sign_in_ends_when_the_second_factor_is_reset(world, fresh):
    """Reset in between, neither its old code nor none completes it."""
    user = user_by_name("canbo2")
    second_factor.begin(user=user, secret_key=KEY)
    secret = second_factor.shown_secret(user, secret_key=KEY)
    now = totp.step_of(clock.now())
    second_factor.confirm(actor=ADMIN, user=user, code=totp.code_at(secret, now - 1), secret_key=KEY)
    world.save()
    half = Browser(fresh)
    half.get("/dang-nhap")
    assert half.post("/dang-nhap", {"username": "canbo2", "password": PASSWORD}).location.startswith("/dang-nhap/ma")
    half.get("/dang-nhap/ma")
    users.second_factor_off(actor=ADMIN, user=user_by_name("canbo2"))
    world.save()
    assert half.post("/dang-nhap/ma", {"code": totp.code_at(secret, now)}).location.startswith("/dang-nhap")
    assert not is_in(half)


def test_a_position_taken_away_stops_what_is_being_written(world, clerk):
    """The page was open; the position ended; what is sent from it is refused and nothing is kept."""
    clerk.get(INSIDE)
    held = db.session.scalars(db.select(Position).filter_by(user_id=user_by_name("canbo").id)).one()
    held.valid_from, held.valid_to = (clock.today() - timedelta(days=n) for n in (9, 1))
    world.save()
    assert clerk.post(INSIDE, {"buoc": "nhap", "name": "Quá hạn"}).status_code == 403
