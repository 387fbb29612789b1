"""One person, several positions: one hat is worn at a time, and none in force means nothing to see."""

from datetime import timedelta

import pytest

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.queries import user_by_name
from nam_tinh_hinh.people.tables import Position, Unit

QUEUE, REGISTER = "/dan-van-kheo/hang-doi", "/dan-van-kheo/dang-ky"


def positions(username):
    return db.session.scalars(db.select(Position).filter_by(user_id=user_by_name(username).id)).all()


def opened(browser):
    return [browser.get(path).status_code for path in (QUEUE, REGISTER)]


def test_changing_the_hat_changes_what_is_open(world, member):
    committee, front = (position.id for position in positions("banchidao"))
    assert opened(member) == [200, 403]
    member.post("/vi-tri", {"hat": front})
    assert opened(member) == [403, 200]
    member.post("/vi-tri", {"hat": committee})
    assert opened(member) == [200, 403]


def test_the_switcher_names_every_hat_and_marks_the_one_worn(member):
    page = member.get("/").text
    assert page.count('name="hat"') == 2
    assert 'aria-current="true">Ủy viên Ban Chỉ đạo · ' in page


def test_a_hat_is_changed_in_this_sign_in_only(world, sign_in):
    here, there = sign_in("banchidao"), sign_in("banchidao")
    here.post("/vi-tri", {"hat": positions("banchidao")[1].id})
    assert (opened(here), opened(there)) == ([403, 200], [200, 403])


@pytest.mark.parametrize("hat", ["", "x", "0", str(2**63), "another's"])
def test_no_hat_but_ones_own_can_be_put_on(world, member, hat):
    member.post("/vi-tri", {"hat": positions("thuongtruc")[0].id if hat == "another's" else hat})
    assert opened(member) == [200, 403]


@pytest.mark.parametrize(("kind", "username"), [(Position, "canbo"), (Unit, "canbo")])
def test_without_a_position_in_force_nothing_can_be_seen(world, clerk, kind, username):
    exemplar = world.sent()
    position = positions(username)[0]
    ended = position if kind is Position else world.unit("ccb")
    ended.valid_from, ended.valid_to = (clock.today() - timedelta(days=n) for n in (9, 1))
    world.save()
    paths = ["/dan-van-kheo/", REGISTER, f"/dan-van-kheo/{exemplar.id}", "/dan-van-kheo/danh-sach.xlsx"]
    assert [clerk.get(path).status_code for path in paths] == [403] * 4
    home = clerk.get("/").text
    assert "chưa được giao vị trí" in home
    assert exemplar.name not in home


def test_a_hat_whose_time_is_over_gives_way_to_the_next(world, member):
    committee = positions("banchidao")[0]
    committee.valid_from, committee.valid_to = (clock.today() - timedelta(days=n) for n in (9, 1))
    world.save()
    assert opened(member) == [403, 200]


def test_a_position_holds_on_its_last_day(world, clerk):
    positions("canbo")[0].valid_to = clock.today()
    world.save()
    assert clerk.get(REGISTER).status_code == 200
    with clock.stopped_at(clock.now() + timedelta(days=1)):
        clerk.sign_in("canbo")
        assert clerk.get(REGISTER).status_code == 403
