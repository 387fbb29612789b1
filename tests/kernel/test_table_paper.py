"""Tests of templates/print/table.html: real PDFs, read back by what lies where and how large it is."""

import io
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pypdf
import pytest

from nam_tinh_hinh.kernel.paper import PARTY, STATE
from tests import papers
from tests.kernel import tables

LAYOUTS = pytest.mark.parametrize("layout", [PARTY, STATE], ids=["dang", "nha-nuoc"])
WAYS = pytest.mark.parametrize("landscape", [False, True], ids=["upright", "on-its-side"])
ISSUED = {"number": 5, "day": date(2026, 1, 5)}
MM = papers.PT_PER_MM


def _sizes(pdf, text):
    """Return the (rounded size, font) pairs in which ``text`` is set."""
    return {(round(run.size, 1), run.font.split("-")[-1]) for run in papers.runs(pdf) if text in run.text}


def _forty_five(layout, landscape):
    return tables.paper(45, layout=layout, landscape=landscape)


def _line(words, *texts):
    """Return the words of ``words`` that read ``texts``, in order and next to each other."""
    for start in range(len(words)):
        if tuple(word.text for word in words[start : start + len(texts)]) == texts:
            return words[start : start + len(texts)]
    raise AssertionError(f"not printed: {' '.join(texts)}")


@LAYOUTS
@WAYS
def test_every_page_is_a4(layout, landscape):
    width, height = (297, 210) if landscape else (210, 297)
    for page in pypdf.PdfReader(io.BytesIO(tables.printed(_forty_five(layout, landscape)))).pages:
        assert float(page.mediabox.width) == pytest.approx(width * MM, abs=0.1)
        assert float(page.mediabox.height) == pytest.approx(height * MM, abs=0.1)


@papers.needs_pdftotext
@LAYOUTS
@WAYS
def test_every_word_lies_inside_the_margins(layout, landscape):
    width, height = (297, 210) if landscape else (210, 297)
    for word in papers.words(tables.printed(_forty_five(layout, landscape))):
        assert word.left >= layout.margin_left_mm * MM - 0.1
        assert word.right <= (width - layout.margin_right_mm) * MM + 0.1
        assert word.bottom <= (height - layout.margin_bottom_mm) * MM + 0.1
        is_page_number = word.text == str(word.page) and word.top < layout.margin_top_mm * MM - 5
        assert is_page_number or word.top >= layout.margin_top_mm * MM - 0.1


@papers.needs_pdftotext
@LAYOUTS
@WAYS
def test_pages_are_numbered_from_the_second_centred_ten_mm_from_the_edge(layout, landscape):
    pdf = tables.printed(_forty_five(layout, landscape))
    numbers = [word for word in papers.words(pdf) if word.top < layout.margin_top_mm * MM - 5]
    assert [word.text for word in numbers] == [str(page) for page in range(2, papers.pages(pdf) + 1)]
    middle = ((297 if landscape else 210) + layout.margin_left_mm - layout.margin_right_mm) / 2
    for word in numbers:
        assert (word.left + word.right) / 2 == pytest.approx(middle * MM, abs=1)
        assert word.top == pytest.approx(10 * MM, abs=4)


def test_sizes_and_styles_of_the_party_layout():
    pdf = tables.printed(tables.paper(45, layout=PARTY, **ISSUED))
    assert _sizes(pdf, "ĐẢNG CỘNG SẢN VIỆT NAM") == {(15, "Bold")}
    assert _sizes(pdf, "ĐẢNG BỘ PHƯỜNG THUẬN THÀNH") == {(14, "Regular")}
    assert _sizes(pdf, "BAN CHỈ ĐẠO PHONG TRÀO") == {(14, "Bold")}
    assert _sizes(pdf, "Số 05-DS/BCĐ") == {(14, "Regular")}
    assert _sizes(pdf, "Thuận Thành, ngày 05 tháng 01 năm 2026") == {(14, "Italic")}
    assert _sizes(pdf, "DANH SÁCH") == {(16, "Bold")}
    assert _sizes(pdf, "các hoạt động “Dân vận khéo”") == {(15, "Bold")}
    assert _sizes(pdf, "K/T TRƯỞNG BAN") == {(14, "Bold")}
    assert _sizes(pdf, "PHÓ TRƯỞNG BAN") == {(14, "Regular")}
    assert _sizes(pdf, "Nguyễn Văn Ước") == {(14, "Bold")}
    assert _sizes(pdf, "Nơi nhận:") == {(14, "Regular")}
    assert _sizes(pdf, "- Lưu Văn phòng Đảng ủy.") == {(12, "Regular")}
    assert _sizes(pdf, "Tiếng kẻng an ninh") == {(12, "Regular")}
    assert _sizes(pdf, "*") == {(14, "Regular")}
    assert _sizes(pdf, "-----") == {(15, "Regular")}


def test_sizes_and_styles_of_the_state_layout():
    pdf = tables.printed(tables.paper(45, layout=STATE, **ISSUED))
    assert _sizes(pdf, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") == {(13, "Bold")}
    assert _sizes(pdf, "Độc lập - Tự do - Hạnh phúc") == {(14, "Bold")}
    assert _sizes(pdf, "ĐẢNG BỘ PHƯỜNG THUẬN THÀNH") == {(13, "Regular")}
    assert _sizes(pdf, "Số: 05/DS-BCĐ") == {(13, "Regular")}
    assert _sizes(pdf, "Thuận Thành, ngày 05 tháng 01 năm 2026") == {(14, "Italic")}
    assert _sizes(pdf, "DANH SÁCH") == {(14, "Bold")}
    assert _sizes(pdf, "KT. TRƯỞNG BAN") == {(14, "Bold")}
    assert _sizes(pdf, "PHÓ TRƯỞNG BAN") == {(14, "Bold")}
    assert _sizes(pdf, "Nơi nhận:") == {(12, "BoldItalic")}
    assert _sizes(pdf, "- Lưu: Văn phòng Đảng ủy.") == {(11, "Regular")}
    assert _sizes(pdf, "*") == set()
    assert _sizes(pdf, "-----") == set()


@LAYOUTS
def test_only_tinos_is_used_and_it_is_inside_the_file(layout):
    fonts = papers.fonts(tables.printed(tables.paper(45, layout=layout, draft=True)))
    assert fonts
    assert all(name.startswith("Tinos-") and inside for name, inside in fonts.items())


@papers.needs_pdftotext
def test_the_column_heads_stand_once_on_top_of_every_page_with_rows():
    words = papers.words(tables.printed(tables.paper(45)))
    heads = [word for word in words if word.text == "TT"]
    rows = {word.page for word in words if word.text.isdigit() and word.left < 40 * MM and word.top > 30 * MM}
    assert [word.page for word in heads] == sorted(rows)
    assert all(word.top < 36 * MM for word in heads if word.page > 1)


@papers.needs_pdftotext
def test_the_columns_stand_under_their_heads_on_every_page():
    words = papers.words(tables.printed(tables.paper(45)))
    for head in (word for word in words if word.text == "TT"):
        ordinals = [w for w in words if w.page == head.page and w.text.isdigit() and abs(w.left - head.left) < 12]
        assert ordinals
        for ordinal in ordinals:
            assert (ordinal.left + ordinal.right) / 2 == pytest.approx((head.left + head.right) / 2, abs=0.5)


@papers.needs_pdftotext
def test_every_row_is_printed_once_and_in_order():
    words = papers.words(tables.printed(tables.paper(45)))
    ordinals = [int(word.text) for word in words if word.text.isdigit() and word.right < 40 * MM]
    assert ordinals == list(range(1, 46))


@papers.needs_pdftotext
def test_groups_have_headings_in_bold_and_a_sentence_closes_the_table():
    pdf = tables.printed(tables.paper(45))
    text = papers.text(pdf)
    assert all(f"Nhóm {place}" in text for place in (1, 2, 3))
    assert _sizes(pdf, "Nhóm 1") == {(12, "Bold")}
    assert "Danh sách này có 45 hoạt động." in text


@papers.needs_pdftotext
@pytest.mark.parametrize("count", range(3, 12))
def test_a_groups_heading_is_never_left_alone_at_the_foot_of_a_page(count):
    one, two = tables.paper(count).groups[0], replace(tables.paper(1).groups[0], title="Nhóm sau")
    words = papers.words(tables.printed(tables.paper(0, groups=(one, two))))
    heading = _line(words, "Nhóm", "sau")[0]
    assert any(word.page == heading.page and word.top > heading.bottom and word.right < 40 * MM for word in words)


@papers.needs_pdftotext
@pytest.mark.parametrize("count", range(3, 12))
def test_closing_recipients_and_signer_stay_together(count):
    words = papers.words(tables.printed(tables.paper(count)))
    ends = [_line(words, *line.split())[0] for line in ("Danh sách này có", "Nơi nhận:", "Nguyễn Văn Ước")]
    assert len({word.page for word in ends}) == 1
    post, signer = _line(words, "PHÓ", "TRƯỞNG", "BAN")[0], ends[-1]
    assert signer.top - post.bottom >= PARTY.signature_gap_mm * MM - 1


@papers.needs_pdftotext
def test_number_left_and_date_right_on_one_line():
    words = papers.words(tables.printed(tables.paper(1, layout=STATE, **ISSUED)))
    number, day = _line(words, "Số:", "05/DS-BCĐ")[0], _line(words, "ngày", "05", "tháng", "01")[0]
    assert number.right < 148 * MM < day.left
    assert number.bottom == pytest.approx(day.bottom, abs=2)


@papers.needs_pdftotext
def test_room_is_left_for_a_number_not_yet_given():
    words = {word.text: word for word in papers.words(tables.printed(tables.paper(1)))}
    assert words["-DS/BCĐ"].left - words["Số"].right > 6 * MM


@papers.needs_pdftotext
def test_an_empty_list_says_so_and_draws_no_table():
    pdf = tables.printed(tables.paper(0))
    text = papers.text(pdf)
    assert "Chưa có hoạt động nào." in text
    assert "Tên hoạt động" not in text
    assert "Danh sách này có" not in text
    assert papers.pages(pdf) == 1


@papers.needs_pdftotext
def test_markup_in_what_people_write_is_printed_as_they_wrote_it():
    nasty = "<b>đậm</b> &amp; {{7*7}} <pdf:nextpage> </td></table> <img src=x>"
    printed = [word.text for word in papers.words(tables.printed(tables.one_row(content=nasty, note=nasty)))]
    assert [printed.count(word) for word in nasty.split()] == [2] * len(nasty.split())


@papers.needs_pdftotext
def test_a_long_content_goes_over_pages_and_nothing_is_lost():
    marked = " ".join(f"việc{number:03d}" for number in range(500))  # 3,999 characters
    pdf = tables.printed(tables.one_row(content=marked))
    words = papers.words(pdf)
    assert [word.text for word in words if word.text.startswith("việc")] == marked.split()
    assert papers.pages(pdf) > 2
    assert _sizes(pdf, "việc") == {(12, "Regular")}


@papers.needs_pdftotext
def test_run_on_rows_keep_the_pitch_of_the_lines():
    marked = " ".join(f"việc{number:03d}" for number in range(200))
    words = [w for w in papers.words(tables.printed(tables.one_row(content=marked))) if w.text.startswith("việc")]
    tops = sorted({round(word.top, 2) for word in words if word.page == 2})
    gaps = [lower - upper for upper, lower in pairwise(tops)]
    assert all(gap == pytest.approx(PARTY.table_line_pt, abs=1.5) for gap in gaps)
    assert sum(gaps) / len(gaps) == pytest.approx(PARTY.table_line_pt, abs=0.3)


@papers.needs_pdftotext
def test_a_word_of_300_letters_stays_in_its_column():
    pdf = tables.printed(tables.one_row(name="ạ" * 300))
    words = [word for word in papers.words(pdf) if set(word.text) == {"ạ"}]
    assert sum(len(word.text) for word in words) == 300
    heads = papers.words(pdf)
    right = _line(heads, "Thời", "gian")[0].left
    assert all(word.right < right for word in words)


@papers.needs_pdftotext
def test_lines_that_people_typed_stay_lines():
    words = papers.words(tables.printed(tables.one_row(content="Một\nHai")))
    one, two = (next(word for word in words if word.text == text) for text in ("Một", "Hai"))
    assert two.top > one.bottom - 4
    assert two.left == pytest.approx(one.left, abs=0.1)


def _pictures(pdf):
    return [len(page.images) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def test_a_draft_says_so_on_every_page_with_one_picture_in_the_file():
    draft = tables.printed(tables.paper(45, draft=True))
    assert _pictures(draft) == [1] * papers.pages(draft)
    assert len(draft) - len(tables.printed(tables.paper(45))) < 100_000
    assert set(_pictures(tables.printed(tables.paper(45)))) == {0}


@papers.needs_pdftotext
def test_the_filters_are_told_under_the_title():
    words = papers.words(tables.printed(tables.paper(1, filters_line="(Địa bàn: khu 2)")))
    filters, title = _line(words, "(Địa", "bàn:")[0], _line(words, "DANH", "SÁCH")[0]
    assert title.bottom < filters.top < _line(words, "TT")[0].top
