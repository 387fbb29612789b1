"""The year's two reports: deadlines, words, draft, issue, and what is said when figures change afterwards."""

from datetime import date, timedelta

import pytest

from nam_tinh_hinh.emulation.documents.year_report import ADDRESSEES, report_paper
from nam_tinh_hinh.emulation.enums import ReportKind, Stage
from nam_tinh_hinh.emulation.queries import reports as queries
from nam_tinh_hinh.emulation.queries.figures import figures_of
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paper import PARTY, STATE
from nam_tinh_hinh.people.enums import Audience
from nam_tinh_hinh.people.tables import IssuedPaper
from tests import papers
from tests.browser import form_values
from tests.emulation.carrying import BEGUN, DUE, YEAR, campaign, on, sent, underway
from tests.kernel.prose import COMMITTEE, printed

HALF, WHOLE = f"/dan-van-kheo/bao-cao/{YEAR}/6-thang", f"/dan-van-kheo/bao-cao/{YEAR}/nam"
WORDS = {
    "leadership": "Ban Chỉ đạo đã ban hành kế hoạch, phân công thành viên theo dõi đơn vị.",
    "strengths": "Các đơn vị đăng ký sớm.\nNhân dân đồng tình.",
    "shortcomings": "Một số đơn vị sơ kết chậm.",
    "tasks": "Kiểm tra các mô hình chậm tiến độ.",
    "proposals": "",
}
JULY = date(YEAR, 7, 20)


@pytest.fixture
def year(world):
    """Two units' exemplars; one review on time, one late, one missing, one stopped."""
    sent(world, underway(world, name="Đường hoa"), DUE)
    sent(world, underway(world, name="Ngõ xanh"), DUE + timedelta(days=4))
    underway(world, "phu_nu", name="Chi hội sạch")
    underway(world, "phu_nu", Stage.STOPPED, name="Bếp ấm")


def written(browser, address=HALF, **words):
    form = form_values(browser.get(f"{address}/soan").text, f"{address}/soan")
    return browser.post(f"{address}/soan", form | WORDS | words)


def issued(browser, address=HALF, **typed):
    page = browser.get(f"{address}/ban-hanh").text
    given = {"layout": "dang", "day": f"{JULY:%d/%m/%Y}", "form_key": "f" * 32}
    return browser.post(f"{address}/ban-hanh", form_values(page, f"{address}/ban-hanh") | given | typed)


@papers.needs_pdftotext
@pytest.mark.parametrize("layout", [PARTY, STATE], ids=["dang", "nha-nuoc"])
def test_the_paper_says_the_figures_and_the_words_inside_its_margins(world, year, layout):
    with on(JULY):
        figures = figures_of(world.actor("thuongtruc"), campaign())
    said = {"kind": ReportKind.HALF_YEAR, "letterhead": COMMITTEE, "layout": layout, "number": 3, "day": JULY}
    pdf = printed(report_paper(figures, WORDS, plan_words="Kế hoạch số 12-KH/ĐU", **said))
    text = " ".join(papers.text(pdf).split())
    for words in (
        "BÁO CÁO kết quả thực hiện phong trào thi đua “Dân vận khéo” 6 tháng đầu năm",
        "Có 2 đơn vị đăng ký 4 mô hình, điển hình (mô hình: 4, điển hình: 0, chủ là tập thể: 4, chủ là cá nhân: 0).",
        "Đưa vào danh sách 4; không đưa vào danh sách 0; đang xét 0; đang chờ đơn vị bổ sung 0.",
        "Có 3 lượt sơ kết đến hạn: gửi đúng hạn 1, gửi chậm 1, chưa gửi 1.",
        "Dừng thực hiện: 1", "Bếp ấm", "Nhân dân đồng tình.", "Một số đơn vị sơ kết chậm.", "Phụ lục",
    ):  # fmt: skip
        assert words in text, words
    assert "Công nhận, khen thưởng" not in text
    assert "DỰ THẢO" not in text
    assert "Chưa viết" not in text
    # Above the text where the layout has a word for it, else first under "Nơi nhận".
    assert ("Kính gửi:" in text) == bool(layout.address_word)
    assert all(place in text for place in ADDRESSEES)
    assert text.count("Thường trực Ban Chỉ đạo (để b/c)") == (not layout.address_word)
    for word in papers.words(pdf):
        assert word.left >= layout.margin_left_mm * papers.PT_PER_MM - 0.1
        assert word.right <= (210 - layout.margin_right_mm) * papers.PT_PER_MM + 0.1


@papers.needs_pdftotext
def test_the_year_report_tells_what_was_recognised_and_an_empty_year_is_a_paper_too(world):
    empty = figures_of(world.actor("thuongtruc"), campaign())
    said = {"kind": ReportKind.YEAR, "letterhead": COMMITTEE, "layout": PARTY, "number": None, "day": None}
    text = " ".join(papers.text(printed(report_paper(empty, {}, plan_words="", **said))).split())
    assert "Chưa có mô hình, điển hình nào được đăng ký." in text
    assert "(Chưa viết.)" in text
    for stage, name in ((Stage.RECOGNISED, "Một"), (Stage.NOT_RECOGNISED, "Hai")):
        world.staged(stage, name=name)
    full = figures_of(world.actor("thuongtruc"), campaign())
    text = " ".join(papers.text(printed(report_paper(full, {}, plan_words="", **said))).split())
    assert "- Công nhận: 1, trong đó biểu dương 0, khen thưởng 0; - Không công nhận: 1;" in text


def test_the_draft_is_open_to_the_committees_side_only(world, year, sign_in):
    for username, code in (("tonghop", 200), ("banchidao", 200), ("thuongtruc", 200), ("canbo", 403), ("lanhdao", 403)):
        browser = sign_in(username)
        answer = browser.get(f"{HALF}/xem-thu.pdf?the-thuc=nha-nuoc")
        assert answer.status_code == code
        assert answer.data.startswith(b"%PDF") == (code == 200)
        assert browser.get(HALF).status_code == code
    assert sign_in("tonghop").get(f"{HALF}/ban-hanh").status_code == 403
    assert sign_in("thuongtruc").get("/dan-van-kheo/bao-cao/1999/nam").status_code == 404


def test_it_is_not_issued_until_written_and_words_survive_a_conflict(world, year, sign_in):
    with on(JULY):
        office = sign_in("thuongtruc")
        assert "còn chưa viết: công tác lãnh đạo, chỉ đạo; ưu điểm" in office.get(f"{HALF}/ban-hanh").text
        first = form_values(office.get(f"{HALF}/soan").text, f"{HALF}/soan")
        assert written(office, tasks="").status_code == 303
        stale = office.post(f"{HALF}/soan", first | WORDS | {"tasks": "Việc của bản cũ", "form_key": "e" * 32})
        assert stale.status_code == 409
        assert "Việc của bản cũ" in stale.text
        assert "Chưa viết: nhiệm vụ thời gian tới." in office.get(HALF).text
        unwritten = {"issuer": str(world.unit("ban_chi_dao").id), "layout": "dang", "day": f"{JULY:%d/%m/%Y}"}
        seen = {"seen": str(queries.report(campaign(), ReportKind.HALF_YEAR).version)}
        answer = office.post(f"{HALF}/ban-hanh", unwritten | seen)
        assert answer.status_code == 422
        assert "còn chưa viết: nhiệm vụ thời gian tới." in answer.text
    assert db.session.scalars(db.select(IssuedPaper)).all() == []


def test_it_is_issued_once_with_a_number_and_says_later_what_changed(world, year, sign_in):
    with on(JULY):
        office = sign_in("thuongtruc")
        written(office)
        assert issued(office, issuer="99999").status_code == 422
        assert issued(office).status_code == 303
        assert issued_again(office).status_code == 303
        shown = office.get(HALF).text
        assert "Số liệu hiện nay vẫn như trong báo cáo." in shown
        (paper,) = db.session.scalars(db.select(IssuedPaper)).all()
        assert (paper.number, paper.audience, paper.subject) == (1, Audience.COMMITTEE, "campaign_report")
        assert f"/van-ban/{paper.id}.pdf" in shown
        assert sign_in("tonghop").get(f"/van-ban/{paper.id}.pdf").status_code == 200
        assert sign_in("canbo").get(f"/van-ban/{paper.id}.pdf").status_code == 404
        assert office.get(f"{HALF}/soan").status_code == 303
        locked = office.post(f"{HALF}/soan", WORDS | {"version": "2", "strengths": "Chữ gõ sau"})
        assert (locked.status_code, "Chữ gõ sau" in locked.text) == (409, True)
    with on(JULY + timedelta(days=2)):
        world.staged(Stage.SUBMITTED, name="Mới")
        assert "Mô hình, điển hình đăng ký: trong báo cáo 4, nay 5" in sign_in("thuongtruc").get(HALF).text


def issued_again(browser):
    """The second click of a double click: the same form with the same key."""
    given = {"issuer": "1", "layout": "dang", "day": f"{JULY:%d/%m/%Y}", "seen": "1", "form_key": "f" * 32}
    page = browser.get("/").text
    assert page
    unit = db.session.scalars(db.select(IssuedPaper.unit_id)).one()
    return browser.post(f"{HALF}/ban-hanh", given | {"issuer": str(unit)})


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(YEAR, 7, 10), None),
        (date(YEAR, 7, 11), f"hạn 25/07/{YEAR}"),
        (date(YEAR, 7, 25), f"hạn 25/07/{YEAR}"),
        (date(YEAR, 7, 26), "quá hạn 1 ngày"),
    ],
)
def test_issuers_are_told_two_weeks_before_the_deadline(world, year, sign_in, day, said):
    with on(day):
        home = sign_in("thuongtruc").get("/").text
        others = [sign_in(who).get("/").text for who in ("banchidao2", "tonghop", "canbo")]
    assert (f"Ban hành báo cáo 6 tháng {YEAR}" in home) == (said is not None)
    assert said is None or said in home
    assert not any("Ban hành báo cáo" in other for other in others)
    assert day > BEGUN


def test_the_first_half_of_a_year_that_is_over_is_asked_of_nobody(world, year, sign_in):
    with on(date(YEAR + 1, 1, 5)):
        home = sign_in("thuongtruc").get("/").text
    assert f"Ban hành báo cáo 6 tháng {YEAR}" not in home
    assert f"Ban hành báo cáo năm {YEAR}" in home
