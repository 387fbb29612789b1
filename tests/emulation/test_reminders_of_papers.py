"""Reminding units to confirm their notices and to report results: by whom, of what, and where they see it."""

import pytest

from nam_tinh_hinh.emulation.enums import ReminderAbout, Stage
from nam_tinh_hinh.emulation.tables import NoticeReceipt, Reminder
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from tests.emulation.years import YEAR, put_in

NOTICES, RESULTS = "/dan-van-kheo/thong-bao", "/dan-van-kheo/cong-nhan"
UNREPORTED = f"{RESULTS}?tinh-trang=chua-bao-cao"
NOT_YOURS = "Bạn chỉ nhắc được những đơn vị mình phụ trách"
BY = "Đỗ Quang Huy nhắc lúc"


@pytest.fixture
def underway(world):
    return world.staged(Stage.UNDERWAY), world.staged(Stage.UNDERWAY, "phu_nu", name="Ngõ hoa")


def reminders() -> list[tuple[str, ReminderAbout, int | None]]:
    db.session.rollback()
    rows = db.session.scalars(db.select(Reminder).order_by(Reminder.id))
    return [(row.by_name, row.about, row.exemplar_id) for row in rows]


def receipt_of(world, key: str) -> NoticeReceipt:
    return db.session.scalars(db.select(NoticeReceipt).filter_by(unit_id=world.unit(key).id)).one()


def test_units_that_have_not_confirmed_are_reminded_until_they_do(world, underway, standing, clerk, stranger):
    stranger.post(f"{NOTICES}/{receipt_of(world, 'phu_nu').id}/da-nhan")
    assert BY not in clerk.get("/").text
    assert "Nhắc 1 đơn vị chưa xác nhận" in standing.get(NOTICES).text
    answer = standing.post(f"{NOTICES}/nhac?nam={YEAR}")
    assert (answer.status_code, reminders()) == (303, [("Đỗ Quang Huy", ReminderAbout.RECEIPT, None)])
    page = standing.get(answer.location).text
    assert ("Đã nhắc 1 đơn vị." in page, page.count(BY)) == (True, 1)
    assert (BY in clerk.get("/").text, BY in stranger.get("/").text, BY in clerk.get(NOTICES).text) == (
        True, False, False,
    )  # fmt: skip
    standing.post(f"{NOTICES}/nhac?nam={YEAR}", {"don-vi": str(world.unit("ccb").id)})
    assert "Chưa nhắc thêm đơn vị nào. 1 đơn vị hôm nay đã nhắc rồi." in standing.get(NOTICES).text
    clerk.post(f"{NOTICES}/{receipt_of(world, 'ccb').id}/da-nhan")
    assert BY not in clerk.get("/").text
    answer = standing.post(f"{NOTICES}/nhac?nam={YEAR}")
    assert (answer.status_code, "không còn ai để nhắc" in answer.text, len(reminders())) == (422, True, 1)


def test_a_second_press_gets_the_firsts_receipt(underway, standing):
    said = {"form_key": "d" * 32}
    assert [standing.post(f"{NOTICES}/nhac?nam={YEAR}", said).status_code for _ in range(2)] == [303, 303]
    assert "Đã nhắc 2 đơn vị." in standing.get(NOTICES).text
    assert len(reminders()) == 2


def test_of_results_each_exemplar_is_reminded_and_stands_on_its_units_home(world, underway, standing, clerk, stranger):
    early = clock.now().replace(month=3, day=20)
    with clock.stopped_at(early):
        assert "Viết báo cáo kết quả" not in clerk.get("/").text
        assert "2 mô hình đang thực hiện chưa báo cáo kết quả." in standing.get(RESULTS).text
        answer = standing.post(f"{RESULTS}/nhac?nam={YEAR}", {"ho-so": str(underway[0].id)})
        assert (answer.status_code, reminders()) == (
            303, [("Đỗ Quang Huy", ReminderAbout.RESULT, underway[0].id)],
        )  # fmt: skip
        assert (BY in clerk.get("/").text, "Viết báo cáo kết quả: Tiếng kẻng an ninh" in clerk.get("/").text) == (
            True, True,
        )  # fmt: skip
        assert BY not in stranger.get("/").text
        assert standing.get(UNREPORTED).text.count(BY) == 1
        standing.post(f"{UNREPORTED}&nam={YEAR}".replace(RESULTS, f"{RESULTS}/nhac"))
        page = standing.get(UNREPORTED).text
        assert "Đã nhắc 1 mô hình." in page
        assert "1 mô hình hôm nay đã nhắc rồi." in page
        assert BY in stranger.get("/").text


def test_a_member_reminds_of_what_belongs_to_the_units_he_follows(world, underway, sign_in):
    put_in(world, "banchidao2", "phu_nu")
    member = sign_in("banchidao2")
    page = member.get(UNREPORTED).text
    assert ("Nhắc các đơn vị chưa báo cáo bạn phụ trách" in page, page.count('name="ho-so"')) == (True, 1)
    answer = member.post(f"{RESULTS}/nhac?nam={YEAR}", {"ho-so": str(underway[0].id)})
    assert (answer.status_code, NOT_YOURS in answer.text, reminders()) == (403, True, [])
    assert member.post(f"{RESULTS}/nhac?nam={YEAR}").status_code == 303
    assert reminders() == [("Vũ Thị Ngọc Ánh", ReminderAbout.RESULT, underway[1].id)]
    answer = member.post(f"{NOTICES}/nhac?nam={YEAR}", {"don-vi": str(world.unit("ccb").id)})
    assert (answer.status_code, NOT_YOURS in answer.text) == (403, True)
    member.post(f"{NOTICES}/nhac?nam={YEAR}")
    assert [about for _name, about, _id in reminders()] == [ReminderAbout.RESULT, ReminderAbout.RECEIPT]


def test_a_member_who_follows_nobody_is_offered_no_button_and_told_why(underway, sign_in):
    member = sign_in("banchidao2")
    for page, post in ((NOTICES, f"{NOTICES}/nhac"), (UNREPORTED, f"{RESULTS}/nhac")):
        assert f'action="{post}' not in member.get(page).text, page
        answer = member.post(f"{post}?nam={YEAR}")
        assert (answer.status_code, NOT_YOURS in answer.text) == (403, True), page
    assert reminders() == []


def test_units_remind_nobody_and_a_year_without_campaign_is_not_found(underway, clerk, standing):
    assert [clerk.post(f"{path}/nhac?nam={YEAR}").status_code for path in (NOTICES, RESULTS)] == [403, 403]
    assert standing.post(f"{NOTICES}/nhac?nam=1999").status_code == 404
    assert standing.post(f"{RESULTS}/nhac?nam=1999").status_code == 303
    assert reminders() == []
