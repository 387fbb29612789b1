"""The register of issued papers and the settings of numbers as people meet them."""

import io
import re
from datetime import date

import pytest
from openpyxl import load_workbook
from sqlalchemy import event

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.people.enums import Audience, Renewal
from nam_tinh_hinh.people.queries import issuing as queries
from nam_tinh_hinh.people.services import issuing as services
from tests.browser import form_values
from tests.people.issuing import CONTENT, issued

REGISTER = "/so-van-ban"
LONG = "công nhận " + "mô hình, điển hình “Dân vận khéo” " * 6


def shown(html):
    return re.findall(r'data-label="Số, ký hiệu">([^<]*)<', html)


def events(action, subject):
    found = db.select(history.Event).filter_by(action=action, subject=subject)
    return [event.subject_id for event in db.session.scalars(found)]


def test_the_register_shows_each_his_part(world, standing, clerk, stranger):
    issued(world)
    issued(world, kind=PaperKind.NOTICE, audience=Audience.UNIT, about_unit_id=world.unit("ccb").id)
    issued(world, kind=PaperKind.DECISION, audience=Audience.ALL, subject_words=LONG)
    issued(world, "ccb", kind=PaperKind.LIST)
    seen = [shown(browser.get(REGISTER).text) for browser in (standing, clerk, stranger)]
    assert seen == [
        ["01-DS/CCB", "01-QĐ/BCĐ", "02-TB/BCĐ", "01-TB/BCĐ"],
        ["01-DS/CCB", "01-QĐ/BCĐ", "02-TB/BCĐ"],
        ["01-QĐ/BCĐ"],
    ]


def test_filters_stand_in_the_address(world, standing):
    issued(world, day=date(2025, 12, 31))
    issued(world)
    issued(world, kind=PaperKind.DECISION)
    issued(world, "ccb")
    ccb = world.unit("ccb").id
    asked = ("?nam=2025", "?nam=2026&loai=notice", f"?don-vi={ccb}", "?loai=report", "?nam=x&loai=y&trang=99999999")
    found = [shown(standing.get(REGISTER + args).text) for args in asked]
    assert found[:4] == [["01-TB/BCĐ"], ["01-TB/CCB", "01-TB/BCĐ"], ["01-TB/CCB"], []]
    assert len(found[4]) == 4
    assert "Không có văn bản nào khớp" in standing.get(REGISTER + "?loai=report").text


def test_an_empty_register_says_what_it_is_for(standing):
    assert "Chưa có văn bản nào" in standing.get(REGISTER).text


def test_fifty_rows_a_page_and_the_same_number_of_statements(world, standing):
    issued(world)
    few = statements(standing)
    for _ in range(51):
        issued(world)
    assert statements(standing) == few
    assert len(shown(standing.get(REGISTER).text)) == 50
    assert shown(standing.get(f"{REGISTER}?trang=2").text) == ["02-TB/BCĐ", "01-TB/BCĐ"]


def statements(browser):
    asked = []
    with browser.app.app_context():
        engine = db.engine
    listen = lambda *args: asked.append(args[2])  # noqa: E731
    event.listen(engine, "before_cursor_execute", listen)
    try:
        assert browser.get(REGISTER).status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", listen)
    return len(asked)


def test_the_very_bytes_are_given_and_a_trace_is_left(world, clerk, stranger):
    row = issued(world, audience=Audience.UNIT, about_unit_id=world.unit("ccb").id)
    paper_id = row.id
    answer = clerk.get(f"/van-ban/{paper_id}.pdf")
    assert (answer.status_code, answer.mimetype, answer.data) == (200, "application/pdf", CONTENT)
    assert answer.headers["Content-Disposition"].startswith("inline;")
    assert stranger.get(f"/van-ban/{paper_id}.pdf").status_code == 404
    assert clerk.get("/van-ban/99999.pdf").status_code == 404
    assert events("export_pdf", "issued_paper") == [paper_id]


def test_a_replaced_paper_says_by_which(world, standing):
    wrong = issued(world)
    issued(world, replaces=wrong, replaced_words="Ghi nhầm tên đơn vị.")
    page = standing.get(REGISTER).text
    assert "Được thay thế bằng số 02-TB/BCĐ" in page
    assert "Thay thế Thông báo số 01-TB/BCĐ: Ghi nhầm tên đơn vị." in page


def test_the_spreadsheet_has_the_rows_that_are_filtered(world, standing):
    issued(world)
    row = issued(world, kind=PaperKind.DECISION, subject_words="=1+1")
    answer = standing.get(f"{REGISTER}/so-van-ban-di.xlsx?loai=decision")
    rows = list(load_workbook(io.BytesIO(answer.data)).active.iter_rows(values_only=True))
    assert len(rows) == 2
    assert (rows[1][0], rows[1][3], rows[1][4], rows[1][-1]) == ("01-QĐ/BCĐ", "Quyết định", "=1+1", row.sha256)
    assert events("export_xlsx", "issued_paper_list") == [None]


@pytest.fixture
def leader(sign_in):
    return sign_in("lanhdao")


def test_a_leader_sets_the_numbers_of_his_unit_only(world, leader, clerk, standing):
    own, other = (f"{REGISTER}/danh-so/{world.unit(key).id}" for key in ("ccb", "ban_chi_dao"))
    assert f'href="{own}"' in leader.get(REGISTER).text
    assert "Cách đánh số" not in clerk.get(REGISTER).text
    codes = [leader.get(own), leader.get(other), standing.get(other), standing.get(own), clerk.get(own)]
    assert [answer.status_code for answer in codes] == [200, 404, 200, 404, 403]
    term = {"renewal": "term", "term_label": "2025 - 2030", "term_from": "1/7/2025", "term_to": ""}
    answer = leader.post(own, form_values(leader.get(own).text, own) | term)
    assert answer.status_code == 303
    assert queries.numbering(world.unit("ccb").id).renewal is Renewal.TERM
    assert "nhiệm kỳ 2025 - 2030" in leader.get(own).text


def test_a_wrong_term_keeps_what_was_typed(world, leader):
    path = f"{REGISTER}/danh-so/{world.unit('ccb').id}"
    answer = leader.post(path, {"renewal": "term", "term_label": "Nhiệm kỳ I", "term_from": "31/2/2026"})
    assert answer.status_code == 422
    assert 'value="Nhiệm kỳ I"' in answer.text
    assert "không phải là ngày" in answer.text
    assert leader.post(path, {"renewal": "term", "term_from": "1/7/2025"}).status_code == 422
    assert queries.numbering(world.unit("ccb").id) is None


def test_the_next_number_goes_up_with_a_reason_and_never_down(world, leader):
    path = f"{REGISTER}/danh-so/{world.unit('ccb').id}"
    up = {"kind": "list", "number": "8", "reason": "Đã có trên giấy đến số 07."}
    answers = [leader.post(f"{path}/so-tiep-theo", up | said) for said in ({}, {"number": "3"}, {"reason": ""})]
    assert [answer.status_code for answer in answers] == [303, 422, 303]  # the last one changes nothing
    assert "Số tiếp theo đang là 08" in answers[1].text
    wrong = [leader.post(f"{path}/so-tiep-theo", up | {"number": n}).status_code for n in ("x", "", "999999999999")]
    assert wrong == [422] * 3
    assert queries.next_numbers(world.unit("ccb").id, str(date.today().year))[PaperKind.LIST] == 8


def test_after_the_term_the_page_says_what_to_do(world, leader):
    unit = world.unit("ccb")
    said = {"renewal": Renewal.TERM, "term_label": "2020 - 2025", "term_from": date(2020, 7, 1)}
    services.set_numbering(actor=world.actor("lanhdao"), unit=unit, term_to=date(2025, 6, 30), **said)
    path = f"{REGISTER}/danh-so/{unit.id}"
    world.save()
    assert "Hôm nay nằm ngoài nhiệm kỳ “2020 - 2025” (01/07/2020 – 30/06/2025)" in leader.get(path).text
    answer = leader.post(f"{path}/so-tiep-theo", {"kind": "list", "number": "3", "reason": "x"})
    assert answer.status_code == 422


def test_the_history_speaks_of_papers_in_words(world, sign_in):
    issued(world)
    services.set_next_number(
        actor=world.actor("lanhdao"),
        unit=world.unit("ccb"),
        kind=PaperKind.LIST,
        period="2026",
        number=4,
        reason="Giấy",
    )
    world.save()
    page = sign_in("quantri").get("/quan-tri/nhat-ky").text
    assert "Ban hành văn bản" in page
    assert "01-TB/BCĐ" in page
    assert "Danh sách 2026: số 04" in page
