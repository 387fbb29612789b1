"""A list before the administrators: returned, approved once, told to whoever was slower; what the pages cost."""

from dataclasses import replace

import pytest

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.enums import LineChange, Role, RosterStage
from nam_tinh_hinh.people.services import rosters as services
from nam_tinh_hinh.people.tables import Roster, RosterLine, User
from tests.emulation.test_concurrency import together
from tests.emulation.test_list_page import statements
from tests.people.rosters.given import BINH, KEY, LAN, LISTS, PAGE, hidden, rows, second_account, send, sent, user


def test_returned_with_a_reason_the_leader_reads_it_at_home_and_in_the_table(world, leader, admin):
    roster = sent(world, BINH)
    where = f"{LISTS}/{roster.id}/tra-lai"
    assert admin.post(where, {"version": roster.version}).status_code == 422
    reason = {"version": str(roster.version), "reason": "Thiếu khu dân cư số 2."}
    assert admin.post(where, reason).status_code == 303
    home = leader.get("/").text
    assert "Sửa, gửi lại danh sách cán bộ" in home
    assert "Thiếu khu dân cư số 2." in home
    form = leader.get(PAGE).text
    assert "Thiếu khu dân cư số 2." in form
    assert "Vũ Văn Bình" in form
    assert send(leader, BINH, LAN).status_code == 303
    assert "Sửa, gửi lại" not in leader.get("/").text


def decision(admin, roster):
    page = admin.get(f"{LISTS}/{roster.id}")
    return {name: hidden(page, name) for name in ("version", "seen")}


def test_the_admin_approves_once_and_the_other_admin_is_told(world, fresh, admin):
    roster = sent(world, BINH)
    other = second_account(world, fresh, "quantri2", "ubnd", Role.ADMIN)
    read, where = decision(admin, roster), f"{LISTS}/{roster.id}"
    assert admin.post(f"{where}/duyet", read | {"form_key": KEY}).status_code == 303
    assert admin.post(f"{where}/duyet", read | {"form_key": KEY}).status_code == 303
    late = other.post(f"{where}/tra-lai", read | {"reason": "Chậm một bước"})
    assert late.status_code == 409
    assert "Đặng Anh Tuấn" in late.text
    assert "Duyệt danh sách” lúc" in late.text
    assert other.post(f"{where}/duyet", read | {"form_key": "b" * 32}).status_code == 409
    assert len(db.session.scalars(db.select(User).filter_by(name="Vũ Văn Bình")).all()) == 1
    db.session.expire_all()
    assert db.session.get_one(Roster, roster.id).stage is RosterStage.APPROVED


def test_what_changed_since_it_was_read_is_read_again(world, admin):
    roster = sent(world, BINH)
    read = decision(admin, roster)
    sent(world, LAN)
    late = admin.post(f"{LISTS}/{roster.id}/duyet", read)
    assert late.status_code == 409
    assert "Lê Thị Lan" in late.text
    assert "Gửi lại danh sách” lúc" in late.text


def test_two_admins_at_the_same_moment_never_both_decide(world, fresh, admin):
    other = second_account(world, fresh, "quantri2", "ubnd", Role.ADMIN)
    for n, key in enumerate(("ccb", "mttq", "nong_dan", "doan", "thcs", "khu_2", "dong_lan", "phuc_ninh")):
        leader = replace(world.clerk_of(key), user_id=user("lanhdao").id)
        leader = replace(leader, hat=replace(leader.hat, role=Role.LEADER))
        roster = services.send(actor=leader, rows=rows(BINH | {"phone": f"098765432{n}"}), seen=None)
        db.session.commit()
        read, where = decision(admin, roster), f"{LISTS}/{roster.id}"
        other.get(where)
        db.session.rollback()

        def press(browser, verb, read=read, where=where):
            fields = read | {"csrf_token": browser.token, "reason": "Thiếu người"}
            return browser.client.post(f"{where}/{verb}", data=fields).status_code

        codes = together(lambda: press(admin, "duyet"), lambda: press(other, "tra-lai"))
        assert sorted(codes) == [303, 409]
    decided = db.session.scalars(db.select(history.Event).where(history.Event.action.in_(["approve", "return"]))).all()
    assert len(decided) == 8
    made = db.session.scalars(db.select(User).filter_by(name="Vũ Văn Bình")).all()
    assert len(made) == len([event for event in decided if event.action == "approve"])
    assert list(history.broken_links()) == []


@pytest.mark.parametrize("number", [1, 30])
def test_the_pages_cost_a_constant_number_of_statements(world, admin, number):
    people = [{"name": f"Vũ Văn Bình {n}", "areas": "Thôn Đồng Lân"} for n in range(number)]
    roster = sent(world, *people)
    address = f"{LISTS}/{roster.id}"
    with statements() as said:
        admin.get(address)
    assert len(said) == 12


@pytest.mark.parametrize("number", [1, 40])
def test_the_page_of_lists_costs_a_constant_number_of_statements(world, admin, number):
    facts = {"unit_id": world.unit("ccb").id, "submitted_by_id": user("lanhdao").id, "submitted_at": clock.now()}
    approval = {"stage": RosterStage.APPROVED, "approved_at": clock.now()}
    for n in range(number):
        lines = [RosterLine(row=1, change=LineChange.NEW, name="Vũ Văn Bình")]
        db.session.add(Roster(**facts, **approval, fingerprint=str(n), lines=lines))
    db.session.commit()
    with statements() as said:
        shown = admin.get(LISTS)
    assert (len(said), shown.text.count("1 mới")) == (6, number)
