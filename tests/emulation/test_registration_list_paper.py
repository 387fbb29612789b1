"""Tests of the registration list on the common table paper: real PDFs. The table's own are tests/kernel's."""

import io
from datetime import date

import pypdf
import pytest

from nam_tinh_hinh.kernel.paper import PARTY, STATE
from tests import papers
from tests.emulation import lists
from tests.kernel.tables import printed

LAYOUTS = pytest.mark.parametrize("layout", [PARTY, STATE], ids=["dang", "nha-nuoc"])
MM = papers.PT_PER_MM


@papers.needs_pdftotext
@LAYOUTS
def test_it_lies_on_its_side_with_every_word_inside_the_margins(layout):
    pdf = printed(lists.paper(45, layout=layout))
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        assert float(page.mediabox.width) == pytest.approx(297 * MM, abs=0.1)
        assert float(page.mediabox.height) == pytest.approx(210 * MM, abs=0.1)
    for word in papers.words(pdf):
        assert word.left >= layout.margin_left_mm * MM - 0.1
        assert word.right <= (297 - layout.margin_right_mm) * MM + 0.1
        assert word.bottom <= (210 - layout.margin_bottom_mm) * MM + 0.1


@papers.needs_pdftotext
def test_the_column_heads_stand_once_on_top_of_every_page_with_rows():
    words = papers.words(printed(lists.paper(45)))
    heads = [word for word in words if word.text == "TT"]
    rows = {word.page for word in words if word.text.isdigit() and word.left < 40 * MM and word.top > 30 * MM}
    assert [word.page for word in heads] == sorted(rows)
    assert all(word.top < 36 * MM for word in heads if word.page > 1)


@papers.needs_pdftotext
def test_every_row_is_printed_once_and_in_order():
    words = papers.words(printed(lists.paper(45)))
    ordinals = [int(word.text) for word in words if word.text.isdigit() and word.right < 40 * MM]
    assert ordinals == list(range(1, 46))


@papers.needs_pdftotext
def test_units_are_headed_by_numeral_name_and_count():
    text = papers.text(printed(lists.paper(45)))
    assert "I. Chi bộ khu 1 (20 mô hình, điển hình)" in text
    assert "III. Chi bộ khu 3 (5 mô hình, điển hình)" in text
    assert "Danh sách này có 45 mô hình, điển hình." in text


@papers.needs_pdftotext
def test_title_filters_number_and_day_are_printed():
    issued = {"number": 5, "day": date(2026, 1, 5)}
    text = " ".join(papers.text(printed(lists.paper(1, filters_line="(lĩnh vực: kinh tế)", **issued))).split())
    for words in (
        "DANH SÁCH đăng ký mô hình, điển hình “Dân vận khéo” năm 2026",
        "(lĩnh vực: kinh tế)",
        "Số 05-DS/BCĐ",
        "Thuận Thành, ngày 05 tháng 01 năm 2026",
    ):
        assert words in text


@papers.needs_pdftotext
def test_an_empty_list_says_so_and_draws_no_table():
    pdf = printed(lists.paper(0))
    text = papers.text(pdf)
    assert "Chưa có mô hình, điển hình nào được đăng ký." in text
    assert "Tên mô hình" not in text
    assert "Danh sách này có" not in text
    assert papers.pages(pdf) == 1


def test_a_list_without_a_number_is_marked_as_a_draft_on_every_page():
    pages = pypdf.PdfReader(io.BytesIO(printed(lists.paper(45)))).pages
    assert [len(page.images) for page in pages] == [1] * len(pages)
    assert not pypdf.PdfReader(io.BytesIO(printed(lists.paper(1, number=5)))).pages[0].images
