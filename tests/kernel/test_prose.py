"""Composing a written paper: numbers of headings, marks of the layouts, dots, what stays with the signatures."""

from dataclasses import replace
from datetime import date

import pytest

from nam_tinh_hinh.kernel.paper import PARTY, STATE
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.paper.lines import date_words, number_words
from nam_tinh_hinh.kernel.paper.prose import Appendix, Article, Blanks, Drawing, Heading, Item, Paragraph, Signer
from nam_tinh_hinh.kernel.paper.typeset import Line, Table
from tests.kernel import prose

LAYOUTS = pytest.mark.parametrize("layout", [PARTY, STATE], ids=["dang", "nha-nuoc"])


def lines(paper):
    return [*paper.sheets.body, *paper.sheets.closing]


@pytest.mark.parametrize(("layout", "part"), [(PARTY, "II-"), (STATE, "II.")])
def test_headings_are_numbered_by_the_layout(layout, part):
    blocks = (
        Heading("Một"), Heading("a", 2), Heading("b", 2), Heading("x", 3), Heading("y", 3), Heading("c", 2),
        Heading("z", 3), Heading("Hai"), Heading("d", 2),
    )  # fmt: skip
    found = [(line.lead, line.text) for line in lines(prose.paper(layout, blocks=blocks))]
    assert found[0][1] == "MỘT"
    assert [lead for lead, _text in found[1:]] == ["1.", "2.", "a)", "b)", "3.", "a)", part, "1."]


def test_articles_run_on_and_keep_their_further_lines():
    paper = prose.decision(
        blocks=(
            Article("Công nhận:\n- mô hình A;"),
            Article("Thi hành.", title="Hiệu lực."),
        )
    )
    assert [(line.lead, line.text) for line in lines(paper)] == [
        ("Điều 1.", "Công nhận:"), ("", "- mô hình A;"), ("Điều 2. Hiệu lực.", "Thi hành."),
    ]  # fmt: skip


@pytest.mark.parametrize(("layout", "end"), [(PARTY, "Hết."), (STATE, "Hết./.")])
def test_the_text_ends_as_the_layout_asks(layout, end):
    assert lines(prose.paper(layout, blocks=(Item("một;"), Paragraph("Hết."))))[-1].text == end


def test_the_grounds_stand_as_each_layout_has_them():
    one, two = "Căn cứ Kế hoạch số 12", "Căn cứ kết quả họp xét."
    assert prose.paper(PARTY, basis=(one, two)).basis_lines == (f"- {one};", f"- {two}")
    assert prose.paper(STATE, basis=(one, two)).basis_lines == (f"{one};", two)
    assert prose.decision(PARTY, basis=(one, two)).basis_lines[-1].endswith("xét,")  # goes on: "… QUYẾT ĐỊNH"


def test_only_a_layout_with_a_word_for_it_addresses_a_paper():
    assert prose.paper(PARTY, addressed_to="Thường trực Đảng ủy").places == ()
    assert prose.paper(STATE, addressed_to="Ủy ban nhân dân phường").places == ("Ủy ban nhân dân phường",)
    assert prose.paper(STATE).places == ()


@LAYOUTS
def test_words_for_a_sentence(layout):
    wanted = "05-TB/BCĐ" if layout is PARTY else "05/TB-BCĐ"
    assert number_words(layout, 5, "TB", "BCĐ") == wanted
    assert date_words(layout, date(2026, 3, 2)) == "ngày 02 tháng 3 năm 2026"


def test_an_appendix_says_what_it_belongs_to():
    one = prose.decision(PARTY).sheets.annexes
    assert [(annex.word, annex.title) for annex in one] == [("Phụ lục", "DANH SÁCH")]
    assert one[0].attached == (
        "(Kèm theo Quyết định số 05-QĐ/ĐU ngày 02 tháng 3 năm 2026 của Ban Thường vụ Đảng ủy phường Minh Họa)"
    )
    two = prose.paper(blocks=(Appendix("Bảng", "", ()), Appendix("Biểu", "", (Heading("Mới"),))), issuer="").sheets
    assert [annex.word for annex in two.annexes] == ["Phụ lục I", "Phụ lục II"]
    assert two.annexes[1].pieces == (Line("part", "MỚI", "I-"),)


def test_blanks_fill_their_lines_with_dots():
    found = lines(prose.paper(blocks=(Blanks("Số hộ:", 3), Blanks(prose.LONG, 2), Blanks(""))))
    assert [line.style for line in found] == ["blank"] * 6
    assert [set(line.text) == {"."} for line in found] == [False, True, True, False, True, True]
    assert found[0].text.startswith("Số hộ: ...")


def test_a_label_that_fills_its_line_has_its_dots_below():
    label = "Những khó khăn, vướng mắc trong quá trình xây dựng mô hình của đơn vị:"
    found = lines(prose.paper(blocks=(Blanks(label, 2),)))
    assert [line.text.strip(".") for line in found] == [label + " ", "", ""]


def test_the_end_of_the_text_stays_with_the_signatures():
    short = prose.paper(blocks=(Paragraph("Một."), Paragraph("Hai."))).sheets
    assert [piece.text for piece in short.closing] == ["Hai."]
    long = prose.paper(blocks=(Paragraph(prose.SENTENCE * 20),)).sheets
    said = " ".join(piece.text for piece in [*long.body, *long.closing])
    assert (len(long.body), said) == (1, (prose.SENTENCE * 20).strip())
    table = prose.paper(blocks=(prose.table(3, "Có 3 mô hình."),)).sheets
    assert isinstance(table.body[0], Table)
    assert [piece.text for piece in table.closing] == ["Có 3 mô hình."]


def test_recipients_are_the_letterheads_unless_others_are_given():
    assert prose.paper().recipients[0] == "- Thường trực Đảng ủy phường (để b/c);"
    assert prose.paper(sent_to=("Như Điều 3",)).recipients == ("- Như Điều 3;", "- Lưu Ban Chỉ đạo.")
    assert prose.minutes().recipients == ()
    assert prose.paper(signers=(Signer("T/M ĐOÀN", "Trưởng đoàn", "A"),)).signer.post == "Trưởng đoàn"


def test_signers_stand_two_in_a_row():
    assert [len(row) for row in prose.minutes(signers=prose.SIX[:5]).signer_rows] == [2, 2, 1]
    assert prose.paper().signer_rows == ()


def test_a_draft_leaves_room_for_number_and_day():
    paper = prose.paper(number=None, day=None)
    assert (paper.heading.number, paper.heading.title) == ("Số      -TB/BCĐ", "Thông báo")
    assert replace(paper, title="Thông báo bổ sung").heading.title == "Thông báo bổ sung"


def test_the_symbols_of_the_kinds():
    assert {kind.symbol: kind.label for kind in PaperKind} == {
        "DS": "Danh sách", "QĐ": "Quyết định", "BB": "Biên bản", "TB": "Thông báo", "BC": "Báo cáo",
        "GCN": "Giấy chứng nhận", "PC": "Phiếu chuyển",
    }  # fmt: skip


def test_certificates_count_on_from_the_first_number():
    assert [page.number for page in prose.certificates(count=3).pages] == [
        "Số 07-GCN/ĐU",
        "Số 08-GCN/ĐU",
        "Số 09-GCN/ĐU",
    ]
    assert {page.number for page in prose.certificates(number=None).pages} == {"Số      -GCN/ĐU"}


def test_a_drawing_at_the_end_leaves_a_line_to_the_signatures():
    drawing = Drawing("data:image/svg+xml,x", 120)
    paper = prose.paper(PARTY, blocks=(Paragraph("Một."), drawing))
    assert paper.sheets.body[-1] == drawing
    assert [piece.text for piece in paper.sheets.closing] == ["\u00a0"]
