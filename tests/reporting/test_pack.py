"""Hồ sơ họp: which reports may be taken along, in which order, byte for byte where issued, and who is missing."""

import io

import pypdf
import pytest

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.tables import IssuedPaper
from nam_tinh_hinh.reporting import services
from nam_tinh_hinh.reporting.queries import pack as queries
from tests import papers
from tests.people.statements import counted
from tests.reporting.test_issuing import issue

PAGE, FILE = "/bao-cao/ho-so-hop", "/bao-cao/ho-so-hop.pdf"


@pytest.fixture
def week(reporting):
    """Hội CCB and Hội LHPN have sent, Hội Nông dân has not."""
    reporting.sent(issues="Đường tổ 5 ngập sau mưa.")
    reporting.sent("phu_nu", issues="Chợ cóc lấn vỉa hè.")
    return reporting.week


def asked(reporting, *keys, **said):
    rows = [(f"bc={reporting.report(key).id}", f"thu-tu-{reporting.report(key).id}={n}") for n, key in enumerate(keys)]
    args = [f"ky={reporting.week.id}", *(part for row in rows for part in row), *(f"{k}={v}" for k, v in said.items())]
    return f"{FILE}?{'&'.join(args)}"


def outline(content):
    return [one.title for one in pypdf.PdfReader(io.BytesIO(content)).outline]


@papers.needs_pdftotext
def test_the_pack_holds_the_ticked_reports_in_their_order_and_names_who_is_missing(reporting, week, sign_in):
    answer = sign_in("tonghop").get(
        asked(reporting, "phu_nu", "ccb", **{"tieu-de": "Hồ sơ họp giao ban", "ngay": "20/11/2026"})
    )
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    titles = outline(answer.data)
    assert titles == [
        "Mục lục", "chưa ban hành Hội Liên hiệp Phụ nữ phường Minh Họa",
        "chưa ban hành Hội Cựu chiến binh phường Minh Họa",
    ]  # fmt: skip
    first = " ".join(papers.text(answer.data).split())
    assert f"HỒ SƠ HỌP GIAO BAN {week.title} Ngày họp: 20/11/2026" in first
    assert f"{week.title}, chưa có báo cáo của: Hội Nông dân phường Minh Họa." in first
    assert f"Trang 1/{papers.pages(answer.data)}" in first
    event = db.session.scalars(db.select(history.Event).filter_by(subject="report_pack")).one()
    assert (event.action, len(event.details["after"]["bound"])) == ("export_pdf", 2)


@papers.needs_pdftotext
def test_an_issued_report_goes_in_as_it_was_issued(reporting, week, sign_in):
    issue(sign_in("lanhdao"), reporting.report())
    db.session.rollback()
    paper = db.session.scalars(db.select(IssuedPaper)).one()
    answer = sign_in("tonghop").get(asked(reporting, "ccb"))
    bound = pypdf.PdfReader(io.BytesIO(answer.data))
    original = pypdf.PdfReader(io.BytesIO(paper.content))
    for mine, theirs in zip(bound.pages[1:], original.pages, strict=True):
        assert papers.squeezed(theirs.extract_text()) in papers.squeezed(mine.extract_text())
    assert outline(answer.data)[1].startswith("01/BC-CCB Hội Cựu chiến binh phường Minh Họa")


def test_the_page_offers_what_was_sent_and_says_who_has_not(reporting, week, sign_in):
    page = sign_in("tonghop").get(f"{PAGE}?ky={week.id}").text
    assert page.count('name="bc"') == page.count(" checked aria-label") == 2
    assert "Chưa có báo cáo, sẽ ghi ở mục lục: Hội Nông dân phường Minh Họa." in page


def test_so_many_are_drawn_at_a_press_and_the_page_says_how_long_it_takes(reporting, week, sign_in, monkeypatch):
    browser, place = sign_in("tonghop"), f"{PAGE}?ky={week.id}"
    assert "2 báo cáo chưa ban hành phải in lại, mất khoảng 4 giây" in browser.get(place).text
    monkeypatch.setattr(queries, "MOST_DRAWN", 1)
    page = browser.get(place).text
    assert (page.count(" checked aria-label"), "nhiều hơn một tập" in page) == (0, True)
    refused = browser.get(asked(reporting, "ccb", "phu_nu"))
    assert (refused.status_code, "báo cáo chưa ban hành, bạn chọn 2" in refused.text) == (422, True)
    issue(sign_in("lanhdao"), reporting.report())
    db.session.rollback()
    assert browser.get(asked(reporting, "ccb", "phu_nu")).mimetype == "application/pdf"


def test_each_packs_only_what_he_may_read(reporting, week, sign_in):
    ours = sign_in("canbo").get(f"{PAGE}?ky={week.id}").text
    assert ("Hội Cựu chiến binh" in ours, ours.count('name="bc"')) == (True, 1)
    refused = sign_in("canbo").get(asked(reporting, "ccb", "phu_nu"))
    assert (refused.status_code, "bạn không xem được" in refused.text) == (422, True)
    stranger = sign_in("phutrach").get(f"{PAGE}?ky={week.id}").text
    assert 'name="bc"' not in stranger
    drafts = sign_in("lanhdao2").get(asked(reporting, "nong_dan"))
    assert drafts.status_code == 422


@pytest.mark.parametrize(("said", "words"), [
    ({"tieu-de": " "}, "Ghi tên tập hồ sơ"), ({"ngay": "hôm nay"}, "không phải là ngày"),
])  # fmt: skip
def test_what_is_typed_wrongly_is_said(reporting, week, sign_in, said, words):
    answer = sign_in("tonghop").get(asked(reporting, "ccb", **said))
    assert (answer.status_code, words in answer.text) == (422, True)
    for bad in (f"{FILE}?bc=x&bc=99999999999&ky=-1", f"{FILE}?bc=2147483647", f"{PAGE}?ky=abc&ky=99999999999999", FILE):
        assert sign_in("tonghop").get(bad).status_code in {200, 422}


def test_too_many_are_refused(reporting, week, sign_in):
    args = "&".join(f"bc={n}" for n in range(1, queries.MOST + 2))
    answer = sign_in("tonghop").get(f"{FILE}?{args}")
    assert (answer.status_code, "nhiều nhất 40 báo cáo" in answer.text) == (422, True)


def test_one_statement_more_or_less_whatever_is_in_the_period(reporting, week):
    reach = reporting.reach("tonghop")
    with counted(reporting.world.app) as few:
        queries.plan(reach, [week.id])
    reporting.sent("nong_dan")
    reporting.world.save()
    with counted(reporting.world.app) as more:
        rows = queries.plan(reach, [week.id]).sendings
        [(row.report.unit.name, row.paper, row.report.obligation.period.title) for row in rows]
    assert len(rows) == 3
    assert len(more) <= len(few) + 2


def test_recalled_it_is_not_taken_along(reporting, week, sign_in):
    services.act(actor=reporting.of("ccb"), report=reporting.report(), action="recall")
    reporting.save()
    page = sign_in("tonghop").get(f"{PAGE}?ky={week.id}").text
    assert page.count('name="bc"') == 1
    assert sign_in("tonghop").get(asked(reporting, "ccb")).status_code == 422
