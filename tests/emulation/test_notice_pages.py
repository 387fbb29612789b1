"""Notices of assignment: composed, issued once and for all, and confirmed by those they went to."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from nam_tinh_hinh.emulation.documents.notice import in_sentence
from nam_tinh_hinh.emulation.enums import NoticeKind, Stage
from nam_tinh_hinh.emulation.tables import AssignmentNotice, Exemplar, InterimReview, NoticeReceipt
from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.seed import party_print_settings
from nam_tinh_hinh.people.tables import IssuedPaper
from tests import papers
from tests.browser import form_values

LIST, COMPOSE = "/dan-van-kheo/thong-bao", "/dan-van-kheo/thong-bao/soan"
ISSUE, PREVIEW = f"{COMPOSE}?nam=2026", "/dan-van-kheo/thong-bao/xem-thu.pdf?nam=2026"


@pytest.fixture
def agreed(world):
    party_print_settings(world.unit("dang_uy"), commune="Phường Minh Họa", province="Tỉnh Minh Họa", place="Minh Họa")
    world.save()
    return [world.staged(Stage.AGREED, key, name=name) for key, name in (("ccb", "Tiếng kẻng"), ("mttq", "Ngõ xóm"))]


def filled(world, browser, issuer="dang_uy", **said):
    typed = {
        "day": "16/3/2026",
        "layout": "dang",
        "issuer": world.unit(issuer).id,
        "duties": "Làm ngay.\nBáo cáo.",
    }
    return typed | form_values(browser.get(COMPOSE).text, ISSUE) | said


def issued(world, browser, **said):
    return browser.post(ISSUE, filled(world, browser, **said))


def notices():
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(db.select(AssignmentNotice).order_by(AssignmentNotice.id)).all()


def test_one_act_moves_all_and_leaves_each_unit_a_notice(world, agreed, standing):
    page = standing.get(COMPOSE).text
    assert ("bám sát địa bàn phụ trách" in page, "01-TB/ĐU" in page, "01-TB/BCĐ" in page) == (True, True, True)
    answer = issued(world, standing)
    assert (answer.status_code, answer.location) == (303, f"{LIST}?nam=2026")
    (notice,) = notices()
    paper = db.session.get_one(IssuedPaper, notice.paper_id)
    assert (notice.kind, notice.number_text, notice.count, notice.duties) == (
        NoticeKind.FIRST, "01-TB/ĐU", 2, "Làm ngay.\nBáo cáo.",
    )  # fmt: skip
    assert (paper.number_text, paper.audience.value, paper.unit_id) == ("01-TB/ĐU", "all", world.unit("dang_uy").id)
    assert {item.stage for item in db.session.scalars(db.select(Exemplar))} == {Stage.UNDERWAY}
    assert {row.unit_id for row in notice.receipts} == {world.unit("ccb").id, world.unit("mttq").id}
    assert len(db.session.scalars(db.select(InterimReview)).all()) == 4


def test_the_next_one_is_supplementary(world, agreed, standing):
    issued(world, standing)
    world.staged(Stage.AGREED, name="Đợt sau")
    assert "Soạn thông báo bổ sung" in standing.get(COMPOSE).text
    assert issued(world, standing, issuer="ban_chi_dao").status_code == 303
    assert [(one.kind.value, one.number_text) for one in notices()] == [
        ("first", "01-TB/ĐU"), ("supplement", "01-TB/BCĐ"),
    ]  # fmt: skip


def test_a_double_click_issues_once(world, agreed, standing):
    typed = filled(world, standing)
    assert [standing.post(ISSUE, typed).status_code for _ in range(2)] == [303, 303]
    assert len(notices()) == 1


def test_what_was_added_meanwhile_must_be_read_first(world, agreed, standing):
    typed = filled(world, standing, duties="Trách nhiệm do tôi sửa")
    world.staged(Stage.AGREED, name="Đến sau")
    answer = standing.post(ISSUE, typed)
    said = ("Danh sách giao nhiệm vụ vừa thay đổi", "Đến sau", "Trách nhiệm do tôi sửa")
    assert (answer.status_code, [words in answer.text for words in said]) == (409, [True] * 3)
    assert notices() == []
    again = typed | form_values(answer.text, ISSUE)
    assert standing.post(ISSUE, again).status_code == 303
    assert notices()[0].count == 3


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("day", "32/1/2026", "không phải là ngày"),
        ("duties", "", "Ghi trách nhiệm thực hiện."),
        ("duties", "Theo công văn TUYỆT MẬT", "bí mật nhà nước"),
        ("duties", "漢", "Phông chữ in không có"),
        ("issuer", "99999", "Hãy chọn một mục"),
        ("issuer", "x", "Hãy chọn một mục"),
        ("layout", "khac", "Hãy chọn một mục"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_issued(world, agreed, standing, name, value, sentence):
    answer = standing.post(ISSUE, filled(world, standing) | {name: value})
    assert (answer.status_code, sentence in answer.text, notices()) == (422, True, [])


def test_with_nothing_agreed_the_page_says_so(world, standing):
    assert "Không có mô hình nào chờ giao nhiệm vụ" in standing.get(COMPOSE).text
    assert standing.get(f"{COMPOSE}?nam=1990").status_code == 404


def test_a_unit_confirms_and_all_see_who_and_when(world, agreed, standing, clerk, stranger, sign_in):
    issued(world, standing)
    home = clerk.get("/").text
    assert "Thông báo giao nhiệm vụ số 01-TB/ĐU: xác nhận đã nhận" in home
    assert "xác nhận đã nhận" not in stranger.get("/").text
    page = clerk.get(f"{LIST}?nam=2026").text
    receipt = int(re.search(r"/thong-bao/(\d+)/da-nhan", page)[1])
    assert "Ủy ban Mặt trận" not in re.sub(r"<header.*?</header>", "", page, flags=re.S)
    path = f"{LIST}/{receipt}/da-nhan"
    assert stranger.post(path).status_code == 404
    assert [clerk.post(path, {"nam": "2026"}).status_code for _ in range(2)] == [303, 303]
    row = db.session.get_one(NoticeReceipt, receipt)
    assert (row.confirmed_by_name, row.confirmed_at is not None) == ("Nguyễn Thị Hòa", True)
    assert "xác nhận đã nhận" not in clerk.get("/").text
    matrix = sign_in("banchidao").get(f"{LIST}?nam=2026").text
    assert ("đã nhận 1/2" in matrix, "Nguyễn Thị Hòa, " in matrix, "Đã gửi, chưa xác nhận" in matrix) == (True,) * 3
    assert "Tiếng kẻng" not in stranger.get(f"{LIST}?nam=2026").text
    assert "Chưa có thông báo nào" in stranger.get(f"{LIST}?nam=2026").text
    assert [event.action for event in history.of("assignment_notice", row.notice_id)] == ["assign", "confirm"]


def test_everybody_may_open_the_paper_that_went_out(world, agreed, standing, stranger, officer):
    issued(world, standing)
    path = f"/van-ban/{notices()[0].paper_id}.pdf"
    first = standing.get(path)
    assert (first.status_code, first.data[:5]) == (200, b"%PDF-")
    named = first.headers["Content-Disposition"]
    assert named.encode("latin-1").decode() == "inline; filename=01-TB-DU.pdf; filename*=UTF-8''01-TB-%C4%90U.pdf"
    assert [browser.get(path).data == first.data for browser in (stranger, officer)] == [True, True]


@papers.needs_pdftotext
@pytest.mark.parametrize(
    ("layout", "number", "signs"),
    [("dang", "Số 01-TB/ĐU", "T/M BAN THƯỜNG VỤ"), ("nha-nuoc", "Số: 01/TB-ĐU", "TM. BAN THƯỜNG VỤ")],
)
def test_the_paper_says_what_is_assigned_to_whom(world, agreed, standing, layout, number, signs):
    issued(world, standing, layout=layout)
    words = papers.squeezed(papers.text(standing.get(f"/van-ban/{notices()[0].paper_id}.pdf").data))
    said = (
        number, signs, "THÔNG BÁO", "giao nhiệm vụ xây dựng mô hình, điển hình “Dân vận khéo” năm 2026",
        "Hội Cựu chiến binh phường Minh Họa", "Tiếng kẻng", "Chi hội Cựu chiến binh khu phố", "01/03/2026",
        "Tổng số: 2 mô hình, điển hình của 2 đơn vị.", "Làm ngay.", "Báo cáo.", "ngày 16 tháng 3 năm 2026",
        "Ban Thường vụ Đảng ủy phường Minh Họa giao nhiệm vụ",
    )  # fmt: skip
    assert [one for one in said if papers.squeezed(one) not in words] == []


@papers.needs_pdftotext
def test_the_draft_shows_what_is_typed_and_issues_nothing(world, agreed, standing):
    answer = standing.post(PREVIEW, filled(world, standing, duties="Chữ vừa gõ."))
    words = papers.squeezed(papers.text(answer.data))
    assert (papers.squeezed("Chữ vừa gõ.") in words, "Số01" in words, "-TB/ĐU" in words) == (True, False, True)
    assert (standing.get(PREVIEW).status_code, notices()) == (200, [])


def test_two_officers_issuing_at_once_issue_one_notice_under_one_number(world, agreed, sign_in):
    first, second = sign_in("thuongtruc"), sign_in("thuongtruc")
    typed = [filled(world, browser) | {"csrf_token": browser.token} for browser in (first, second)]
    db.session.remove()
    ready = Barrier(2)

    def press(browser, data):
        ready.wait()
        return browser.client.post(ISSUE, data=data)

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(press, (first, second), typed))
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    loser = next(answer.text for answer in answers if answer.status_code == 409)
    assert "Thông báo gần nhất số 01-TB/ĐU do Đỗ Quang Huy ban hành lúc" in loser
    assert [one.number_text for one in notices()] == ["01-TB/ĐU"]
    assert [paper.number for paper in db.session.scalars(db.select(IssuedPaper))] == [1]
    assert list(history.broken_links()) == []


@pytest.mark.parametrize(
    ("authority", "said"),
    [
        ("BAN THƯỜNG VỤ", "Ban Thường vụ"),
        ("BAN CHẤP HÀNH", "Ban Chấp hành"),
        ("Ban Thường vụ", "Ban Thường vụ"),
        ("", ""),
    ],
)
def test_an_authority_signs_in_capitals_and_acts_in_small_letters(authority, said):
    assert in_sentence(authority) == said
