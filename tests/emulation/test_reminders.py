"""Reminding: who may remind whom, once a day, and what the unit and the member see for how long."""

from datetime import timedelta

import pytest

from nam_tinh_hinh.emulation.enums import ReminderAbout, Stage
from nam_tinh_hinh.emulation.services.reminders import Reminded, remind
from nam_tinh_hinh.emulation.tables import Reminder
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused
from tests.emulation.years import BOARD, put_in, this_year

REMIND = f"{BOARD}/nhac"
MISSING = "Còn thiếu 1 mô hình so với chỉ tiêu"


def reminders() -> list[Reminder]:
    db.session.rollback()
    return list(db.session.scalars(db.select(Reminder).order_by(Reminder.id)))


def test_a_chosen_unit_is_reminded_and_sees_by_whom_until_it_has_registered(standing, clerk, stranger, world):
    assert MISSING not in clerk.get("/").text
    answer = standing.post(REMIND, {"buoc": "chon", "don-vi": [str(world.unit("ccb").id)]})
    assert answer.status_code == 303
    assert "Đã nhắc 1 đơn vị" in standing.get(answer.location).text
    home = clerk.get("/").text
    assert MISSING in home
    assert f"Đỗ Quang Huy nhắc lúc {clock.moment_text(reminders()[0].at)}" in home
    assert "Còn thiếu" not in stranger.get("/").text
    sent = world.sent()
    assert "Còn thiếu" not in clerk.get("/").text
    world.act("thuongtruc", sent, "withdraw", "Đơn vị xin rút.")
    assert MISSING in clerk.get("/").text


def test_all_that_miss_are_reminded_as_the_board_is_narrowed(standing, world):
    world.sent("phu_nu")
    answer = standing.post(f"{REMIND}?tu-khoa=phuong minh hoa", {"buoc": "tat-ca"})
    assert answer.status_code == 303
    reminded = {one.unit_id for one in reminders()}
    assert world.unit("ccb").id in reminded
    assert reminded & {world.unit("phu_nu").id, world.unit("mam_non").id, world.unit("ban_chi_dao").id} == set()


def test_once_a_day_and_it_is_said_who_was_left_out(standing, world):
    ids = [str(world.unit(key).id) for key in ("ccb", "mttq")]
    standing.post(REMIND, {"buoc": "chon", "don-vi": ids[:1]})
    standing.post(REMIND, {"buoc": "chon", "don-vi": ids})
    page = standing.get(BOARD).text
    assert "Đã nhắc 1 đơn vị." in page
    assert "1 đơn vị đã được nhắc trong hôm nay nên không nhắc lại." in page
    standing.post(REMIND, {"buoc": "chon", "don-vi": ids})
    assert "Chưa nhắc thêm đơn vị nào. 2 đơn vị đã được nhắc" in standing.get(BOARD).text
    assert len(reminders()) == 2


def test_tomorrow_and_another_matter_are_reminded_again(world):
    said = {"actor": world.actor("thuongtruc"), "campaign": this_year(), "unit_ids": [world.unit("ccb").id]}
    late = clock.local(clock.now()).replace(hour=23, minute=30)
    with clock.stopped_at(late):
        assert remind(**said, about=ReminderAbout.QUOTA) == Reminded(1, 0)
        assert remind(**said, about=ReminderAbout.RESULT) == Reminded(1, 0)
        assert remind(**said, about=ReminderAbout.QUOTA) == Reminded(0, 1)
    with clock.stopped_at(late + timedelta(hours=1)):  # past midnight in Vietnam, the same day in UTC
        assert remind(**said, about=ReminderAbout.QUOTA) == Reminded(1, 0)


def test_one_exemplar_is_another_matter_than_another(world):
    one, two = world.staged(Stage.UNDERWAY, name="Một"), world.staged(Stage.UNDERWAY, name="Hai")
    said = {"actor": world.actor("thuongtruc"), "campaign": this_year(), "unit_ids": [world.unit("ccb").id]}
    got = [remind(**said, about=ReminderAbout.REVIEW, exemplar_id=item.id) for item in (one, two, one)]
    assert got == [Reminded(1, 0), Reminded(1, 0), Reminded(0, 1)]


def test_a_second_press_gets_the_firsts_receipt(world):
    said = {"actor": world.actor("thuongtruc"), "campaign": this_year(), "unit_ids": [world.unit("ccb").id]}
    assert [remind(**said, about=ReminderAbout.QUOTA, key="c" * 32) for _ in range(2)] == [Reminded(1, 0)] * 2
    assert len(db.session.scalars(db.select(Reminder)).all()) == 1


def test_a_member_reminds_the_units_he_follows_and_no_other(member, clerk, world):
    put_in(world, "banchidao", "ccb", "mam_non")
    ccb, women = str(world.unit("ccb").id), str(world.unit("phu_nu").id)
    answer = member.post(REMIND, {"buoc": "chon", "don-vi": [ccb, women]})
    assert answer.status_code == 403
    assert "Bạn chỉ nhắc được những đơn vị mình phụ trách" in answer.text
    assert reminders() == []
    assert member.post(REMIND, {"buoc": "tat-ca"}).status_code == 303
    assert {one.unit_id for one in reminders()} == {world.unit("ccb").id, world.unit("mam_non").id}
    assert "Lê Minh Đức nhắc lúc" in clerk.get("/").text
    assert clerk.post(REMIND, {"buoc": "chon", "don-vi": [ccb]}).status_code == 403


def test_a_member_sees_on_his_home_how_many_of_his_units_miss_something(member, sign_in, world):
    said = "Đơn vị bạn phụ trách còn thiếu chỉ tiêu"
    assert said not in member.get("/").text
    put_in(world, "banchidao", "ccb", "phu_nu")
    home = member.get("/").text
    assert f'{said} <span class="so">2</span>' in home
    assert "thiếu 2 mô hình" in home
    assert said not in sign_in("banchidao2").get("/").text
    world.sent("ccb")
    world.sent("phu_nu")
    assert said not in member.get("/").text


@pytest.mark.parametrize("ids", [[], ["x"], [str(2**63)], ["99999"]])
def test_nobody_chosen_is_said(standing, ids):
    answer = standing.post(REMIND, {"buoc": "chon", "don-vi": ids})
    assert answer.status_code == 422
    assert "Chưa chọn đơn vị nào" in answer.text


def test_who_does_not_serve_the_committee_reminds_nobody(world):
    for username in ("canbo", "lanhdao", "tonghop", "quantri"):
        with pytest.raises(ActionRefused, match="Bạn chỉ nhắc được"):
            remind(
                actor=world.actor(username), campaign=this_year(), unit_ids=[world.unit("ccb").id],
                about=ReminderAbout.QUOTA,
            )  # fmt: skip
