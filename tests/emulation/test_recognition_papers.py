"""The decision of recognition and its certificates: words, layout, numbers, one act, also when two issue at once."""

import io
from datetime import date

import pypdf
import pytest

from nam_tinh_hinh.emulation.documents.recognition import Awarded, Ground, certificate_sheet, decision_paper
from nam_tinh_hinh.emulation.enums import Award, Stage
from nam_tinh_hinh.emulation.tables import Recognition
from nam_tinh_hinh.kernel import clock, pdf
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paper import PARTY, STATE
from nam_tinh_hinh.people import documents as people
from nam_tinh_hinh.people.queries import print_setting
from nam_tinh_hinh.people.tables import IssuedPaper
from tests import papers
from tests.browser import form_values
from tests.emulation.recognising_given import LONG
from tests.emulation.test_concurrency import together

PAGE = "/dan-van-kheo/cong-nhan/quyet-dinh"
DAY = date(2026, 12, 28)
ROWS = [
    Awarded(Award.REWARD, LONG, "Mô hình", "Hội Liên hiệp Phụ nữ phường Minh Họa", "Chi hội Phụ nữ khu phố 2",
            "Khu phố 2, phường Minh Họa, tỉnh Minh Họa"),
    Awarded(Award.RECOGNISE, "Tiếng kẻng an ninh", "Mô hình", "Công an phường Minh Họa", "Công an phường Minh Họa",
            "Khu phố 1"),
    Awarded(Award.COMMEND, "Ông Sáng giữ sạch đường phố", "Điển hình", "Chi bộ khu phố Phúc Ninh",
            "Nguyễn Đức Sáng, Bí thư chi bộ", "Phố Phúc Ninh"),
]  # fmt: skip


def said(layout_code):
    setting = print_setting(layout_code)
    return {"letterhead": people.letterhead(setting), "layout": people.layout(setting)}


def drawn(world, template, paper):
    with world.app.test_request_context():
        html = world.app.jinja_env.get_template(template).render(paper=paper)
    return pdf.render(html)


def test_the_decision_names_everyone_under_his_award(world):
    paper = decision_paper(
        ROWS, Ground(2026, "12-KH/ĐU", date(2026, 1, 15)), **said("dang"), issuer="Ban Chỉ đạo", number=5, day=DAY
    )
    text = papers.squeezed(papers.text(drawn(world, "print/prose.html", paper)))
    wanted = (
        "Số 05-QĐ/BCĐ", "công nhận mô hình, điển hình “Dân vận khéo” năm 2026",
        "Căn cứ Kế hoạch số 12-KH/ĐU ngày 15/01/2026", "TRƯỞNG BAN CHỈ ĐẠO", "QUYẾT ĐỊNH",
        "Công nhận 03 mô hình, điển hình “Dân vận khéo” năm 2026 (có danh sách kèm theo)", "Điều 3.",
        "DANH SÁCH MÔ HÌNH, ĐIỂN HÌNH ĐƯỢC CÔNG NHẬN, KHEN THƯỞNG", "Phụ lục III", LONG, "Nguyễn Đức Sáng",
        "của Ban Chỉ đạo)",
    )  # fmt: skip
    assert [words for words in wanted if papers.squeezed(words) not in text] == []


@pytest.mark.parametrize(("code", "layout", "mark"), [("dang", PARTY, "Số 05-QĐ"), ("nha-nuoc", STATE, "Số: 05/QĐ")])
def test_the_decision_keeps_to_its_layout(world, code, layout, mark):
    paper = decision_paper(ROWS, Ground(2026), **said(code), issuer="Ban Chỉ đạo", number=5, day=DAY)
    content = drawn(world, "print/prose.html", paper)
    left = min(word.left for word in papers.words(content) if word.page == 1)
    assert left >= layout.margin_left_mm * papers.PT_PER_MM - 1
    box = pypdf.PdfReader(io.BytesIO(content)).pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (595, 842)
    assert papers.squeezed(mark) in papers.squeezed(papers.text(content))


def test_a_certificate_of_a_long_name_stays_on_its_page(world):
    sheet = certificate_sheet(ROWS, 2026, **said("dang"), number=7, day=DAY, decision_words="Quyết định số 05-QĐ/BCĐ")
    content = drawn(world, "print/certificates.html", sheet)
    assert (len(LONG), papers.pages(content)) == (118, 3)
    pages = [papers.squeezed(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    assert [f"Số0{number}-GCN/BCĐ" in page for number, page in zip((7, 8, 9), pages, strict=True)] == [True] * 3
    assert papers.squeezed(f"“{LONG}”") in pages[0]
    assert papers.squeezed("là mô hình “Dân vận khéo” năm 2026, được khen thưởng") in pages[0]
    assert pages[1].count(papers.squeezed("Công an phường Minh Họa")) == 1
    assert papers.squeezed("Điển hình “Dân vận khéo”") in pages[2]


def test_long_words_everywhere_still_take_one_page(world):
    long = [Awarded(Award.REWARD, LONG, "Mô hình", LONG, LONG, LONG)] * 2
    sheet = certificate_sheet(long, 2026, **said("nha-nuoc"), number=7, day=DAY, decision_words=f"Quyết định {LONG}")
    assert papers.pages(drawn(world, "print/certificates.html", sheet)) == 2


@pytest.fixture
def judged(world):
    good = world.staged(Stage.RECOGNISE_PENDING, name="Tiếng kẻng an ninh")
    bad = world.staged(Stage.REFUSE_PENDING, "phu_nu", name="Ngõ xóm tự quản")
    return good.id, bad.id


def issue(browser, page=PAGE, **more):
    html = browser.get(page).text
    action = html.split('action="' + page)[1].split('"')[0]
    said = form_values(html, page + action)
    return browser.post(page, said | {"day": f"{clock.today():%d/%m/%Y}", "layout": "dang"} | more)


def test_the_page_says_what_will_happen(world, judged, standing):
    text = standing.get(PAGE).text
    assert ("Tiếng kẻng an ninh" in text, "Ngõ xóm tự quản" in text, "Số sẽ cấp: <b>01-QĐ/BCĐ</b>" in text) == (
        True,
    ) * 3
    assert "Kết quả chưa rõ" in text
    preview = standing.get(f"{PAGE}/xem-thu.pdf?the-thuc=nha-nuoc")
    words = papers.squeezed(papers.text(preview.data))
    assert (preview.mimetype, "Tiếngkẻngan" in words, "Ngõxóm" in words) == ("application/pdf", True, False)
    assert db.session.scalars(db.select(IssuedPaper)).all() == []


def test_issuing_makes_everything_known_at_once(world, judged, standing, clerk, stranger):
    answer = issue(standing, PAGE)
    assert (answer.status_code, answer.location) == (303, f"/dan-van-kheo/cong-nhan?nam={clock.today().year}")
    good, bad = (world.again(one) for one in judged)
    decision, paper = db.session.scalars(db.select(Recognition)).one(), db.session.scalars(db.select(IssuedPaper)).one()
    assert (good.stage, bad.stage) == (Stage.RECOGNISED, Stage.NOT_RECOGNISED)
    assert (decision.number_text, decision.paper_id, decision.count) == ("01-QĐ/BCĐ", paper.id, 1)
    words = papers.squeezed(papers.text(paper.content))
    assert ("Tiếngkẻng" in words, "Ngõxóm" in words, "DỰTHẢO" in words) == (True, False, False)
    assert "01-QĐ/BCĐ" in clerk.get(f"/dan-van-kheo/{judged[0]}/ket-qua").text
    assert "Kết quả: Tiếng kẻng an ninh" in clerk.get("/").text
    theirs = stranger.get(f"/dan-van-kheo/{judged[1]}/ket-qua").text
    assert ("Không được công nhận năm" in theirs, "Kết quả chưa rõ" in theirs) == (True, True)
    assert stranger.get(f"/dan-van-kheo/{judged[0]}/ket-qua").status_code == 404


def test_two_officers_at_once_issue_one_decision(world, judged, standing):
    html = standing.get(PAGE).text
    action = PAGE + html.split('action="' + PAGE)[1].split('"')[0]
    said = form_values(html, action) | {"day": f"{clock.today():%d/%m/%Y}", "layout": "dang"}
    both = [said, said | {"form_key": "0" * 32}]
    answers = together(*[lambda one=one: standing.client.post(PAGE, data=one) for one in both])
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    world.save()
    assert [row.number for row in db.session.scalars(db.select(IssuedPaper))] == [1]
    assert len(db.session.scalars(db.select(Recognition)).all()) == 1


def test_a_double_click_issues_once(world, judged, standing):
    html = standing.get(PAGE).text
    action = PAGE + html.split('action="' + PAGE)[1].split('"')[0]
    said = form_values(html, action) | {"day": f"{clock.today():%d/%m/%Y}", "layout": "dang"}
    answers = together(*[lambda: standing.client.post(PAGE, data=said)] * 2)
    assert [answer.status_code for answer in answers] == [303, 303]
    world.save()
    assert len(db.session.scalars(db.select(IssuedPaper)).all()) == 1


def test_what_changed_meanwhile_is_read_again(world, judged, standing):
    html = standing.get(PAGE).text
    action = PAGE + html.split('action="' + PAGE)[1].split('"')[0]
    said = form_values(html, action) | {"day": "28/1/2026", "layout": "nha-nuoc"}
    world.staged(Stage.RECOGNISE_PENDING, name="Mô hình mới thêm")
    answer = standing.post(PAGE, said)
    assert (answer.status_code, "Mô hình mới thêm" in answer.text, "28/1/2026" in answer.text) == (409, True, True)
    assert (world.again(judged[0]).stage, db.session.scalars(db.select(IssuedPaper)).all()) == (
        Stage.RECOGNISE_PENDING, [])  # fmt: skip


def test_where_nobody_is_recognised_units_are_told_without_a_paper(world, standing):
    exemplar = world.staged(Stage.REFUSE_PENDING)
    assert issue(standing, PAGE).status_code == 303
    assert world.again(exemplar.id).stage is Stage.NOT_RECOGNISED
    assert db.session.scalars(db.select(IssuedPaper)).all() == []


def test_certificates_go_out_once_with_a_run_of_numbers(world, standing, clerk):
    for n in range(3):
        world.staged(Stage.RECOGNISE_PENDING, name=f"Mô hình {n}")
    issue(standing, PAGE)
    decision = db.session.scalars(db.select(Recognition)).one()
    page = f"/dan-van-kheo/cong-nhan/{decision.id}/giay-chung-nhan"
    assert standing.get(f"{page}/xem-thu.pdf").mimetype == "application/pdf"
    said = form_values(standing.get(page).text, page) | {"day": f"{clock.today():%d/%m/%Y}", "layout": "dang"}
    answers = together(*[lambda s=s: standing.client.post(page, data=s) for s in (said, said | {"form_key": "0" * 32})])
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    world.save()
    paper = db.session.scalars(db.select(IssuedPaper).filter_by(subject="recognition")).one()
    assert (paper.number, paper.count, paper.pages, paper.name) == (
        1, 3, 3, "Giấy chứng nhận số 01-GCN/BCĐ đến số 03")  # fmt: skip
    assert db.session.get(Recognition, decision.id).certificates_paper_id == paper.id
    assert papers.squeezed("Quyết định số 01-QĐ/BCĐ") in papers.squeezed(papers.text(paper.content))
    assert paper.name in standing.get(page).text


def test_the_members_see_what_is_due(world, member, standing, sign_in):
    world.staged(Stage.REPORTED)
    world.staged(Stage.RECOGNISE_PENDING, "phu_nu")
    world.staged(Stage.UNDERWAY, name="Chờ báo cáo")
    year = clock.today().year
    assert "Đánh giá: 1 mô hình" in member.get("/").text
    hers, his = {}, {}
    for day in ((year, 11, 1), (year, 11, 16), (year, 12, 20)):
        with clock.stopped_at(clock.now().replace(year=day[0], month=day[1], day=day[2])):
            hers[day[1:]] = "Gửi báo cáo kết quả: Chờ báo cáo" in sign_in("lanhdao").get("/").text
            his[day[1:]] = "Ban hành quyết định công nhận" in sign_in("thuongtruc").get("/").text
    assert hers == {(11, 1): False, (11, 16): True, (12, 20): True}
    assert his == {(11, 1): False, (11, 16): False, (12, 20): True}
