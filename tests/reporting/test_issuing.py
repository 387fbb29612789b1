"""Issuing a report: who may, once, in which order; what stays and what replaces it; who opens the paper."""

import io
import re

import docx
import pytest

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.clock import day_text, today
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.enums import Audience, Role
from nam_tinh_hinh.people.tables import IssuedPaper
from nam_tinh_hinh.reporting import queries, rules, services
from nam_tinh_hinh.reporting.enums import SectionStage, Stage
from nam_tinh_hinh.reporting.tables import Report, Sending
from tests import papers
from tests.browser import form_values
from tests.emulation.test_concurrency import together
from tests.reporting.printing import SIX

KEY = "a" * 32


def typed(browser, report, **said):
    """What the issue page of a report sends, with ``said`` over it."""
    path = f"/bao-cao/{report.id}/ban-hanh"
    page = browser.get(path).text
    recipients = re.search(r'<textarea[^>]*name="recipients"[^>]*>\s*(.*?)</textarea>', page, re.S)
    given = {"layout": "nha-nuoc", "day": day_text(today()), "recipients": recipients[1] if recipients else ""}
    return path, form_values(page, path) | given | said


def issue(browser, report, **said):
    path, given = typed(browser, report, **said)
    return browser.post(path, given)


def issued_papers():
    db.session.rollback()
    return db.session.scalars(db.select(IssuedPaper).order_by(IssuedPaper.id)).all()


def signed(rows):
    return {f"signers-{n}-{fact}": row[fact] for n, row in enumerate(rows) for fact in row}


@pytest.fixture
def leader(sign_in):
    return sign_in("lanhdao")


def test_a_signed_report_is_issued_with_the_next_number_and_stays(reporting, leader):
    report = reporting.sent()
    answer = issue(leader, report)
    assert (answer.status_code, answer.location) == (303, f"/bao-cao/{report.id}/ban-hanh")
    (paper,) = issued_papers()
    assert (paper.number, paper.number_text, paper.layout_code) == (1, "01/BC-CCB", "nha-nuoc")
    assert (paper.audience, paper.about_unit_id) == (Audience.UNIT, reporting.unit("mttq").id)
    assert (paper.subject, paper.subject_id) == ("report", report.id)
    assert db.session.scalars(db.select(Sending.paper_id)).all() == [paper.id]
    page = leader.get(answer.location).text
    assert "Đã ban hành Báo cáo số 01/BC-CCB" in page
    assert [event.action for event in history.of("report", report.id)][-1] == "issue"
    again = leader.get(f"/bao-cao/{report.id}/xem-thu.pdf")
    assert (again.status_code, again.location) == (303, f"/van-ban/{paper.id}.pdf")
    assert list(history.broken_links()) == []


def test_before_it_is_signed_there_is_nothing_to_issue(reporting, leader):
    report = reporting.written()
    page = leader.get(f"/bao-cao/{report.id}/ban-hanh").text
    assert "chưa ký duyệt, gửi nên chưa ban hành được" in page
    said = {"issuer": report.unit_id, "layout": "dang", "day": day_text(today()), "seen": "0"}
    answer = leader.post(f"/bao-cao/{report.id}/ban-hanh", said)
    assert (answer.status_code, "Ký duyệt và gửi trước" in answer.text) == (409, True)
    assert issued_papers() == []


@pytest.mark.parametrize(("said", "words"), [
    ({"day": "01/01/2020"}, "Không ghi ngày trước ngày báo cáo được ký"), ({"day": "x"}, "không phải là ngày"),
    ({"day": "01/01/2099"}, "Không ghi ngày sau hôm nay"), ({"issuer": "99999"}, "chọn một mục"),
    ({"signers-0-name": "Lê Văn A"}, "Ghi chức vụ người ký"), ({"layout": "la"}, "chọn một mục"),
    ({"recipients": "TUYỆT MẬT"}, "bí mật nhà nước"), ({"signers-0-post": "x" * 300}, "Dài quá"),
])  # fmt: skip
def test_what_is_typed_wrongly_is_said_and_nothing_is_lost(reporting, leader, said, words):
    report = reporting.sent()
    answer = issue(leader, report, **({"signers-0-note": "(Ký, ghi rõ họ tên)", "signers-0-post": "Chủ tịch"} | said
                                      if "signers-0-name" not in said else said))  # fmt: skip
    assert (answer.status_code, words in answer.text) == (422, True)
    assert issued_papers() == []


def test_a_row_for_another_signer_and_a_crossed_out_one(reporting, leader):
    report = reporting.sent()
    path, given = typed(leader, report, **signed(SIX[:2]), **{"signers-0-drop": "y", "them-nguoi-ky": "1"})
    page = leader.post(path, given)
    assert page.status_code == 200
    assert re.findall(r'name="signers-\d+-name"[^>]*value="([^"]*)"', page.text) == ["Trần Văn Ký 1", ""]
    assert issued_papers() == []


@papers.needs_pdftotext
def test_six_signers_are_printed_kept_and_offered_next_time(reporting, leader):
    report = reporting.sent()
    path, given = typed(leader, report, **signed(SIX[:1]))
    for _ in range(6):
        given |= {"them-nguoi-ky": "1"}
        page = leader.post(path, given).text
        del given["them-nguoi-ky"]
    assert page.count('aria-label="Người ký ') == 2
    assert leader.post(path, given | signed(SIX)).status_code == 303
    (paper,) = issued_papers()
    text = papers.text(paper.content)
    assert [one["name"] in text for one in SIX] == [True] * 6
    assert text.count("TM. BAN THƯỜNG VỤ") == 5
    assert db.session.get_one(Report, report.id).signers == SIX


def test_a_double_click_issues_once(reporting, leader):
    path, given = typed(leader, reporting.sent(), form_key=KEY)
    codes = [leader.post(path, given).status_code for _ in range(2)]
    assert (codes, len(issued_papers())) == ([303, 303], 1)


def test_two_at_once_issue_one_paper(reporting, sign_in):
    report = reporting.sent()
    browsers = [sign_in("lanhdao"), sign_in("canbo")]
    sent = [(browser, *typed(browser, report)) for browser in browsers]
    report_id = report.id
    db.session.remove()
    answers = together(*[lambda one=one: one[0].client.post(one[1], data=one[2] | {"csrf_token": one[0].token})
                         for one in sent])  # fmt: skip
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    assert "Báo cáo đã ban hành: Báo cáo số 01/BC-CCB" in next(one.text for one in answers if one.status_code == 409)
    assert [(paper.number, paper.subject_id) for paper in issued_papers()] == [(1, report_id)]
    assert list(history.broken_links()) == []


def mended(reporting, report):
    """Have MTTQ return a report and its unit send it again."""
    section = reporting.section(report)
    services.return_sections(actor=reporting.of("mttq"), report=report, reasons={section.id: "Ghi rõ số hộ."})
    clerk = reporting.of("ccb", Role.CLERK)
    services.save_section(actor=clerk, section=section, text="Vận động 15 hộ.", figures={})
    services.finish(actor=clerk, section=section, stage=SectionStage.MENDED)
    return reporting.send(report)


@papers.needs_pdftotext
def test_what_is_sent_again_is_issued_again_and_replaces_the_earlier_paper(reporting, leader):
    report = reporting.sent()
    issue(leader, report)
    first = issued_papers()[0].content
    mended(reporting, reporting.again(report.id))
    refused = issue(leader, report)
    assert (refused.status_code, "Ghi lý do thay thế" in refused.text) == (422, True)
    assert issue(leader, report, replaced_words="Bổ sung số hộ theo yêu cầu").status_code == 303
    old, new = issued_papers()
    assert (old.content, new.replaces_id, new.replaced_words) == (first, old.id, "Bổ sung số hộ theo yêu cầu")
    text = " ".join(papers.text(new.content).split())
    assert (
        f"Báo cáo này thay thế Báo cáo số 01/BC-CCB ngày {day_text(old.day)} (lý do: Bổ sung số hộ theo yêu cầu)."
        in text
    )
    assert "Vận động 15 hộ." in text
    page = leader.get(f"/bao-cao/{report.id}/ban-hanh").text
    assert "Được thay thế bằng số 02/BC-CCB" in page
    word = docx.Document(io.BytesIO(leader.get(f"/bao-cao/{report.id}/tai.docx").data))
    said = " ".join(line.text for line in word.element.body.iter() if line.tag.endswith("}t"))
    assert "02/BC-CCB" in said
    assert "thay thế Báo cáo số 01/BC-CCB" in said


def test_sent_again_while_the_page_was_open_it_is_to_be_read_again(reporting, leader):
    report = reporting.sent()
    path, given = typed(leader, report)
    mended(reporting, reporting.again(report.id))
    answer = leader.post(path, given)
    assert (answer.status_code, "Báo cáo đã được gửi lại" in answer.text) == (409, True)
    assert issued_papers() == []


def test_an_issued_report_is_not_recalled(reporting, leader):
    report = reporting.sent()
    issue(leader, report)
    with pytest.raises(ActionRefused, match="đã ban hành Báo cáo số 01/BC-CCB"):
        services.act(actor=reporting.of("ccb"), report=reporting.again(report.id), action="recall")
    assert reporting.again(report.id).stage is Stage.SENT


READS = ["canbo", "lanhdao", "tonghop", "nguoixem", "thuongtruc", "truongban"]


@pytest.mark.parametrize("who", [*READS, "banchidao", "canbo2", "phutrach", "quantri"])
def test_who_opens_the_paper(reporting, sign_in, who):
    issue(sign_in("lanhdao"), reporting.sent())
    (paper,) = issued_papers()
    code = sign_in(who).get(f"/van-ban/{paper.id}.pdf").status_code
    # An officer of the unit it went to reads it as his unit's; the committee's other members do not.
    assert code == (200 if who in [*READS, "phutrach"] else 403 if who == "quantri" else 404)


def test_the_register_of_who_may_not_read_it_does_not_name_it(reporting, sign_in):
    issue(sign_in("lanhdao"), reporting.sent())
    shown = {who: "01/BC-CCB" in sign_in(who).get("/so-van-ban").text for who in ("canbo", "tonghop", "banchidao")}
    assert shown == {"canbo": True, "tonghop": True, "banchidao": False}


@papers.needs_pdftotext
def test_what_a_reader_gets_is_the_sending_and_its_writer_the_sections(reporting, sign_in):
    report = reporting.staged(Stage.RETURNED)
    section = reporting.section(report)
    services.save_section(actor=reporting.of("ccb", Role.CLERK), section=section, text="Chữ mới đang viết.", figures={})
    reporting.save()
    texts = {
        who: papers.text(sign_in(who).get(f"/bao-cao/{report.id}/xem-thu.pdf").data) for who in ("canbo", "tonghop")
    }
    assert {who: "Chữ mới đang viết" in text for who, text in texts.items()} == {"canbo": True, "tonghop": False}
    assert "Vận động 12 hộ" in texts["tonghop"]


def test_what_was_never_sent_is_nobody_elses_to_read(reporting, sign_in):
    report = reporting.written()
    ways = ("xem-thu.pdf", "tai.docx")
    codes = {who: [sign_in(who).get(f"/bao-cao/{report.id}/{way}").status_code for way in ways]
             for who in ("canbo", "lanhdao", "tonghop", "canbo2")}  # fmt: skip
    assert codes == {"canbo": [200, 200], "lanhdao": [200, 200], "tonghop": [404, 404], "canbo2": [404, 404]}


def test_every_file_is_noted(reporting, leader):
    report = reporting.sent()
    for way in ("xem-thu.pdf?the-thuc=dang", "tai.docx"):
        assert leader.get(f"/bao-cao/{report.id}/{way}").status_code == 200
    assert [event.action for event in history.of("report", report.id)][-2:] == ["export_pdf", "export_docx"]


def test_who_issues_for_whom(reporting):
    """A unit's clerk and leader theirs; the office of the Party committee the committee's, and so does its chair."""
    committee = reporting.open(reporting.regime(("dang_uy",), None))
    one = db.session.scalars(db.select(Report).join(Report.obligation).filter_by(period_id=committee.id)).one()
    ours = reporting.report()
    people = {who: reporting.reach(who) for who in ("canbo", "lanhdao", "canbo2", "tonghop", "thuongtruc", "truongban",
                                                    "nguoixem", "phutrach", "banchidao", "quantri")}  # fmt: skip
    people |= {"lead_office": reporting.of("van_phong"), "clerk_office": reporting.of("van_phong", Role.CLERK)}
    assert {who for who, reach in people.items() if rules.issues(reach, ours)} == {"canbo", "lanhdao"}
    assert {who for who, reach in people.items() if rules.issues(reach, one)} == {"tonghop", "truongban", "lead_office"}
    assert queries.report(people["tonghop"], one.id)
