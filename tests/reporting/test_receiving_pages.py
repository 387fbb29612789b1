"""The receiver's side: the queue, accepting and taking that back, returning by section, what others see of it."""

import re

import pytest
from sqlalchemy import event

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.reporting import queries, services
from nam_tinh_hinh.reporting.enums import SectionStage, Stage
from tests.browser import Browser, form_values
from tests.reporting.given import WORDS

QUEUE = "/bao-cao/hang-doi"


@pytest.fixture
def office(reporting, sign_in) -> Browser:
    """The compiler of the Party committee's office, to whom the units of this week report."""
    reporting._week = reporting.open(reporting.regime(("ccb", "phu_nu", "nong_dan"), "dang_uy"))
    return sign_in("tonghop")


def sent_at(reporting, key, hour, **texts):
    with clock.stopped_at(reporting.at(3, hour)):
        return reporting.sent(key, **texts)


def act(report, slug):
    return f"/bao-cao/{report.id}/buoc/{slug}"


def listed(text):
    return re.findall(r'<li data-item="\d+".*?<b>(.*?)</b><small>', text, re.S)


def test_the_longest_waiting_comes_first_and_a_decision_brings_the_next(reporting, office):
    second, first = sent_at(reporting, "ccb", 10), sent_at(reporting, "phu_nu", 9)
    text = office.get(QUEUE).text
    assert listed(text) == ["Hội LHPN", "Hội CCB"]
    assert "Hôm nay đã xử lý 0/2" in text
    done = office.post(act(first, "nhan"), form_values(text, act(first, "nhan")))
    assert (done.status_code, done.location) == (303, QUEUE)
    text = office.get(QUEUE).text
    assert listed(text) == ["Hội CCB"]
    assert "Hôm nay đã xử lý 1/2" in text
    assert "Hoàn tác" in text
    undone = office.post(act(first, "hoan-tac-nhan"), form_values(text, act(first, "hoan-tac-nhan")))
    assert undone.location == f"{QUEUE}?xem={first.id}"
    assert reporting.again(first.id).stage is Stage.SENT
    assert second.stage is Stage.SENT


def test_htmx_gets_the_next_report_and_the_changes_around_it(reporting, office):
    second, first = sent_at(reporting, "ccb", 10), sent_at(reporting, "phu_nu", 9)
    said = form_values(office.get(QUEUE).text, act(first, "nhan"))
    answer = office.htmx(act(first, "nhan"), said, QUEUE)
    assert answer.status_code == 200
    assert f'data-item="{second.id}"' in answer.text
    assert f"delete:#cho-{first.id}" in answer.text
    assert "Hôm nay đã xử lý 1/2" in answer.text
    reporting.again(first.id)
    # What came into the pane has been read: its unit cannot take it back any more.
    assert [queries.sendings(one.id)[0].read_by_name for one in (first, second)] == ["Bùi Thị Thanh"] * 2


def test_somebody_was_quicker_and_the_next_one_is_shown(reporting, office):
    second, first = sent_at(reporting, "ccb", 10), sent_at(reporting, "phu_nu", 9)
    said = form_values(office.get(QUEUE).text, act(first, "nhan"))
    services.act(actor=reporting.reach("tonghop"), report=first, action="accept")
    reporting.save()
    refused = office.post(act(first, "nhan"), said | {"form_key": "0" * 32})
    assert refused.status_code == 409
    assert "Lần thay đổi gần nhất: Bùi Thị Thanh" in refused.text
    assert f'data-item="{second.id}"' in refused.text


def test_what_is_put_off_comes_last_and_back(reporting, office):
    first, second = sent_at(reporting, "phu_nu", 9), sent_at(reporting, "ccb", 10)
    later = f"/bao-cao/{first.id}/de-sau"
    assert office.post(later, form_values(office.get(QUEUE).text, act(first, "nhan"))).status_code == 303
    text = office.get(QUEUE).text
    assert listed(text) == ["Hội CCB", "Hội LHPN"]
    assert f'data-item="{second.id}"' in text
    assert office.post(later, form_values(text, later)).location == f"{QUEUE}?xem={first.id}"
    assert listed(office.get(QUEUE).text) == ["Hội LHPN", "Hội CCB"]


def test_a_return_names_its_readers_and_opens_only_what_is_ticked(reporting, office, sign_in):
    report = sent_at(reporting, "ccb", 9)
    page, section = f"/bao-cao/{report.id}/yeu-cau-sua", reporting.section(report).id
    text = office.get(page).text
    assert "Nguyễn Thị Hòa (Cán bộ văn phòng Hội); Phạm Văn Thắng (Chủ tịch Hội)" in text
    said = form_values(text, page)
    nothing = office.post(page, said | {"reason": "Xem lại giúp."})
    assert nothing.status_code == 422
    assert "Đánh dấu ít nhất một mục" in nothing.text
    assert "Xem lại giúp." in nothing.text
    no_why = office.post(page, said | {f"muc-{section}": "y"})
    assert no_why.status_code == 422
    assert "Ghi lý do, đơn vị sẽ đọc." in no_why.text
    not_ticked = office.post(page, said | {f"vi-sao-{section}": "Ghi rõ số hộ."})
    assert not_ticked.status_code == 422
    assert "chưa đánh dấu mục này" in not_ticked.text
    stale = office.post(page, said | {f"muc-{section}": "y", f"vi-sao-{section}": "Ghi rõ số hộ.", "version": "1"})
    assert stale.status_code == 409
    assert "Ghi rõ số hộ." in stale.text
    done = office.post(page, said | {f"muc-{section}": "y", f"vi-sao-{section}": "Ghi rõ số hộ."})
    assert done.status_code == 303
    reporting.again(report.id)
    opened = {one.heading.code for one in queries.sections(report.id) if one.opened}
    assert opened == {"done"}
    assert reporting.section(report).return_reason == "Ghi rõ số hộ."
    home = sign_in("canbo").get("/").text
    assert "Ghi rõ số hộ." in home
    assert "Yêu cầu sửa" in home
    assert office.get(page).status_code == 303
    assert "Ghi rõ số hộ." in office.get(f"{QUEUE}?loc=yeu-cau-sua").text


def mended(reporting, report, text):
    services.return_sections(
        actor=reporting.reach("tonghop"), report=report, reasons={reporting.section(report).id: "Ghi rõ số hộ."}
    )
    clerk, section = reporting.of("ccb", Role.CLERK), reporting.section(report)
    services.save_section(actor=clerk, section=section, text=text, figures={})
    services.finish(actor=clerk, section=section, stage=SectionStage.DONE)
    section = reporting.section(report, "figures")
    section.figures = {"hot": 2}
    reporting.send(report)


def test_sent_again_it_opens_on_the_difference(reporting, office):
    report = sent_at(reporting, "ccb", 9)
    office.get(f"/bao-cao/{report.id}/ban-nop")
    reporting.again(report.id)
    mended(reporting, report, WORDS.replace("12 hộ", "15 hộ"))
    text = office.get(QUEUE).text
    assert "Đã nộp (có sửa)" in text
    assert "Khác bản đã đọc lần trước" in text
    assert '<del><span class="visually-hidden">bỏ: </span>12</del>' in text
    assert '<ins><span class="visually-hidden">thêm: </span>15</ins>' in text
    assert re.findall(r"<h4>(.*?)</h4>", text) == [
        "1. Kết quả thực hiện nhiệm vụ trong tuần", "4. Số liệu trong tuần",
    ]  # fmt: skip
    assert '<td class="so-cot" data-label="Bản trước">—</td>' in text
    assert "<ins>2</ins>" in text
    assert "Xem bản mới nhất" in office.get(f"/bao-cao/{report.id}/ban-nop/1").text
    assert "nơi nhận mở xem lúc" in office.get(f"/bao-cao/{report.id}/ban-nop").text


def test_those_who_read_along_read_and_leave_no_trace(reporting, office, sign_in):
    report = sent_at(reporting, "ccb", 9)
    for who in ("nguoixem", "thuongtruc", "truongban", "canbo"):
        text = sign_in(who).get(f"/bao-cao/{report.id}/ban-nop").text
        assert "Vận động 12 hộ" in text
        assert "Nhận báo cáo</button>" not in text
        assert sign_in(who).post(act(report, "nhan"), {"version": report.version}).status_code == 403
    reporting.again(report.id)
    assert queries.sendings(report.id)[0].read_at is None
    assert sign_in("canbo2").get(f"/bao-cao/{report.id}/ban-nop").status_code == 404


def test_the_committee_of_the_level_reads_along_and_has_nothing_to_do(reporting, sign_in):
    regime = reporting.regime(("ccb",), "mttq", copies_committee=True)
    reporting._week = reporting.open(regime)
    report, committee = sent_at(reporting, "ccb", 9), sign_in("tonghop")
    assert "Đảng ủy phường Minh Họa" in sign_in("canbo").get(f"/bao-cao/{report.id}/kiem-tra").text
    text = committee.get(f"/bao-cao/{report.id}/ban-nop").text
    assert "Vận động 12 hộ" in text
    assert act(report, "nhan") not in text
    assert "Báo cáo chờ nhận" not in committee.get("/").text
    assert listed(committee.get(QUEUE).text) == []
    for place in (act(report, "nhan"), f"/bao-cao/{report.id}/de-sau", f"/bao-cao/{report.id}/yeu-cau-sua"):
        assert committee.post(place, {"version": report.version}).status_code in (403, 404, 409)
    assert reporting.again(report.id).stage is Stage.SENT
    assert queries.sendings(report.id)[0].read_at is None


def test_what_is_being_written_again_is_nobody_elses(reporting, office, sign_in):
    report = sent_at(reporting, "ccb", 9)
    services.return_sections(
        actor=reporting.reach("tonghop"), report=report, reasons={reporting.section(report).id: "Ghi rõ."}
    )
    services.save_section(
        actor=reporting.of("ccb"), section=reporting.section(report), text="Đang viết dở.", figures={}
    )
    reporting.save()
    for who in ("tonghop", "nguoixem", "truongban"):
        assert "Đang viết dở." not in sign_in(who).get(f"/bao-cao/{report.id}/ban-nop").text


def test_each_pile_holds_its_own(reporting, office):
    ccb, _women = sent_at(reporting, "ccb", 9), sent_at(reporting, "phu_nu", 10)
    services.act(actor=reporting.reach("tonghop"), report=ccb, action="accept")
    reporting.save()
    with clock.stopped_at(reporting.at(3, 11, 20)):
        unsent = office.get(f"{QUEUE}?loc=chua-nop").text
    assert "Hội Nông dân" in unsent
    assert "còn 2 giờ 10 phút" in unsent
    assert "Cựu chiến binh" not in unsent
    assert "Cựu chiến binh" in office.get(f"{QUEUE}?loc=da-nhan").text
    assert "Chưa có báo cáo nào" in office.get(f"{QUEUE}?loc=yeu-cau-sua").text
    other = reporting.open(reporting.regime(("ccb",), "dang_uy", label="Báo cáo khác"))
    text = office.get(f"{QUEUE}?ky={other.id}").text
    assert "Không còn báo cáo nào chờ nhận trong kỳ này." in text
    assert listed(text) == []
    assert listed(office.get(f"{QUEUE}?ky=abc&xem=99999&loc=zzz").text) == ["Hội LHPN"]


def test_who_has_not_sent_is_reminded_or_given_time_from_the_pile(reporting, office):
    sent_at(reporting, "ccb", 9)
    pile, owed = f"{QUEUE}?loc=chua-nop&ky={reporting._week.id}", reporting.report("phu_nu").obligation
    text = office.get(pile).text
    assert f"/bao-cao/{reporting.report('phu_nu').id}/gia-han" in text
    asked = form_values(text, "/bao-cao/theo-doi/nhac") | {"viec": owed.id}
    answer = office.post("/bao-cao/theo-doi/nhac", asked)
    assert (answer.status_code, answer.location) == (303, pile)
    text = office.get(pile).text
    assert ("Đã nhắc 1 đơn vị." in text, text.count("Nhắc gần nhất")) == (True, 1)
    assert reporting.report("phu_nu").obligation.reminders == 1
    assert 'id="nhac"' not in office.get(f"{QUEUE}?loc=da-nhan").text


def test_the_home_row_comes_and_goes_with_what_waits(reporting, office):
    assert "Báo cáo chờ nhận" not in office.get("/").text
    report = sent_at(reporting, "ccb", 9)
    assert "Báo cáo chờ nhận" in office.get("/").text
    assert "chờ lâu nhất từ 09:00" in office.get("/").text
    office.get(QUEUE)
    services.act(actor=reporting.reach("tonghop"), report=reporting.again(report.id), action="accept")
    reporting.save()
    assert "Báo cáo chờ nhận" not in office.get("/").text


@pytest.mark.parametrize("place", [QUEUE, f"{QUEUE}?loc=chua-nop", f"{QUEUE}?loc=da-nhan", "/"])
def test_a_longer_list_asks_no_more_questions(reporting, office, place):
    counts = []
    for keys in (("ccb",), ("phu_nu", "nong_dan")):
        for key in keys:
            sent_at(reporting, key, 9)
            period = reporting.open(reporting.regime((key,), "dang_uy", label=f"Báo cáo {key}"))
            assert period
        office.get(place)
        counts.append(statements(office, place))
    assert counts[0] == counts[1]


def statements(browser, place):
    with browser.app.app_context():
        engine, seen = db.engine, list[str]()
    note = lambda *said: seen.append(said[2])  # noqa: E731
    event.listen(engine, "before_cursor_execute", note)
    browser.get(place)
    event.remove(engine, "before_cursor_execute", note)
    return len(seen)
