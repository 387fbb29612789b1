"""Standing in (ủy quyền): by days, by unit, shown to both, taken back, written down."""

import re
from datetime import date, timedelta

import pytest

from nam_tinh_hinh.emulation import rules as emulation
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people import services
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.queries import hats_of, user_by_name
from nam_tinh_hinh.people.services import accounts, stand_ins
from nam_tinh_hinh.people.tables import Position, StandIn

TODAY = clock.today()
LABEL = "Phạm Văn Thắng (ủy quyền) · Chủ tịch Hội · Hội Cựu chiến binh phường Minh Họa"


def lend(world, deputy="canbo", begins=TODAY, ends=TODAY + timedelta(days=3), **more):
    row = stand_ins.lend(actor=world.actor("lanhdao"), deputy=user_by_name(deputy), begins=begins, ends=ends, **more)
    db.session.commit()
    return row


def roles(username, day=TODAY):
    return [(hat.role, hat.lender) for hat in hats_of(user_by_name(username).id, day)]


CLERK = (Role.CLERK, "")
LENT = (Role.LEADER, "Phạm Văn Thắng")


@pytest.mark.parametrize(("days", "worn"), [(0, [CLERK]), (1, [CLERK, LENT]), (3, [CLERK, LENT]), (4, [CLERK])])
def test_the_hat_is_there_from_the_first_day_to_the_last(world, days, worn):
    lend(world, begins=TODAY + timedelta(days=1))
    assert roles("canbo", TODAY + timedelta(days=days)) == worn


def test_interests_stay_what_they_were(world):
    before = world.actor("canbo").own_unit_ids
    lend(world)
    deputy = world.actor("canbo", hat=1)
    assert deputy.own_unit_ids == before
    assert emulation.is_involved(deputy, world.draft("ccb"))


def test_what_is_done_under_it_says_for_whom(world):
    lend(world)
    deputy = world.actor("canbo", hat=1)
    assert deputy.hat_label == LABEL
    assert deputy.unit_name == "Hội Cựu chiến binh phường Minh Họa, ủy quyền của Phạm Văn Thắng"


def test_a_long_name_still_fits_the_history(world):
    lend(world)
    deputy = world.actor("canbo", hat=1)
    long = deputy.hat.__class__(1, 1, "Đ" * 300, Role.LEADER, "", "N" * 200)
    assert len(deputy.__class__(1, "a", "b", 1, "", False, long, (long,)).unit_name) == 300


@pytest.mark.parametrize("lost", ["position", "lender's account", "taken back"])
def test_it_ends_with_what_it_rests_on(world, lost):
    row = lend(world)
    if lost == "position":
        own = db.session.scalars(db.select(Position).filter_by(user_id=user_by_name("canbo").id)).one()
        own.valid_from = own.valid_to = TODAY - timedelta(days=1)
    elif lost == "lender's account":
        services.disable(actor=history.Machine(), user=user_by_name("lanhdao"))
    else:
        stand_ins.end_early(actor=world.actor("lanhdao"), stand_in=row)
    db.session.commit()
    assert LENT not in roles("canbo")


@pytest.mark.parametrize(
    ("deputy", "begins", "ends", "words"),
    [
        ("canbo", TODAY, TODAY - timedelta(days=1), "Ngày kết thúc phải"),
        ("canbo", TODAY - timedelta(days=1), TODAY, "đã qua"),
        ("canbo", TODAY, TODAY + timedelta(days=400), "dài nhất một năm"),
        ("canbo2", TODAY, TODAY, "cùng đơn vị"),
        ("lanhdao", TODAY, TODAY, "cùng đơn vị"),
    ],
)
def test_refused_in_words(world, deputy, begins, ends, words):
    with pytest.raises(stand_ins.StandInRefused, match=words):
        lend(world, deputy, begins, ends)


def test_not_twice_for_the_same_days(world):
    lend(world)
    with pytest.raises(stand_ins.StandInRefused, match="đã ủy quyền cho Nguyễn Thị Hòa"):
        lend(world, begins=TODAY + timedelta(days=3), ends=TODAY + timedelta(days=9))
    lend(world, begins=TODAY + timedelta(days=4), ends=TODAY + timedelta(days=9))


def test_a_lent_position_is_not_lent_on_and_a_clerk_lends_nothing(world):
    lend(world)
    for hat in (0, 1):
        with pytest.raises(stand_ins.StandInRefused, match="Chỉ lãnh đạo"):
            stand_ins.lend(
                actor=world.actor("canbo", hat=hat), deputy=user_by_name("lanhdao"), begins=TODAY, ends=TODAY
            )


def form(clerk_id, ends: date = TODAY, **more):
    days = {"valid_from": f"{TODAY:%d/%m/%Y}", "valid_to": f"{ends:%d/%m/%Y}"}
    return {"deputy_id": str(clerk_id)} | days | more


def test_lent_on_the_page_shown_to_both_and_ended_early(sign_in, clerk, stranger, world):
    leader = sign_in("lanhdao")
    assert "Nguyễn Thị Hòa" in leader.get("/tai-khoan/uy-quyen").text
    sent = form(user_by_name("canbo").id, form_key="a" * 32)
    assert [leader.post("/tai-khoan/uy-quyen", sent).status_code for _ in range(2)] == [303, 303]
    row = db.session.scalars(db.select(StandIn)).one()
    for browser in (leader, clerk):
        assert "Đang có hiệu lực" in browser.get("/tai-khoan").text
    assert LABEL in clerk.get("/").text
    assert "Ủy quyền" not in stranger.get("/tai-khoan").text
    end = f"/tai-khoan/uy-quyen/{row.id}/ket-thuc"
    assert [browser.post(end).status_code for browser in (stranger, clerk, leader)] == [404, 404, 303]
    assert LABEL not in clerk.get("/").text
    said = [(event.action, event.details) for event in history.of("stand_in", row.id)]
    assert [action for action, _ in said] == ["lend", "end_early"]
    assert said[0][1]["after"]["deputy"] == said[1][1]["before"]["deputy"] == "Nguyễn Thị Hòa"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"valid_to": "32/13/2026"}, "không phải là ngày"),
        ({"deputy_id": "x"}, "Hãy chọn một mục"),
        ({"deputy_id": "999999"}, "Hãy chọn một mục"),
        ({"valid_from": "01/01/2020", "valid_to": "01/01/2020"}, "đã qua"),
    ],
)
def test_bad_input_is_said_and_kept(sign_in, world, typed, words):
    leader = sign_in("lanhdao")
    answer = leader.post("/tai-khoan/uy-quyen", form(user_by_name("canbo").id, **typed))
    assert answer.status_code == 422
    assert words in answer.text
    assert db.session.scalar(db.select(db.func.count()).select_from(StandIn)) == 0


def test_others_may_not_open_it(clerk, member):
    assert [browser.get("/tai-khoan/uy-quyen").status_code for browser in (clerk, member)] == [403, 403]


def test_two_colleagues_of_one_name_are_told_apart_by_their_post_here(sign_in, world):
    twin, _ = accounts.add_user(actor=world.actor("quantri"), username="hoa2", name="Nguyễn Thị Hòa")
    accounts.appoint(user=twin, unit=world.unit("cong_an"), role=Role.CLERK, title="Việc ở nơi khác")
    accounts.appoint(user=twin, unit=world.unit("ccb"), role=Role.CLERK, title="Thủ quỹ")
    db.session.commit()
    page = sign_in("lanhdao").get("/tai-khoan/uy-quyen").text
    assert re.findall(r'<option value="\d+">([^<]*)', page) == [
        "Nguyễn Thị Hòa (canbo) · Cán bộ văn phòng Hội, Hội Cựu chiến binh phường Minh Họa",
        "Nguyễn Thị Hòa (hoa2) · Thủ quỹ, Hội Cựu chiến binh phường Minh Họa",
    ]
