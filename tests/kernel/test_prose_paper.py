"""Tests of templates/print/prose.html and certificates.html: real PDFs, read back by what lies where and how large."""

import io
from datetime import date
from functools import cache

import pypdf
import pytest

from nam_tinh_hinh.kernel.paper import PARTY, STATE
from nam_tinh_hinh.kernel.paper.certificates import Certificate
from nam_tinh_hinh.kernel.paper.prose import Appendix, Heading, Paragraph
from nam_tinh_hinh.kernel.pdf import page_count
from tests import papers
from tests.kernel import prose

LAYOUTS = pytest.mark.parametrize("layout", [PARTY, STATE], ids=["dang", "nha-nuoc"])
MM = papers.PT_PER_MM
pytestmark = papers.needs_pdftotext


@cache
def notice(layout):
    return prose.printed(prose.paper(layout, addressed_to="Các đơn vị trực thuộc"))


@cache
def decision(layout, rows):
    return prose.printed(prose.decision(layout, rows))


def sizes(pdf, text):
    return {(round(run.size, 1), run.font.split("-")[-1]) for run in papers.runs(pdf) if text in run.text}


def page_of(pdf, text):
    return next(word.page for word in papers.words(pdf) if word.text == text)


@LAYOUTS
@pytest.mark.parametrize("make", [notice, lambda layout: decision(layout, 60)], ids=["notice", "decision"])
def test_every_word_lies_inside_the_margins(layout, make):
    for word in papers.words(make(layout)):
        assert word.left >= layout.margin_left_mm * MM - 0.1
        assert word.right <= (210 - layout.margin_right_mm) * MM + 0.1
        assert word.bottom <= (297 - layout.margin_bottom_mm) * MM + 0.1
        is_page_number = word.text == str(word.page) and word.top < layout.margin_top_mm * MM - 5
        assert is_page_number or word.top >= layout.margin_top_mm * MM - 0.1


@pytest.mark.parametrize(
    ("layout", "text", "size"),
    [
        (PARTY, "ĐẢNG CỘNG SẢN VIỆT NAM", (15, "Bold")),
        (PARTY, "THÔNG BÁO", (16, "Bold")),
        (PARTY, "Căn cứ kết quả", (14, "Regular")),
        (PARTY, "NHIỆM VỤ CHUNG", (14, "Bold")),
        (PARTY, "TRƯỞNG BAN", (14, "Regular")),
        (PARTY, "Nguyễn Văn Minh", (14, "Bold")),
        (PARTY, "Nơi nhận:", (14, "Regular")),
        (PARTY, "Các thành viên Ban Chỉ đạo", (12, "Regular")),
        (STATE, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (13, "Bold")),
        (STATE, "Độc lập - Tự do - Hạnh phúc", (14, "Bold")),
        (STATE, "THÔNG BÁO", (14, "Bold")),
        (STATE, "Kính gửi: Các đơn vị trực thuộc", (14, "Regular")),
        (STATE, "Căn cứ kết quả", (14, "Italic")),
        (STATE, "NHIỆM VỤ CHUNG", (14, "Bold")),
        (STATE, "TRƯỞNG BAN", (14, "Bold")),
        (STATE, "Nơi nhận:", (12, "BoldItalic")),
        (STATE, "Các thành viên Ban Chỉ đạo", (11, "Regular")),
    ],
)
def test_print_has_the_size_of_its_layout(layout, text, size):
    assert sizes(notice(layout), text) == {size}


def test_the_subject_is_larger_than_the_text_in_the_partys_layout():
    assert (15, "Bold") in sizes(notice(PARTY), "giao nhiệm vụ xây dựng mô hình")


def test_the_marks_of_the_two_layouts():
    party, state = papers.text(notice(PARTY)), papers.text(notice(STATE))
    assert ("-----" in party, "./." in party, "Kính gửi" in party, "I- NHIỆM VỤ" in party) == (True, False, False, True)
    assert ("-----" in state, "./." in state, "Kính gửi" in state, "I. NHIỆM VỤ" in state) == (False, True, True, True)
    assert ("Số 05-TB/BCĐ" in party, "Số: 05/TB-BCĐ" in state) == (True, True)


@LAYOUTS
def test_text_is_justified_with_the_layouts_first_line(layout):
    first = next(word for word in papers.words(notice(layout)) if word.text == "Xây")
    assert first.left > (layout.margin_left_mm + layout.first_line_mm) * MM  # after "- "
    begins = [word for word in papers.words(notice(layout)) if word.text == "Ban" and word.page == 1]
    assert any(
        word.left == pytest.approx((layout.margin_left_mm + layout.first_line_mm) * MM, abs=0.3) for word in begins
    )


@LAYOUTS
def test_pages_are_numbered_from_the_second_on(layout):
    pdf = decision(layout, 60)
    tops = [word for word in papers.words(pdf) if word.top < layout.margin_top_mm * MM - 5]
    assert [word.text for word in tops] == [str(n) for n in range(2, papers.pages(pdf) + 1)]
    assert {word.page: word.text for word in tops} == {n: str(n) for n in range(2, papers.pages(pdf) + 1)}
    middle = (layout.margin_left_mm + 210 - layout.margin_right_mm) / 2 * MM
    assert all((word.left + word.right) / 2 == pytest.approx(middle, abs=1) for word in tops)
    assert page_count(pdf) == papers.pages(pdf)


@LAYOUTS
def test_the_signatures_never_stand_alone(layout):
    for lines in range(40):
        paper = prose.paper(layout, basis=(), blocks=(*[Paragraph("Dòng.")] * lines, Paragraph("Cuối_cùng.")))
        if lines % 3 == 0:
            pdf = prose.printed(paper)
            ending = "Cuối_cùng." if layout is PARTY else "Cuối_cùng./."
            assert page_of(pdf, ending) == page_of(pdf, "TRƯỞNG")


@LAYOUTS
def test_an_appendix_begins_a_new_page(layout):
    pdf = decision(layout, 3)
    assert (page_of(pdf, "QUYẾT"), page_of(pdf, "Phụ"), papers.pages(pdf)) == (1, 2, 2)


@LAYOUTS
def test_a_long_table_has_its_heads_on_every_page_and_loses_nothing(layout):
    pdf = decision(layout, 300)
    heads = [word.page for word in papers.words(pdf) if word.text == "TT"]
    assert heads == list(range(2, papers.pages(pdf) + 1))
    ordinals = [int(word.text) for word in papers.words(pdf) if word.text.isdigit() and word.left < 34 * MM + 20
                and word.top > layout.margin_top_mm * MM]  # fmt: skip
    assert ordinals == list(range(1, 301))
    assert "Danh sách này có 300 mô hình." in papers.text(pdf)


def test_a_heading_at_the_foot_moves_on_with_its_text():
    for lines in range(14, 26):
        pdf = prose.printed(
            prose.paper(blocks=(*[Paragraph("Dòng.")] * lines, Heading("Tiếp"), Paragraph("Theo sau.")))
        )
        assert page_of(pdf, "TIẾP") == page_of(pdf, "Theo")


def test_two_tables_each_have_their_own_heads():
    pdf = prose.printed(prose.paper(blocks=(prose.table(40), Appendix("Bảng", "hai", (prose.table(40),)))))
    heads = [word.page for word in papers.words(pdf) if word.text == "TT"]
    assert sorted(set(heads)) == sorted(heads)


@pytest.mark.parametrize("signers", [prose.SIGNERS, prose.SIX], ids=["two", "six"])
def test_signers_stand_side_by_side(signers):
    pdf = prose.printed(prose.minutes(signers=signers))
    names = [word for word in papers.words(pdf) if word.text in ("Hoa", "Minh", *"123456") and word.top > 30 * MM]
    names = [word for word in names if word.text not in "123456" or len(signers) == 6][-len(signers) :]
    assert len(names) == len(signers)
    for left, right in zip(names[::2], names[1::2], strict=True):
        assert left.top == pytest.approx(right.top, abs=0.5)
        assert left.right < right.left
    assert len({word.page for word in names}) == 1


def test_dotted_lines_fill_the_width_and_no_line_breaks():
    pdf = prose.printed(prose.minutes())
    dots = [word for word in papers.words(pdf) if set(word.text) == {"."}]
    assert len(dots) == 1 + 1 + 1 + 5 + 1 + 2
    assert all(193 * MM - word.right < 6 * MM for word in dots)


def test_a_draft_says_so_on_every_page():
    pdf = prose.printed(prose.decision(rows=60, draft=True, number=None, day=None))
    assert all(len(page.images) == 1 for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    assert not any(page.images for page in pypdf.PdfReader(io.BytesIO(decision(PARTY, 60))).pages)


@LAYOUTS
def test_certificates_stand_one_on_a_page_with_their_numbers(layout):
    names = (prose.LONG * 2)[:240], prose.LONG, "Tiếng kẻng an ninh"
    given = tuple(
        Certificate(name=name, kind_words="Mô hình", unit=prose.LONG, place="khu 2", year=2026) for name in names
    )
    pdf = prose.printed(
        prose.certificates(layout, certificates=given, day=date(2026, 12, 25)), "print/certificates.html"
    )
    assert papers.pages(pdf) == 3
    said = [papers.squeezed(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    numbers = ["Số07-GCN/ĐU", "Số08-GCN/ĐU", "Số09-GCN/ĐU"] if layout is PARTY else [
        "Số:07/GCN-ĐU", "Số:08/GCN-ĐU", "Số:09/GCN-ĐU"]  # fmt: skip
    for page, name, number in zip(said, names, numbers, strict=True):
        assert papers.squeezed(name) in page
        assert number in page
        assert "TrầnThịBình" in page
    for word in papers.words(pdf):
        assert word.left >= 28 * MM - 1
        assert word.right <= 269 * MM + 1
        assert word.top >= 20 * MM - 1
        assert word.bottom <= 194 * MM + 1
