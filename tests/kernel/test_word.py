"""Tests of kernel.word: the words of the PDF in its order, its measures in the file, and a file that says no more."""

import io
import zipfile
from datetime import date
from functools import cache

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from nam_tinh_hinh.kernel.drawing import bars, data_uri
from nam_tinh_hinh.kernel.drawing.bars import Bar
from nam_tinh_hinh.kernel.paper import PARTY, STATE
from nam_tinh_hinh.kernel.paper.blocks import Drawing, Heading, Item, Paragraph, Signer
from nam_tinh_hinh.kernel.paper.prose import Appendix
from nam_tinh_hinh.kernel.word import docx_of
from tests import papers
from tests.kernel import prose, reports

LAYOUTS = pytest.mark.parametrize("layout", [PARTY, STATE], ids=["dang", "nha-nuoc"])
LONG_NAMES = (
    Signer("T/M Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam phường", "Chủ tịch", "Nguyễn Thị Phương Thảo Nguyên"),
    Signer("T/M Hội Cựu chiến binh", "Phó Chủ tịch phụ trách", "Trần Đình Khánh Hưng", "(Ký, ghi rõ họ tên)"),
    Signer("", "Thư ký", "Lê Thị Hoa"),
)
PLACES = ("Ban Thường vụ Tỉnh ủy", "Ban Tuyên giáo và Dân vận Tỉnh ủy")


def opened(paper):
    return docx.Document(io.BytesIO(docx_of(paper)))


def words_of(document):
    """Return all the words of the text without blanks, a cell of a table after the other."""
    return papers.squeezed("".join(text.text or "" for text in document.element.body.iter(qn("w:t"))))


def words_printed(paper):
    """Return the words of the paper's PDF, without the numbers that its pages begin with."""
    first, *later = papers.text(prose.printed(paper)).rstrip("\f").split("\f")
    parts = [first, *(page.removeprefix(str(number)) for number, page in enumerate(later, start=2))]
    return papers.squeezed("".join(parts))


def styled(document, key):
    return next(style for style in document.styles if style.style_id == key)


def texts(document, key):
    return [p.text for p in document.paragraphs if p.style.style_id == key]


@cache
def whole(layout, **given):
    return opened(reports.report(1, layout))


def signed(layout):
    return reports.report(1, layout, signers=LONG_NAMES, sent_to=("Như trên", prose.LONG), addressed_to=PLACES)


MAKERS = {
    "report": lambda layout: reports.report(1, layout),
    "signers": signed,
    "notice": lambda layout: prose.paper(layout, addressed_to="Các đơn vị trực thuộc"),
    "decision": lambda layout: prose.decision(layout, 10),
    "minutes": lambda layout: prose.minutes(layout, signers=prose.SIX),
    "by hand": lambda layout: prose.minutes(layout, number=None, day=None),
    "long end": lambda layout: prose.paper(layout, blocks=(Paragraph(prose.SENTENCE * 12),)),
}


@papers.needs_pdftotext
@LAYOUTS
@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_the_words_are_those_of_the_pdf_in_its_order(layout, make):
    paper = make(layout)
    assert words_of(opened(paper)) == words_printed(paper)


@LAYOUTS
def test_the_sheet_is_a4_with_the_layouts_margins(layout):
    (section,) = whole(layout).sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section.orientation == WD_ORIENT.PORTRAIT
    margins = section.top_margin, section.bottom_margin, section.left_margin, section.right_margin
    wanted = layout.margin_top_mm, layout.margin_bottom_mm, layout.margin_left_mm, layout.margin_right_mm
    assert [margin.mm for margin in margins] == pytest.approx(wanted, abs=0.05)
    assert section.header_distance.mm == pytest.approx(layout.page_number_top_mm, abs=0.05)


@LAYOUTS
def test_the_styles_have_the_layouts_sizes_and_distances(layout):
    document = whole(layout)
    sizes = {key: styled(document, key).font.size.pt for key in ("Body", "Kind", "Subject", "Top", "Cell", "Recipient")}
    assert sizes == {
        "Body": layout.body_pt, "Kind": layout.title_pt, "Subject": layout.subject_pt, "Top": layout.heading_pt,
        "Cell": layout.table_pt, "Recipient": layout.recipients_pt,
    }  # fmt: skip
    body = styled(document, "Body").paragraph_format
    assert (body.line_spacing.pt, body.space_before.pt) == (layout.body_line_pt, layout.paragraph_gap_pt)
    assert body.first_line_indent.mm == pytest.approx(layout.first_line_mm, abs=0.05)
    assert body.alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.JUSTIFY
    assert body.line_spacing_rule == docx.enum.text.WD_LINE_SPACING.EXACTLY


@LAYOUTS
def test_everything_is_set_in_times_new_roman(layout):
    document = whole(layout)
    fonts = document.styles.element.find(qn("w:docDefaults")).find(f".//{qn('w:rFonts')}")
    assert set(fonts.attrib.values()) == {"Times New Roman"}
    used = {p.style.style_id for p in document.paragraphs}
    assert all(styled(document, key).element.find(f".//{qn('w:rFonts')}") is None for key in used)


@pytest.mark.parametrize(
    ("layout", "parts", "end"),
    [
        (PARTY, ["I- NHIỆM VỤ CHUNG", "II- TỔ CHỨC THỰC HIỆN"], "thiết thực."),
        (STATE, ["I. NHIỆM VỤ CHUNG", "II. TỔ CHỨC THỰC HIỆN"], "thiết thực./."),
    ],
)
def test_headings_are_words_own_and_numbered_as_in_the_pdf(layout, parts, end):
    document = opened(prose.paper(layout))
    assert texts(document, "Heading1") == parts
    assert texts(document, "Heading2") == ["1. Đối với đơn vị", "2. Đối với Ban Chỉ đạo"]
    assert texts(document, "Heading3") == ["a) Phân công thành viên"]
    assert [styled(document, f"Heading{n}").name for n in (1, 2, 3)] == ["Heading 1", "Heading 2", "Heading 3"]
    assert texts(document, "Body")[-1].endswith(end)


@LAYOUTS
def test_rules_have_the_length_of_the_pdfs(layout):
    paper = prose.paper(layout)
    heading, document = paper.heading, opened(paper)
    rules = [line for line in document.element.body.iter(qn("w:p")) if line.find(f".//{qn('w:pBdr')}") is not None]
    wanted = [heading.issuer_rule_pt, heading.heading_rule_pt, heading.motto_rule_pt, heading.subject_rule_pt]
    rooms = [(1 - paper.heading_share) * paper.text_mm] + [paper.heading_share * paper.text_mm] * 2 + [paper.text_mm]
    pairs = [(length, room * papers.PT_PER_MM) for length, room in zip(wanted, rooms, strict=True) if length]
    sides = [int(line.find(f".//{qn('w:ind')}").get(qn("w:left"))) / 20 for line in rules]
    drawn = [room - 2 * side for side, (_length, room) in zip(sides, pairs, strict=True)]
    assert drawn == pytest.approx([min(pair) for pair in pairs], abs=0.5)


@LAYOUTS
def test_a_table_repeats_its_heads_and_keeps_the_columns_shares(layout):
    table = opened(prose.decision(layout, 40)).tables[-1]
    assert [cell.text for cell in table.rows[0].cells] == [column.title for column in prose.COLUMNS]
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert heads == [True] + [False] * 40
    width = 210 - layout.margin_left_mm - layout.margin_right_mm
    assert [column.width.mm for column in table.columns] == pytest.approx(
        [column.share * width for column in prose.COLUMNS], abs=0.05
    )
    assert [row.cells[0].text for row in table.rows[1:]] == [str(n) for n in range(1, 41)]


def test_a_row_taller_than_the_pdfs_is_whole_and_may_run_over_pages():
    long = prose.table(2)
    tall = (*long.groups[0].rows[0][:1], prose.LONG * 12, *long.groups[0].rows[0][2:])
    group = type(long.groups[0])("", (tall, *long.groups[0].rows))
    table = opened(prose.paper(blocks=(type(long)(long.columns, (group,)),))).tables[1]
    assert table.rows[1].cells[1].text == prose.LONG * 12
    whole_rows = [row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows]
    assert whole_rows == [True, False, True, True]


@LAYOUTS
def test_signers_stand_two_in_a_row_and_the_odd_one_in_the_middle(layout):
    table = opened(prose.minutes(layout, signers=LONG_NAMES)).tables[-1]
    names = [[cell.text for cell in row.cells] for row in table.rows[1::2]]
    assert names == [[LONG_NAMES[0].name, LONG_NAMES[1].name], [LONG_NAMES[2].name] * 2]


def test_an_appendix_begins_a_page():
    document = opened(prose.decision(rows=3))
    (word,) = [p for p in document.paragraphs if p.style.style_id == "AnnexWord"]
    assert (word.text, word.paragraph_format.page_break_before) == ("Phụ lục", True)


def test_the_last_paragraph_stays_with_the_signatures():
    document = opened(prose.paper(blocks=(Heading("Một"), Item("Hai."), Paragraph("Ba."))))
    stays = {p.text: p.paragraph_format.keep_with_next for p in document.paragraphs}
    assert (stays["- Hai."], stays["Ba."]) == (None, True)


@LAYOUTS
def test_pages_are_numbered_from_the_second_on(layout):
    document = whole(layout)
    (section,) = document.sections
    assert section.different_first_page_header_footer is True
    fields = [head._element.xpath(".//w:instrText") for head in (section.first_page_header, section.header)]
    assert [[field.text.strip() for field in one] for one in fields] == [[], ["PAGE"]]
    assert section.header.paragraphs[0].style.style_id == "PageNumber"
    assert styled(document, "PageNumber").font.size.pt == layout.page_number_pt


@pytest.mark.parametrize("draft", [True, False])
def test_only_a_draft_has_its_word_behind_every_page(draft):
    (section,) = opened(prose.paper(draft=draft)).sections
    heads = [head._element.xml for head in (section.first_page_header, section.header)]
    assert ['string="DỰ THẢO"' in head for head in heads] == [draft, draft]


def test_a_drawing_is_told_in_words():
    chart = bars([Bar("Đất đai & môi trường", 12), Bar("Y tế", 3)], title="Theo lĩnh vực")
    document = opened(prose.paper(blocks=(Drawing(data_uri(chart), 120), Paragraph("Hết."))))
    (caption,) = texts(document, "Caption")
    assert caption == "[Biểu đồ, xem bản PDF] Theo lĩnh vực. Đất đai & môi trường: 12; Y tế: 3."


def test_the_same_paper_gives_the_same_bytes_and_no_name_of_a_person():
    content = docx_of(prose.paper(draft=True))
    assert content == docx_of(prose.paper(draft=True))
    facts = docx.Document(io.BytesIO(content)).core_properties
    assert facts.title == "Thông báo giao nhiệm vụ xây dựng mô hình, điển hình “Dân vận khéo” năm 2026"
    assert (facts.author, facts.last_modified_by, facts.comments) == (
        "Ban Chỉ đạo phong trào thi đua “Dân vận khéo”", "", "",
    )  # fmt: skip
    assert facts.created.date() == facts.modified.date() == date(2026, 3, 2)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in parts.namelist() if "thumbnail" in name]


def test_what_xml_cannot_hold_is_left_out():
    paper = prose.paper(blocks=(Paragraph("a\x00b <i> & \ud800 c"), Appendix("A\x0b", "", ())))
    assert "ab <i> &  c" in texts(opened(paper), "Body")


def test_an_empty_paper_and_an_empty_table_can_be_opened():
    assert opened(prose.paper(blocks=(), basis=())).tables
    assert len(opened(prose.paper(blocks=(prose.table(0, "Không có."),))).tables) == 2
