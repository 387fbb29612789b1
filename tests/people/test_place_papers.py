"""The list of who looks after what (R132) and the directory (R133), on paper in both layouts."""

from datetime import date

import pytest

from nam_tinh_hinh.kernel.paper import LAYOUTS, PARTY
from nam_tinh_hinh.kernel.paper.grid import Grid
from nam_tinh_hinh.people.documents.places import CONTACT_COLUMNS, POSTING_COLUMNS
from tests import papers
from tests.people.places import add_area, add_contact, assign

BOTH = pytest.mark.parametrize("code", list(LAYOUTS))
MM = papers.PT_PER_MM
DAY = "ngay=01/10/2026&ngay-ky=05/10/2026"


def printed(browser, path: str) -> bytes:
    answer = browser.get(path)
    assert answer.mimetype == "application/pdf", answer.text
    return answer.data


def said(pdf: bytes) -> str:
    return " ".join(papers.text(pdf).split())


@papers.needs_pdftotext
@BOTH
def test_the_list_of_postings(world, stranger, code):
    area = add_area("Khu phố Phúc Ninh", is_pilot=True)
    add_area("Thôn không người")
    assign(world, "phutrach", area, since=date(2026, 3, 1), until=date(2026, 12, 31))
    text = said(printed(stranger, f"/phan-cong/danh-sach.pdf?the-thuc={code}&so=7&{DAY}"))
    assert LAYOUTS[code].heading in text
    assert "DANH SÁCH phân công cán bộ phụ trách địa bàn" in text
    for column in POSTING_COLUMNS:
        assert column.title in text
    assert "Thí điểm; đến" in text
    for words in (
        "Khu phố Phúc Ninh",
        "Hoàng Văn Sơn",
        "01/03/2026",
        "31/12/2026",
        "ngày 05 tháng 10 năm 2026",
        "(ngày 01/10/2026)",
        "TRƯỞNG BAN",
    ):
        assert words in text
    assert "Danh sách này có 2 địa bàn, 1 cán bộ phụ trách." in text
    assert {"dang": "Số 07-DS/BCĐ", "nha-nuoc": "Số: 07/DS-BCĐ"}[code] in text


@papers.needs_pdftotext
@BOTH
def test_the_directory(world, stranger, code):
    add_contact(world, name="Phạm Văn Thắng", post="Chủ tịch Hội")
    add_contact(world, "doan", name="Lý Thị Mẫu", phone="0900 000 109")
    text = said(printed(stranger, f"/danh-ba/danh-ba.pdf?the-thuc={code}"))
    assert "DANH BẠ đầu mối tiếp nhận, cung cấp thông tin" in text
    assert "Hội Cựu chiến binh phường Minh Họa 1 Phạm Văn Thắng Chủ tịch Hội 0900 000 123" in text
    assert "Danh bạ này có 2 đầu mối của 2 đơn vị." in text


@papers.needs_pdftotext
@pytest.mark.parametrize(("path", "width"), [("/phan-cong/danh-sach.pdf", 210), ("/danh-ba/danh-ba.pdf", 297)])
def test_every_word_lies_inside_the_margins_on_every_page(world, clerk, path, width):
    areas = [add_area(f"Tổ dân phố số {n} " + "mang tên rất dài " * (n % 3)) for n in range(40)]
    assign(world, "phutrach", *areas)
    for n in range(40):
        add_contact(world, name=f"Nguyễn Thị Thanh Hương {n}", email=f"ten.rat.dai.{n}@phong.ban.minhhoa.example")
    pdf = printed(clerk, path)
    assert papers.pages(pdf) >= 3
    for word in papers.words(pdf):
        assert word.left >= PARTY.margin_left_mm * MM - 0.1
        assert word.right <= (width - PARTY.margin_right_mm) * MM + 0.1
    heads = [word for word in papers.words(pdf) if word.text == "TT"]
    assert {word.page for word in heads} >= set(range(1, papers.pages(pdf)))


def test_an_empty_list_says_so(world, clerk):
    assert printed(clerk, "/phan-cong/danh-sach.pdf?tu-khoa=khong-co")
    assert printed(clerk, "/danh-ba/danh-ba.pdf?tu-khoa=khong-co")


@pytest.mark.parametrize("columns", [POSTING_COLUMNS, CONTACT_COLUMNS])
def test_the_columns_share_the_whole_width(columns):
    assert sum(column.share for column in columns) == pytest.approx(1)


def test_a_day_fits_its_column():
    grid = Grid(PARTY, POSTING_COLUMNS)
    assert grid.measure(POSTING_COLUMNS[4]).holds("26/03/2026")
