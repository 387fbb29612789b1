"""The pages of the boards: what each reads there, what is offered, the papers, the refusals."""

from html import unescape

import pytest

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.asked import PDF, XLSX
from nam_tinh_hinh.reporting import rules
from tests.people.statements import counted

BOARD = "/bao-cao/theo-doi"


@pytest.fixture
def above(sign_in):
    """The leader of MTTQ: the second hat of a committee member."""
    browser = sign_in("banchidao")
    hats = browser.get("/").text.split('name="hat" value="')[1:]
    number = next(part.split('"')[0] for part in hats if "Phó Chủ tịch" in part.split("</button>")[0])
    browser.post("/vi-tri", {"hat": number})
    browser.get(BOARD)
    return browser


@pytest.fixture
def sent(reporting):
    with clock.stopped_at(reporting.at(3, 10)):
        return reporting.sent("ccb")


def page(browser, path=BOARD):
    answer = browser.get(path)
    assert answer.status_code == 200
    return unescape(answer.text)


def month(reporting):
    return f"{BOARD}?ky=thang&ngay={reporting.week.last:%d/%m/%Y}"


def test_the_receiver_sees_all_and_what_is_missing(reporting, sent, above):
    with clock.stopped_at(reporting.at(3, 13)):
        text = page(above, month(reporting))
    assert "còn 30 phút · còn 2 đơn vị chưa nộp" in text
    assert "Nhắc cả 2 đơn vị" in text
    assert f'href="/bao-cao/{sent.id}/ban-nop"' in text
    assert f'href="/bao-cao/dung-han/{sent.unit_id}"' in text


def test_a_unit_sees_only_itself_and_no_button(reporting, sent, clerk, stranger):
    text = page(clerk, month(reporting))
    assert f'href="/bao-cao/{sent.id}"' in text
    assert reporting.unit("phu_nu").name not in text
    assert 'name="viec"' not in text
    assert reporting.unit("ccb").name not in page(stranger, month(reporting)).split("<main")[1]


def test_reminding_one_and_all(reporting, sent, above):
    owed = reporting.report("phu_nu").obligation
    with clock.stopped_at(reporting.at(3, 13)):
        answer = above.post(f"{BOARD}/nhac?ky=quy", {"viec": owed.id})
        assert (answer.status_code, answer.location.split("?")[0]) == (303, BOARD)
        assert "Đã nhắc 1 đơn vị." in page(above, answer.location)
        assert "Đã nhắc 1 đơn vị. " in page(above, above.post(f"{BOARD}/nhac", {"ky": reporting.week.id}).location)
    assert reporting.again(sent.id).obligation.reminders == 0
    assert reporting.report("phu_nu").obligation.reminders == 1


@pytest.mark.parametrize("said", [{}, {"viec": "x"}, {"viec": str(10**30)}, {"ky": "-1"}, {"ky": "99"}])
def test_nonsense_is_refused_in_words(reporting, above, said):
    assert reporting.week
    answer = above.post(f"{BOARD}/nhac", said)
    assert answer.status_code == 422
    assert "không còn ai để nhắc" in answer.text


def test_strangers_remind_nobody(reporting, sign_in):
    owed = reporting.report("ccb").obligation
    assert sign_in("canbo2").post(f"{BOARD}/nhac", {"viec": owed.id}).status_code == 403
    assert sign_in("lanhdao2").post(f"{BOARD}/nhac", {"viec": owed.id}).status_code == 422
    assert sign_in("lanhdao").post(f"{BOARD}/nhac", {"viec": owed.id}).status_code == 403
    assert reporting.report("ccb").obligation.reminders == 0


@pytest.mark.parametrize(
    "query",
    [
        "ky=x&ngay=31/02/2026", "ky=nam&ngay=01/01/1900", "ngay=31/12/2100", "che-do=999999999", "trang=99",
        "pham-vi=x&thieu=2",
    ],
)  # fmt: skip
def test_whatever_the_address_says_there_is_a_page(reporting, clerk, query):
    assert reporting.week
    assert page(clerk, f"{BOARD}?{query}")


def test_nothing_there_is_said_in_words(clerk, reporting):
    assert "Chưa có kỳ báo cáo nào trong" in page(clerk)
    assert reporting.week
    assert "Không có đơn vị nào khớp" in page(clerk, f"{month(reporting)}&tu-khoa=khongco")


def test_the_papers(reporting, sent, above):
    for path in (f"{BOARD}.pdf", f"{BOARD}.xlsx"):
        answer = above.get(f"{path}?ky=nam&ngay={reporting.week.last:%d/%m/%Y}")
        assert (answer.status_code, answer.mimetype) == (200, PDF if path.endswith("pdf") else XLSX)
    assert above.get(f"{BOARD}.pdf?ngay=01/01/1999").status_code == 200
    assert above.get(f"{BOARD}.pdf?so=x").status_code == 422


def test_the_history_of_a_unit_and_its_papers(reporting, sent, above, clerk, stranger):
    place = f"/bao-cao/dung-han/{sent.unit_id}"
    for browser in (above, clerk):
        text = page(browser, place)
        assert "Đúng hạn 1/1 kỳ đã đến hạn." in text
        assert reporting.week.title in text
        for end, kind in (("pdf", PDF), ("xlsx", XLSX)):
            assert browser.get(f"{place}/bang.{end}").mimetype == kind
    assert [stranger.get(f"{place}{end}").status_code for end in ("", "/bang.pdf", "/bang.xlsx")] == [404] * 3
    assert clerk.get("/bao-cao/dung-han/999999").status_code == 404


def test_the_board_costs_the_same_however_many_units(reporting, above):
    def cost(path):
        with counted(reporting.world.app) as statements:
            page(above, path)
        return len(statements)

    regime, path = reporting.regime(("ccb",), "mttq"), year_of_today()
    reporting.open(regime)
    few = cost(path)
    reporting.open(reporting.regime(("phu_nu", "nong_dan", "doan"), "mttq"))
    assert cost(path) == few


def year_of_today():
    return f"{BOARD}?ky=nam"


def test_only_receivers_and_askers_remind(reporting):
    assert [who for who in ("canbo", "lanhdao", "tonghop", "nguoixem", "thuongtruc", "quantri", "phutrach")
            if rules.may_remind(reporting.reach(who).actor)] == ["lanhdao", "tonghop", "thuongtruc"]  # fmt: skip
