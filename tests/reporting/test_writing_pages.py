"""Writing a report page by page, without JavaScript: the list, the task list, a section, "không phát sinh"."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.reporting import services
from nam_tinh_hinh.reporting.enums import EDITABLE, SectionStage, Stage
from nam_tinh_hinh.reporting.tables import Section
from nam_tinh_hinh.reporting.workflow import REPORT
from tests.browser import form_values
from tests.reporting.writing import WORDS, again, held, main, page_of, path

STRANGERS = ("canbo2", "lanhdao2", "tonghop", "thuongtruc", "phutrach")


@contextmanager
def statements() -> Iterator[list[str]]:
    said: list[str] = []

    def note(_conn, _cursor, statement, *_rest):
        said.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield said
    event.remove(db.engine, "before_cursor_execute", note)


@pytest.fixture
def section(reporting) -> Section:
    return reporting.section(reporting.report())


# --- the list ---


def test_the_list_has_what_is_due_first_and_only_ones_own(reporting, sign_in):
    report = reporting.report()
    with clock.stopped_at(reporting.at(3, 11, 20)):
        mine = main(sign_in("canbo").get("/bao-cao/"))
        theirs = main(sign_in("canbo2").get("/bao-cao/"))
    assert f'href="{page_of(report)}"' in mine
    assert "còn 2 giờ 10 phút" in mine
    assert "Còn 7/7 mục" in mine
    assert f'href="{page_of(report)}"' not in theirs
    assert f'href="{page_of(reporting.report("phu_nu"))}"' in theirs


def test_who_receives_reports_finds_his_own_here_and_not_those_he_receives(reporting, sign_in):
    received, own = reporting.report(), reporting.report("mttq")
    browser = sign_in("banchidao")
    browser.get("/")
    hat = next(hat for hat in reporting.world.actor("banchidao", 1).hats if hat.role is Role.LEADER)
    browser.post("/vi-tri", {"hat": hat.id})
    page = main(browser.get("/bao-cao/"))
    assert (page_of(own) + '"' in page, page_of(received) + '"' in page) == (True, False)


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("ky=tuan", True), ("ky=thang", False), ("loai=flash", True), ("loai=periodic", False),
        ("tinh-trang=chua-nop", True), ("tinh-trang=da-nop", False), ("tinh-trang=qua-han", False),
        ("tinh-trang=mien", False), ("nam=2026", True), ("nam=1999", False), ("ky=%00&nam=9e9&trang=-4", True),
    ],
)  # fmt: skip
def test_the_list_follows_its_address(reporting, clerk, asked, there):
    with clock.stopped_at(reporting.at(1, 9)):
        report = reporting.report()
        assert (f'href="{page_of(report)}"' in main(clerk.get(f"/bao-cao/?{asked}"))) is there


def test_an_empty_list_says_when_the_next_period_opens(reporting, clerk):
    assert "Chưa có báo cáo nào phải nộp" in main(clerk.get("/bao-cao/"))
    reporting.regime(("ccb",), "mttq")
    reporting.save()
    with clock.stopped_at(reporting.at(4, 9)):
        page = main(clerk.get("/bao-cao/"))
    monday = clock.local(reporting.at(0, 0)).date() + timedelta(days=7)
    assert f"kỳ tới mở lúc 00:00 ngày {clock.day_text(monday)}" in page
    assert "kỳ tới mở" not in main(clerk.get("/bao-cao/?nam=1999"))


def test_list_and_report_ask_the_database_as_often_whatever_there_is(reporting, clerk):
    report = reporting.report()

    def asked() -> list[int]:
        counts = []
        for place in ("/bao-cao/", page_of(report), path(reporting.section(report))):
            with statements() as said:
                clerk.get(place)
            counts.append(len(said))
        return counts

    clerk.get(page_of(report))  # what is filled from the data at the first look is filled once
    before = asked()
    regime = report.obligation.period.regime
    for weeks in range(1, 8):
        with clock.stopped_at(clock.now() - timedelta(weeks=weeks)):
            reporting.open(regime)
    services.save_section(actor=reporting.of("ccb"), section=reporting.section(report, "tasks"), text=WORDS, figures={})
    reporting.save()
    assert asked() == before


# --- one report ---


def test_a_report_is_the_task_list_of_its_outline(reporting, clerk):
    report = reporting.written()
    page = main(clerk.get(page_of(report)))
    assert "Xong 2/7" in page
    assert "I. Kết quả hoạt động của tổ chức" in page
    assert "3. Vấn đề nổi cộm, bức xúc, cấp bách" in page
    assert "Viết tiếp: Nhiệm vụ trọng tâm tuần tới" in page
    assert "Người của Hội CCB" in page


@pytest.mark.parametrize("who", STRANGERS)
def test_to_others_what_is_being_written_is_not_there(reporting, sign_in, section, who):
    browser = sign_in(who)
    assert [browser.get(place).status_code for place in (page_of(section.report), path(section))] == [404, 404]
    answers = [
        browser.post(place, {"text": WORDS, "version": section.version}).status_code
        for place in (f"{path(section)}/luu", f"{path(section)}/xong", f"{page_of(section.report)}/khong-phat-sinh")
    ]
    assert answers == [404, 404, 404]
    assert held(section.id) == ("", {}, SectionStage.TO_DO)


def test_a_section_of_another_report_is_not_there(reporting, clerk, section):
    other = reporting.section(reporting.report("phu_nu"))
    assert clerk.get(f"/bao-cao/{section.report_id}/muc/{other.id}").status_code == 404


@pytest.mark.parametrize("stage", Stage)
def test_each_stage_says_whether_one_writes_and_what_else_can_be_done(reporting, clerk, stage):
    report = reporting.staged(stage)
    page = main(clerk.get(page_of(report)))
    may = stage in EDITABLE
    assert ("viec-muc" in page, "nên không sửa được" in page) == (may, not may)
    place = path(reporting.section(report))
    assert ("<textarea" in main(clerk.get(place))) is may
    said = {Stage.DECLINED: "Thiếu số liệu tuyên truyền.", Stage.RETURNED: "Ghi rõ số hộ."}
    assert said.get(stage, stage.label) in page


def test_after_a_return_only_what_was_asked_for_is_open(reporting, clerk):
    report = reporting.staged(Stage.RETURNED)
    page = main(clerk.get(page_of(report)))
    assert "Nơi nhận yêu cầu sửa" in page
    assert "Xong 0/1" in page
    assert "Sửa mục: Kết quả thực hiện nhiệm vụ trong tuần" in page
    closed = reporting.section(report, "tasks")
    assert "đang khóa" in main(clerk.get(path(closed)))
    refused = clerk.post(f"{path(closed)}/luu", {"text": WORDS, "version": closed.version})
    assert refused.status_code == 403
    assert WORDS in refused.text
    assert again(closed.id).text == ""
    asked = reporting.section(report)
    clerk.post(f"{path(asked)}/xong", {"text": WORDS, "version": asked.version})
    assert held(asked.id) == (WORDS, {}, SectionStage.MENDED)


def test_nothing_to_report_is_one_press_and_is_undone_by_one(reporting, clerk, section):
    report = section.report
    answer = clerk.post(f"{page_of(report)}/khong-phat-sinh", {"version": report.version}, follow_redirects=True)
    assert reporting.again(report.id).is_nothing is True
    undo = form_values(answer.text, f"{page_of(report)}/khong-phat-sinh")
    clerk.post(f"{page_of(report)}/khong-phat-sinh", undo)
    assert reporting.again(report.id).is_nothing is False
    assert [e.details["after"] for e in history.of(REPORT, report.id)] == [{"nothing": True}, {"nothing": False}]


def test_nothing_to_report_twice_is_once_and_of_an_old_page_is_refused(reporting, clerk, section):
    report = section.report
    said = {"version": report.version, "form_key": "b" * 32}
    codes = [clerk.post(f"{page_of(report)}/khong-phat-sinh", said).status_code for _ in range(2)]
    assert codes == [303, 303]
    assert len(history.of(REPORT, report.id)) == 1
    old = clerk.post(f"{page_of(report)}/khong-phat-sinh", {"version": said["version"], "co": "1"})
    assert old.status_code == 409
    assert reporting.again(report.id).is_nothing is True
