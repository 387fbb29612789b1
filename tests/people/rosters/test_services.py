"""What sending, returning and approving a list changes in the database."""

from datetime import timedelta

import pytest

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.enums import LineChange, Role, RosterStage
from nam_tinh_hinh.people.queries import hats_of
from nam_tinh_hinh.people.queries import rosters as queries
from nam_tinh_hinh.people.rostering.comparing import digest
from nam_tinh_hinh.people.services import disable
from nam_tinh_hinh.people.services import rosters as services
from nam_tinh_hinh.people.services.accounts import make_code
from nam_tinh_hinh.people.tables import Area, Posting, Roster, SignIn, User
from tests.people.rosters.given import BINH, KEY, LAN, approved, postings, rows, sent, user

AN = {"name": "Nguyễn Văn An", "areas": "Thôn Đồng Lân"}


def changes(roster):
    return [(line.name, line.change) for line in roster.lines]


def held_now(username):
    return [area for area, _start, end in postings(username) if end is None]


def later(days):
    return clock.stopped_at(clock.now() + timedelta(days=days))


def test_a_list_is_stored_with_what_it_changes_and_a_trace(world):
    roster = sent(world, BINH, LAN)
    assert changes(roster) == [("Vũ Văn Bình", LineChange.NEW), ("Lê Thị Lan", LineChange.NEW)]
    assert roster.lines[1].areas == "Khu phố Phúc Ninh; Thôn Đồng Lân"
    assert roster.stage is RosterStage.SUBMITTED
    assert [event.action for event in history.of("roster", roster.id)] == ["send"]


def test_nothing_is_stored_while_a_row_is_bad(world):
    with pytest.raises(services.RosterFaulty):
        services.send(actor=world.actor("lanhdao"), rows=rows(BINH, {"name": "Ai đó"}), seen=None)
    assert db.session.scalar(db.select(db.func.count(Roster.id))) == 0


def test_the_same_list_twice_is_refused_with_its_hour(world):
    first = sent(world, BINH, LAN)
    with pytest.raises(ActionRefused, match=r"đã gửi lúc .* và đang chờ duyệt") as refused:
        sent(world, LAN, BINH)
    assert clock.moment_text(first.submitted_at) in str(refused.value)


def test_the_list_in_force_sent_again_is_refused_until_something_changed(world):
    roster = approved(world, BINH)
    with pytest.raises(ActionRefused, match="giống hệt danh sách đã gửi lúc"):
        sent(world, BINH)
    db.session.rollback()
    with later(1):
        db.session.add(Posting(user_id=user("binh.vv").id, area_id=1, valid_from=clock.today()))
        db.session.commit()
        assert changes(sent(world, BINH)) == [("Vũ Văn Bình", LineChange.CHANGED)]
    assert db.session.scalar(db.select(db.func.count(Roster.id))) == 2
    assert roster.id


def test_going_back_to_an_older_list_is_no_repetition(world):
    for days, people in enumerate(((BINH,), (BINH, LAN), (BINH,), (BINH, LAN))):
        with later(2 * days):
            approved(world, *people)
    assert db.session.scalar(db.select(db.func.count(Roster.id))) == 4


def test_a_list_that_waits_is_replaced_by_the_next(world):
    first = sent(world, BINH)
    second = sent(world, BINH, LAN)
    assert first.id == second.id
    assert len(second.lines) == 2
    assert [event.action for event in history.of("roster", second.id)] == ["send", "send_again"]


def test_a_colleague_who_sent_meanwhile_is_named(world):
    roster = sent(world, BINH)
    with pytest.raises(ActionRefused, match="Trong lúc bạn soạn") as refused:
        services.send(actor=world.actor("lanhdao"), rows=rows(LAN), seen=None)
    assert (refused.value.kind, refused.value.earlier.subject_id) == (Refusal.MOVED_ON, roster.id)


def test_a_double_click_sends_once(world):
    leader = world.actor("lanhdao")
    first, second = (services.send(actor=leader, rows=rows(BINH), seen=None, key=KEY) for _ in range(2))
    assert first.id == second.id
    assert len(history.of("roster", first.id)) == 1


def test_approval_makes_account_position_and_postings(world):
    roster = approved(world, BINH, LAN)
    lan, today = user("lan.lt"), clock.today()
    assert (lan.name, lan.must_change, lan.password_hash) == ("Lê Thị Lan", True, "!")
    [hat] = hats_of(lan.id, today)
    assert (hat.role, hat.unit_id, hat.title) == (Role.OFFICER, roster.unit_id, "Hội viên")
    assert postings("lan.lt") == [("Khu phố Phúc Ninh", today, None), ("Thôn Đồng Lân", today, None)]
    assert [(line.username, line.user_id) for line in roster.lines] == [
        ("binh.vv", user("binh.vv").id),
        ("lan.lt", lan.id),
    ]
    assert (roster.stage, roster.approved_by_id) == (RosterStage.APPROVED, user("quantri").id)
    engaged = history.of("user", lan.id)[-1]
    assert (engaged.action, engaged.details["before"]) == ("engage_officer", None)
    assert engaged.details["after"]["areas"] == ["Khu phố Phúc Ninh", "Thôn Đồng Lân"]


def test_names_that_give_one_user_name_get_numbers(world):
    approved(world, AN | {"phone": "0912345678"}, {"name": "Nguyễn Viết An", "areas": "Thôn Đồng Lân"})
    assert [user(name).name for name in ("an.nv", "an.nv2")] == ["Nguyễn Văn An", "Nguyễn Viết An"]


def test_a_changed_list_ends_and_begins_postings(world):
    approved(world, BINH, LAN)
    start = clock.today()
    with later(10):
        approved(world, BINH | {"areas": "Khu dân cư số 2", "post": "Chi hội trưởng"}, LAN)
        today = clock.today()
        assert postings("binh.vv") == [
            ("Thôn Đồng Lân", start, today - timedelta(days=1)),
            ("Khu dân cư số 2", today, None),
        ]
        assert postings("lan.lt")[0][1:] == (start, None)
        assert hats_of(user("binh.vv").id, today)[0].title == "Chi hội trưởng"
    assert history.of("user", user("lan.lt").id)[-1].action == "engage_officer"
    assert len(history.of("user", user("lan.lt").id)) == 2


def test_who_leaves_loses_areas_and_with_the_last_position_the_account(world):
    approved(world, BINH, LAN)
    lan = user("lan.lt")
    db.session.add(SignIn(user=lan, token_hash="x", started_at=clock.now(), seen_at=clock.now()))
    with later(3):
        roster = approved(world, BINH)
        assert changes(roster) == [("Vũ Văn Bình", LineChange.SAME), ("Lê Thị Lan", LineChange.LEAVING)]
        lan, today = user("lan.lt"), clock.today()
        assert lan.disabled_at == clock.now()
        assert {end for _area, _start, end in postings("lan.lt")} == {today - timedelta(days=1)}
        assert hats_of(lan.id, today) == ()
        assert db.session.scalars(db.select(SignIn.ended_at).filter_by(user_id=lan.id)).one() is not None


def test_who_leaves_and_has_another_position_keeps_the_account(world):
    clerk = {"name": "Nguyễn Thị Hòa", "areas": "Thôn Đồng Lân"}
    approved(world, BINH, clerk)
    assert len(hats_of(user("canbo").id, clock.today())) == 2
    with later(3):
        approved(world, BINH)
        assert user("canbo").disabled_at is None
        assert [hat.role for hat in hats_of(user("canbo").id, clock.today())] == [Role.CLERK]


def test_who_came_and_left_on_one_day_leaves_no_broken_row(world):
    approved(world, BINH, LAN)
    approved(world, BINH)
    approved(world, BINH, LAN)
    today = clock.today()
    assert postings("lan.lt") == [("Khu phố Phúc Ninh", today, None), ("Thôn Đồng Lân", today, None)]
    assert user("lan.lt").disabled_at is None


def test_a_closed_account_is_opened_with_a_new_code_only(world):
    approved(world, BINH)
    binh = user("binh.vv")
    binh.password_hash, binh.must_change = "known to too many", False
    disable(actor=history.Machine(), user=binh)
    db.session.commit()
    with later(1):
        roster = approved(world, BINH, LAN)
    binh = user("binh.vv")
    assert (binh.disabled_at, binh.password_hash, binh.must_change) == (None, "!", True)
    assert [person.username for person in queries.newcomers(roster)] == ["binh.vv", "lan.lt"]


def test_areas_of_an_officer_of_another_unit_are_left_alone(world):
    officer = {"name": "Hoàng Văn Sơn", "username": "phutrach", "areas": "Thôn Đồng Lân"}
    sent(world, officer, username="banchidao", hat=1)
    front = queries.open_roster(world.unit("mttq").id)
    _checked, differences = services.judge(front.unit_id, rows(officer))
    services.approve(actor=world.actor("quantri"), roster=front, seen=digest(differences))
    with later(1):
        approved(world, officer | {"areas": "Khu dân cư số 2"})
        assert held_now("phutrach") == ["Thôn Đồng Lân", "Khu dân cư số 2"]
    with later(3):
        approved(world, BINH)
        assert held_now("phutrach") == ["Thôn Đồng Lân", "Khu dân cư số 2"]


def test_what_was_not_read_is_not_approved(world):
    roster = sent(world, BINH)
    with pytest.raises(ActionRefused, match="vừa thay đổi") as refused:
        services.approve(actor=world.actor("quantri"), roster=roster, seen="x")
    assert refused.value.kind is Refusal.MOVED_ON
    assert db.session.scalar(db.select(User.id).filter_by(username="binh.vv")) is None


def test_a_list_whose_area_has_ended_is_not_approved(world):
    roster = sent(world, BINH)
    area = db.session.scalars(db.select(Area).filter_by(name="Thôn Đồng Lân")).one()
    area.valid_to = clock.today() - timedelta(days=1)
    with pytest.raises(ActionRefused, match="không có địa bàn “Thôn Đồng Lân”"):
        services.approve(actor=world.actor("quantri"), roster=roster, seen="")


def test_returned_with_a_reason_and_sent_again(world):
    roster, admin = sent(world, BINH), world.actor("quantri")
    with pytest.raises(ActionRefused, match="Ghi lý do"):
        services.send_back(actor=admin, roster=roster, reason="")
    services.send_back(actor=admin, roster=roster, reason="Thiếu khu dân cư số 2.")
    assert (roster.stage, roster.return_reason) == (RosterStage.RETURNED, "Thiếu khu dân cư số 2.")
    again = sent(world, BINH)
    assert (again.id, again.stage, again.return_reason) == (roster.id, RosterStage.SUBMITTED, "")


def test_the_first_decision_stands_and_a_double_click_is_one(world):
    roster, admin = sent(world, BINH), world.actor("quantri")
    version = roster.version
    _checked, differences = services.judge(roster.unit_id, rows(BINH))
    seen = digest(differences)
    first = services.approve(actor=admin, roster=roster, seen=seen, version=version, key=KEY)
    assert services.approve(actor=admin, roster=roster, seen=seen, version=version, key=KEY) is first
    with pytest.raises(ActionRefused) as refused:
        services.send_back(actor=admin, roster=roster, reason="Muộn", version=version)
    assert (refused.value.kind, refused.value.earlier) == (Refusal.MOVED_ON, first)


@pytest.mark.parametrize("username", ["lanhdao", "canbo", "banchidao"])
def test_only_the_administrator_decides(world, username):
    with pytest.raises(ActionRefused) as refused:
        services.approve(actor=world.actor(username), roster=sent(world, BINH), seen="")
    assert refused.value.kind is Refusal.NOT_ALLOWED


def test_a_slip_for_someone_who_signed_in_meanwhile_is_refused(world):
    roster = approved(world, BINH)
    with pytest.raises(ActionRefused, match="vừa đăng nhập"):
        services.hand_out(actor=world.actor("quantri"), roster=roster, codes={user("lanhdao").id: make_code()})
