"""What the writers and leaders of a unit meet on their way: where rows and steps lead, what others may open."""

from datetime import timedelta

import pytest

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.matters import tasks_of
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.reporting import services
from nam_tinh_hinh.reporting.enums import Stage
from nam_tinh_hinh.reporting.services.sending import note_reading
from nam_tinh_hinh.reporting.tables import Report
from nam_tinh_hinh.reporting.tasks import reminders, signing
from tests.browser import form_values
from tests.reporting.writing import main, page_of, path


def step(report, slug):
    return f"{page_of(report)}/buoc/{slug}"


# --- "Việc của tôi" ---


@pytest.mark.parametrize("stage", [Stage.DECLINED, Stage.RETURNED])
def test_what_came_back_leads_to_the_report_itself(reporting, stage):
    report = reporting.staged(stage)
    (row,) = tasks_of(signing.matters(reporting.of("ccb", Role.CLERK)))
    assert (row.endpoint, row.params) == ("reporting.show", {"report_id": report.id})


def test_what_is_due_leads_to_the_report_itself_and_hours_before_it_is_pressing(reporting):
    report = reporting.report()
    for hour, soon in ((9, False), (13, True)):
        with clock.stopped_at(reporting.at(3, hour)):
            (row,) = reminders.of_writers(reporting.of("ccb"))
        assert (row.endpoint, row.params, row.soon) == ("reporting.show", {"report_id": report.id}, soon)


@pytest.mark.parametrize(
    ("hour", "minute", "wanted"),
    [
        (9, 0, ("waiting", False, "Hạn 13 giờ 30 hôm nay, còn 4 giờ 30 phút")),
        (13, 10, ("waiting", True, "Hạn 13 giờ 30 hôm nay, còn 20 phút")),
        (13, 50, ("waiting", True, "Đã qua hạn, còn nhận đến 14 giờ 00 hôm nay")),
        (15, 30, ("overdue", False, "Quá hạn 2 giờ")),
    ],
)
def test_what_waits_for_the_leader_says_how_its_deadline_presses(reporting, hour, minute, wanted):
    with clock.stopped_at(reporting.at(3, 8)):
        reporting.staged(Stage.PROPOSED)
    with clock.stopped_at(reporting.at(3, hour, minute)):
        (row,) = tasks_of(signing.matters(reporting.of("ccb")))
    assert (row.tone, row.soon, row.due_text) == wanted


def test_what_was_sent_once_and_is_to_be_mended_is_not_overdue(reporting):
    with clock.stopped_at(reporting.at(3, 8)):
        reporting.staged(Stage.RETURNED)
    with clock.stopped_at(reporting.at(4, 8)):
        (row,) = tasks_of(signing.matters(reporting.of("ccb", Role.CLERK)))
    assert (row.tone, row.soon, row.due_text) == ("attention", False, "")


def test_the_pages_do_not_call_late_what_was_sent_once_and_is_to_be_mended(reporting, clerk):
    with clock.stopped_at(reporting.at(3, 8)):
        report = reporting.staged(Stage.RETURNED)
    with clock.stopped_at(reporting.at(4, 8)):
        pages = main(clerk.get("/bao-cao/")) + main(clerk.get(page_of(report)))
    assert ("quá hạn" in pages, "viec--overdue" in pages, "Đã nộp, đang sửa" in pages) == (False, False, True)
    assert "Đang khóa" in pages


# --- the report's own page ---


def test_what_the_page_says_to_press_is_there_to_press(reporting, sign_in):
    report, clerk = reporting.staged(Stage.PROPOSED), sign_in("canbo")
    page = clerk.get(page_of(report)).text
    assert "Bấm “Lấy về sửa tiếp”" in page
    answer = clerk.post(step(report, "lay-ve"), form_values(page, step(report, "lay-ve")))
    assert (answer.status_code, answer.location) == (303, page_of(report))
    assert reporting.again(report.id).stage is Stage.DRAFT
    assert step(report, "lay-ve") not in clerk.get(page_of(report)).text


def test_the_leader_is_led_to_sign_and_recalls_what_nobody_opened(reporting, sign_in):
    waiting, sent, leader = reporting.staged(Stage.PROPOSED), reporting.staged(Stage.SENT, "phu_nu"), sign_in("lanhdao")
    assert "Đọc lại, ký duyệt" in main(leader.get(page_of(waiting)))
    other = sign_in("lanhdao2")
    page = other.get(page_of(sent)).text
    answer = other.post(step(sent, "thu-hoi"), form_values(page, step(sent, "thu-hoi")))
    assert (answer.location, reporting.again(sent.id).stage) == (page_of(sent), Stage.DRAFT)
    assert other.get(page_of(waiting)).status_code == 404


def test_the_receipt_leads_back_and_recalls_in_one_press(reporting, sign_in):
    report, leader, clerk = reporting.staged(Stage.SENT), sign_in("lanhdao"), sign_in("canbo")
    page = leader.get(f"{page_of(report)}/bien-nhan").text
    assert f'href="{page_of(report)}">Các mục của báo cáo</a>' in page
    assert step(report, "thu-hoi") not in clerk.get(f"{page_of(report)}/bien-nhan").text
    leader.post(step(report, "thu-hoi"), form_values(page, step(report, "thu-hoi")))
    assert reporting.again(report.id).stage is Stage.DRAFT


def test_declining_without_a_reason_is_said_on_top_too(reporting, sign_in):
    report, leader = reporting.staged(Stage.PROPOSED), sign_in("lanhdao")
    said = form_values(leader.get(f"{page_of(report)}/kiem-tra").text, step(report, "tra-lai"))
    refused = leader.post(step(report, "tra-lai"), said)
    assert (refused.status_code, refused.text.count("data-error-summary")) == (422, 1)


def test_what_its_receiver_opened_is_not_offered_to_be_recalled(reporting, sign_in):
    report, leader = reporting.staged(Stage.SENT), sign_in("lanhdao")
    assert step(report, "thu-hoi") in leader.get(page_of(report)).text
    note_reading(sending_id=services.sending.queries.sendings(report.id)[0].id, name="Người nhận")
    reporting.save()
    assert step(report, "thu-hoi") not in leader.get(page_of(report)).text


def test_a_later_deadline_says_why(reporting, clerk):
    report = reporting.report()
    later = report.obligation.due_at + timedelta(days=1)
    with clock.stopped_at(reporting.at(3, 9)):
        services.exceptions.extend(actor=reporting.of("mttq"), report=report, due_at=later, reason="Mưa lũ chia cắt.")
        reporting.save()
        assert "Được gia hạn: Mưa lũ chia cắt." in main(clerk.get(page_of(report)))


@pytest.mark.parametrize(
    ("hour", "minute", "is_red", "words"),
    [(13, 10, False, "còn 20 phút"), (13, 50, False, "còn nhận đến 14:00"), (15, 30, True, "quá hạn 2 giờ")],
)
def test_the_head_is_red_only_past_the_time_of_grace(reporting, clerk, hour, minute, is_red, words):
    report = reporting.report()
    with clock.stopped_at(reporting.at(3, hour, minute)):
        page = main(clerk.get(page_of(report)))
    assert ("bao-cao__tre" in page, words in page) == (is_red, True)


def test_the_check_page_says_the_stage_once(reporting, clerk):
    report = reporting.written()
    assert main(clerk.get(f"{page_of(report)}/kiem-tra")).count(">Đang viết<") == 1


def test_under_words_that_were_refused_nothing_says_they_are_saved(reporting, clerk):
    section = reporting.section(reporting.written())
    assert "Đã lưu trên máy chủ" in main(clerk.get(path(section)))
    refused = clerk.post(f"{path(section)}/luu", {"text": "x" * 20_001, "version": section.version})
    assert refused.status_code == 422
    assert "Chưa lưu những gì vừa gõ." in refused.text
    assert "Đã lưu trên máy chủ" not in main(refused)
    moved = clerk.post(f"{path(section)}/luu", {"text": "Chữ khác.", "version": section.version + 7})
    assert (moved.status_code, "Chưa lưu những gì vừa gõ." in moved.text) == (409, True)


def test_nothing_in_place_of_what_the_data_gave_says_that_it_went(reporting, clerk):
    section = reporting.section(reporting.report(), "issues")
    section.text = section.given = "- Kinh tế: nước thải."
    reporting.save()
    clerk.post(f"{path(section)}/xong", {"buoc": "khong", "version": section.version})
    assert "Chữ, số lấy từ số liệu đã bỏ khỏi mục này." in clerk.get(page_of(section.report)).text


# --- the list ---


def test_an_empty_list_leads_to_a_report_of_ones_own(reporting, clerk):
    assert 'href="/bao-cao/dot-xuat">Lập báo cáo đột xuất</a>' in main(clerk.get("/bao-cao/")).partition("trong")[2]


def test_in_its_time_of_grace_nothing_is_red_and_what_waits_for_the_leader_says_so(reporting, clerk):
    with clock.stopped_at(reporting.at(3, 8)):
        reporting.staged(Stage.PROPOSED)
    with clock.stopped_at(reporting.at(3, 13, 50)):
        page = main(clerk.get("/bao-cao/"))
    assert ("viec--overdue" in page, "Đã trình, chờ ký" in page) == (False, True)
    with clock.stopped_at(reporting.at(3, 14, 1)):
        assert "viec--overdue" in main(clerk.get("/bao-cao/"))


def test_who_only_reads_finds_what_was_sent_and_plain_words_for_what_was_not(reporting, sign_in):
    period = reporting.open(reporting.regime(("van_phong",), "dang_uy"))
    report = db.session.scalars(db.select(Report).join(Report.obligation).filter_by(period_id=period.id)).one()
    viewer = sign_in("nguoixem")
    page = main(viewer.get("/bao-cao/"))
    assert ("Xem được khi đã nộp" in page, page_of(report) in page) == (True, False)
    services.nothing_at_all(actor=reporting.of("van_phong"), report=report, on=True)
    reporting.send(report, "van_phong")
    page = main(viewer.get("/bao-cao/"))
    assert f'href="{page_of(report)}/ban-nop"' in page
    assert viewer.get(f"{page_of(report)}/ban-nop").status_code == 200
    services.act(actor=reporting.of("van_phong"), report=report, action="recall")
    reporting.save()
    assert page_of(report) not in main(viewer.get("/bao-cao/"))


def test_an_empty_list_of_who_does_not_write_offers_him_nothing_to_write(sign_in):
    page = main(sign_in("nguoixem").get("/bao-cao/"))
    assert ("Chưa có báo cáo nào của đơn vị" in page, "dot-xuat" in page) == (True, False)
