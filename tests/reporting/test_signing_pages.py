"""Looking a report over, putting it forward, signing, sending, the receipt: each by its person, with the words said."""

import re
from datetime import timedelta

import pytest

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.reporting import queries, services
from nam_tinh_hinh.reporting.enums import Punctuality, Stage
from nam_tinh_hinh.reporting.services.sending import note_reading
from nam_tinh_hinh.reporting.tables import Sending
from tests.browser import form_values


def check_of(report):
    return f"/bao-cao/{report.id}/kiem-tra"


def step(report, slug):
    return f"/bao-cao/{report.id}/buoc/{slug}"


def shown(browser, report, slug):
    """The hidden fields of a step's form, as the page has them now."""
    return form_values(browser.get(check_of(report)).text, step(report, slug))


def test_what_is_missing_leads_to_its_section_and_what_is_empty_is_only_said(reporting, sign_in):
    report = reporting.report()
    ids = {code: reporting.section(report, code).id for code in ("done", "hot", "tasks")}
    clerk = sign_in("canbo")
    text = clerk.get(check_of(report)).text
    assert re.findall(rf'href="/bao-cao/{report.id}/muc/(\d+)"', text) == [str(ids["done"]), str(ids["hot"])]
    assert "Mục không bắt buộc đang để trống: “Nhiệm vụ trọng tâm tuần tới”" in text
    assert "<title>Lỗi" not in text
    refused = clerk.post(step(report, "trinh-ky"), shown(clerk, report, "trinh-ky"))
    assert refused.status_code == 422
    assert "chưa xong mục “Kết quả thực hiện nhiệm vụ trong tuần”" in refused.text
    assert reporting.again(report.id).stage is Stage.DRAFT


def test_the_clerk_puts_forward_and_the_leader_signs(reporting, sign_in):
    report, clerk, leader = reporting.written(), sign_in("canbo"), sign_in("lanhdao")
    text = clerk.get(check_of(report)).text
    assert "Trình lãnh đạo ký duyệt" in text
    assert "Ký duyệt và gửi" not in text
    assert "Phạm Văn Thắng (Chủ tịch Hội)" in text
    assert "Lê Minh Đức (Phó Chủ tịch)" in text
    answer = clerk.post(step(report, "trinh-ky"), shown(clerk, report, "trinh-ky"))
    assert (answer.status_code, answer.location) == (303, check_of(report))
    assert "Ký duyệt báo cáo nhanh tuần" in leader.get("/").text
    signed = leader.post(step(report, "ky-gui"), shown(leader, report, "ky-gui"))
    assert signed.location == f"/bao-cao/{report.id}/bien-nhan"
    assert reporting.again(report.id).stage is Stage.SENT
    assert "Ký duyệt báo cáo nhanh tuần" not in leader.get("/").text


def test_the_same_press_twice_sends_once(reporting, sign_in):
    report, leader = reporting.written(), sign_in("lanhdao")
    said = shown(leader, report, "ky-gui")
    first, again = (leader.post(step(report, "ky-gui"), said) for _ in range(2))
    assert first.location == again.location == f"/bao-cao/{report.id}/bien-nhan"
    assert [one.round for one in queries.sendings(report.id)] == [1]


def test_words_saved_after_the_look_are_not_signed(reporting, sign_in):
    report, leader = reporting.written(), sign_in("lanhdao")
    said = shown(leader, report, "ky-gui")
    clerk = reporting.of("ccb", Role.CLERK)
    services.save_section(actor=clerk, section=reporting.section(report, "tasks"), text="Thêm.", figures={})
    reporting.save()
    refused = leader.post(step(report, "ky-gui"), said)
    assert refused.status_code == 409
    assert "Có mục vừa được lưu thêm sau khi bạn mở trang này" in refused.text
    assert "Thêm." in refused.text
    assert reporting.again(report.id).stage is Stage.DRAFT
    assert leader.post(step(report, "ky-gui"), shown(leader, report, "ky-gui")).status_code == 303


def test_declining_wants_a_reason_and_the_writer_reads_it(reporting, sign_in):
    report, leader, clerk = reporting.staged(Stage.PROPOSED), sign_in("lanhdao"), sign_in("canbo")
    said = shown(leader, report, "tra-lai")
    empty = leader.post(step(report, "tra-lai"), said)
    assert empty.status_code == 422
    assert "Ghi lý do" in empty.text
    assert leader.post(step(report, "tra-lai"), said | {"reason": "x" * 1001}).status_code == 422
    assert leader.post(step(report, "tra-lai"), said | {"reason": "Thiếu số hộ."}).status_code == 303
    home = clerk.get("/").text
    assert "Thiếu số hộ." in home
    assert "Lãnh đạo trả lại" in home
    assert "Thiếu số hộ." in clerk.get(check_of(report)).text
    assert "Thiếu số hộ." not in leader.get("/").text


def test_htmx_is_led_on_by_a_header_and_a_refusal_is_the_main_part(reporting, sign_in):
    report, leader = reporting.written(), sign_in("lanhdao")
    said = shown(leader, report, "ky-gui")
    moved = leader.htmx(step(report, "ky-gui"), said | {"version": "99"}, check_of(report))
    assert moved.status_code == 409
    assert "<html" not in moved.text
    assert "đã thay đổi" in moved.text
    done = leader.htmx(step(report, "ky-gui"), said, check_of(report))
    assert (done.status_code, done.headers["HX-Redirect"]) == (204, f"/bao-cao/{report.id}/bien-nhan")


def test_a_stranger_finds_nothing_and_others_do_nothing(reporting, sign_in):
    report = reporting.written()
    for who in ("canbo2", "lanhdao2", "phutrach"):
        browser = sign_in(who)
        codes = {browser.get(f"/bao-cao/{report.id}/{page}").status_code for page in
                 ("kiem-tra", "bien-nhan", "ban-nop", "ban-nop/1")}  # fmt: skip
        assert codes == {404}
        assert browser.post(step(report, "ky-gui"), {"version": report.version}).status_code == 404
    clerk = sign_in("canbo")
    said = shown(clerk, report, "trinh-ky")
    assert clerk.post(step(report, "ky-gui"), said).status_code == 403
    assert clerk.post(step(report, "khong-co"), said).status_code == 404
    assert clerk.post(step(report, "yeu-cau-sua"), said).status_code == 404
    assert reporting.again(report.id).stage is Stage.DRAFT


MOMENTS = [
    (timedelta(minutes=-10), Punctuality.IN_TIME, "Gửi bây giờ là đúng hạn"),
    (timedelta(seconds=20), Punctuality.IN_GRACE, "gửi bây giờ được ghi “Trễ, trong gia hạn”"),
    (timedelta(hours=2), Punctuality.LATE, "Vẫn gửi được; báo cáo được ghi “Trễ hạn”"),
]


@pytest.mark.parametrize(("after", "wanted", "words"), MOMENTS, ids=[one[1].value for one in MOMENTS])
def test_the_page_says_what_the_receipt_will_say(reporting, sign_in, after, wanted, words):
    report = reporting.written()
    due_at = report.obligation.due_at
    with clock.stopped_at(due_at + after):
        leader = sign_in("lanhdao")
        assert words in re.sub(r"\s+", " ", leader.get(check_of(report)).text)
        receipt = leader.get(leader.post(step(report, "ky-gui"), shown(leader, report, "ky-gui")).location).text
    row = queries.sendings(report.id)[0]
    assert row.punctuality is wanted
    local = clock.local(due_at + after)
    for said in (row.receipt_number, wanted.label, f"{local:%H:%M:%S}", "13:30:00", "14:00:00", "MTTQ"):
        assert said in receipt


def test_what_was_sent_is_recalled_while_unread_and_its_receipt_stays(reporting, sign_in):
    report, leader = reporting.sent(), sign_in("lanhdao")
    assert leader.post(step(report, "thu-hoi"), shown(leader, report, "thu-hoi")).status_code == 303
    assert reporting.again(report.id).stage is Stage.DRAFT
    assert "Đã thu hồi lúc" not in leader.get(check_of(report)).text
    assert "Bản này đã thu hồi lúc" in leader.get(f"/bao-cao/{report.id}/bien-nhan").text
    assert sign_in("tonghop").get(f"/bao-cao/{report.id}/ban-nop/1").status_code == 404
    leader.post(step(report, "ky-gui"), shown(leader, report, "ky-gui"))
    row = queries.sendings(report.id)[1]
    note_reading(sending_id=row.id, name="Lê Minh Đức")
    reporting.save()
    text = leader.get(check_of(report)).text
    assert "nên không thu hồi được nữa" in text
    assert "Thu hồi để sửa" not in text
    refused = leader.post(step(report, "thu-hoi"), {"version": reporting.again(report.id).version})
    assert refused.status_code == 422
    assert "nơi nhận đã mở xem" in refused.text
    receipt = leader.get(f"/bao-cao/{report.id}/bien-nhan?lan=1").text
    assert "BN-" in receipt
    assert receipt.count("Lần ") >= 2


def test_a_report_of_nothing_says_so_and_goes_out(reporting, sign_in):
    report, leader = reporting.report(), sign_in("lanhdao")
    services.nothing_at_all(actor=reporting.of("ccb"), report=report, on=True)
    reporting.save()
    assert "Cả báo cáo: không phát sinh." in leader.get(check_of(report)).text
    assert leader.post(step(report, "ky-gui"), shown(leader, report, "ky-gui")).status_code == 303


def test_only_the_editor_shows_marks(reporting, sign_in):
    report = reporting.written("mttq", done="Vận động 12 hộ [nguồn 1]. Chợ cóc [nguồn 9] lấn vỉa hè.")
    reporting.save()
    mine = sign_in("phutrach")
    checked = mine.get(check_of(report)).text
    reporting.send(report, "mttq")
    sent = sign_in("tonghop").get(f"/bao-cao/{report.id}/ban-nop").text
    own = mine.get(f"/bao-cao/{report.id}").text
    assert [page.count("Vận động 12 hộ. Chợ cóc lấn vỉa hè.") for page in (checked, sent, own)] == [1, 1, 1]
    assert db.session.scalars(db.select(Sending).filter_by(report_id=report.id)).one().read_by_name == "Bùi Thị Thanh"


def test_figures_stand_in_a_table_before_and_after_sending(reporting, sign_in):
    report, leader = reporting.written(), sign_in("lanhdao")
    section = reporting.section(report, "figures")
    services.save_section(actor=reporting.of("ccb"), section=section, text="", figures={"voices": 1234, "hot": 0})
    reporting.save()
    row = (
        r'<tr><th scope="row">{}</th><td data-label="Đơn vị tính">{}</td>\s*'
        r'<td class="so-cot" data-label="Số liệu">{}</td>'
    )
    for path in (check_of(report), f"/bao-cao/{report.id}/ban-nop"):
        text = leader.get(path).text
        assert re.search(row.format("Lượt ý kiến của Nhân dân", "lượt", r"1\.234"), text)
        assert re.search(row.format("Nội dung cần chú ý, cấp bách", "nội dung", "0"), text)
        assert "Kiến nghị tiếp nhận" not in text
        if path == check_of(report):
            leader.post(step(report, "ky-gui"), shown(leader, report, "ky-gui"))


def test_who_is_silent_below_is_said_before_the_report_goes_out(reporting, sign_in):
    reporting.sent("ccb")
    report = reporting.written("mttq")
    owed = reporting.report("phu_nu").obligation_id
    report.missing = [{"obligation_id": owed, "unit_name": "Hội LHPN", "why": "Đã nhắc hai lần."}]
    reporting.save()
    text = sign_in("phutrach").get(check_of(report)).text
    assert "Chưa nộp và chưa nêu tên: Hội ND." in text
    assert "Chưa nộp và chưa nêu tên" not in sign_in("canbo").get(check_of(reporting.report())).text
