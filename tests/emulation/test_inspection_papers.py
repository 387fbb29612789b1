"""The decision, the sheets to write on and the minutes, from made-up data."""

from dataclasses import replace
from datetime import date

import pytest

from nam_tinh_hinh.emulation.documents import inspection_papers as papers
from nam_tinh_hinh.kernel.paper import PARTY, STATE
from nam_tinh_hinh.kernel.paper.prose import Appendix, Article, Heading, Paragraph
from tests import papers as printed
from tests.kernel import prose

PEOPLE = (
    papers.Named("Vũ Thị Ngọc Ánh", "Phó Trưởng ban Chỉ đạo", "Trưởng đoàn"),
    papers.Named("Lê Minh Đức", "", "Thành viên"),
    papers.Named("Nguyễn Thị Thư", "Chuyên viên", "Thư ký"),
)
PLACE = papers.Place(
    kind="Mô hình", name="Tiếng kẻng an ninh", unit="Hội Cựu chiến binh phường", address="khu phố Phúc Ninh",
    period="01/03/2026 - 15/12/2026", owner="Chi hội Cựu chiến binh", lead="Ông Trần Văn Tám",
    content="Đánh kẻng nhắc giờ. " * 3,
)  # fmt: skip
OTHER = replace(PLACE, name="Đoạn đường tự quản", content="Giữ sạch đoạn đường dài hai cây số của khu phố. " * 100)
TEAM = papers.TeamData(
    name="Đoàn kiểm tra số 1", purpose="kiểm tra thực tế việc đăng ký", year=2026, planned_on=date(2026, 3, 10),
    people=PEOPLE, places=(PLACE, OTHER), plan="Kế hoạch số 12-KH/ĐU ngày 15/01/2026",
)  # fmt: skip
FOUND = papers.Found(date(2026, 3, 10), "Ông Tám;\n- Bà Hoa", "56 hộ tham gia.", "", "Lập sổ.", "Đạt yêu cầu")
LAYOUTS = pytest.mark.parametrize("layout", [PARTY, STATE], ids=["party", "state"])


def frame(layout=PARTY, number=5):
    return papers.Frame(prose.COMMITTEE, layout, "Trưởng Ban Chỉ đạo", "Ban Chỉ đạo", number, date(2026, 3, 2))


def text_of(paper):
    return [block.text for block in paper.blocks if isinstance(block, Paragraph | Article | Heading)]


def test_the_decision_names_its_people_and_lists_what_is_visited():
    paper = papers.decision(TEAM, frame())
    assert paper.basis == (
        "Căn cứ Kế hoạch số 12-KH/ĐU ngày 15/01/2026", "Xét đề nghị của Cơ quan thường trực Ban Chỉ đạo",
    )  # fmt: skip
    assert text_of(paper)[0].splitlines() == [
        "Thành lập Đoàn kiểm tra số 1 gồm các ông, bà có tên sau:",
        "1. Vũ Thị Ngọc Ánh, Phó Trưởng ban Chỉ đạo - Trưởng đoàn;",
        "2. Lê Minh Đức - Thành viên;",
        "3. Nguyễn Thị Thư, Chuyên viên - Thư ký.",
    ]
    assert "tại 02 mô hình" in text_of(paper)[1]
    assert "dự kiến ngày 10/03/2026" in text_of(paper)[1]
    (annex,) = [block for block in paper.blocks if isinstance(block, Appendix)]
    assert [row[:2] for row in annex.blocks[0].groups[0].rows] == [
        ("1", "Tiếng kẻng an ninh"), ("2", "Đoạn đường tự quản"),
    ]  # fmt: skip


def test_without_a_plan_or_a_day_the_decision_says_nothing_of_them():
    paper = papers.decision(replace(TEAM, plan="", planned_on=None), frame(number=None))
    assert paper.basis == ("Xét đề nghị của Cơ quan thường trực Ban Chỉ đạo",)
    assert "dự kiến" not in text_of(paper)[1]
    assert paper.draft


def test_minutes_leave_out_what_was_not_written_and_are_signed_by_three():
    paper = papers.minutes(replace(TEAM, decision="05-QĐ/BCĐ"), PLACE, FOUND, frame())
    headings = [block.text for block in paper.blocks if isinstance(block, Heading)]
    assert headings == [
        "Thành phần", "Đoàn kiểm tra số 1", "Đại diện Hội Cựu chiến binh phường", "Kết quả kiểm tra",
        "Kiến nghị, yêu cầu của đoàn", "Kết luận",
    ]  # fmt: skip
    assert "(thành lập theo Quyết định số 05-QĐ/BCĐ)" in text_of(paper)[0]
    assert [(one.post, one.name) for one in paper.signers] == [
        ("Trưởng đoàn", "Vũ Thị Ngọc Ánh"), ("Đại diện đơn vị", ""), ("Thư ký", "Nguyễn Thị Thư"),
    ]  # fmt: skip
    assert len(papers.minutes(replace(TEAM, people=PEOPLE[:2]), PLACE, FOUND, frame()).signers) == 2


@printed.needs_pdftotext
@LAYOUTS
def test_the_decision_is_printed_with_its_list_on_a_page_of_its_own(layout):
    content = prose.printed(papers.decision(TEAM, frame(layout)))
    said = printed.squeezed(printed.text(content))
    number = "Số 05-QĐ/BCĐ" if layout is PARTY else "Số: 05/QĐ-BCĐ"
    for words in (number, "TRƯỞNG BAN CHỈ ĐẠO", "Điều 3.", "Danh sách này có 2 mô hình, điển hình."):
        assert printed.squeezed(words) in said
    found = printed.words(content)
    assert {word.page for word in found if word.text == "Phụ"} == {2}
    inside(found, layout)


@printed.needs_pdftotext
@LAYOUTS
def test_minutes_are_printed_within_their_margins(layout):
    found = replace(FOUND, findings="Các hộ tham gia đầy đủ, có sổ ghi từng buổi. " * 120)
    content = prose.printed(papers.minutes(TEAM, PLACE, found, frame(layout, None)))
    assert "56 hộ" not in printed.text(content)
    assert printed.squeezed("Đại diện Hội Cựu chiến binh phường") in printed.squeezed(printed.text(content))
    inside(printed.words(content), layout)


@printed.needs_pdftotext
@LAYOUTS
def test_every_sheet_begins_a_page_with_lines_to_write_on(layout):
    sheets = papers.visit_sheets(TEAM, [(1, PLACE), (2, OTHER)], frame(layout))
    content = prose.printed(sheets, "print/visit_sheets.html")
    found = printed.words(content)
    tops = [word for word in found if word.text == "PHIẾU"]
    assert [word.page for word in tops] == [1, 3]
    assert max(word.top for word in tops) < 150
    assert sum(set(word.text) == {"."} and len(word.text) > 40 for word in found) >= 2 * 14
    said = printed.text(content)
    assert "(xem đủ trong hồ sơ)" in said
    assert "thứ tự 2/2" in said
    inside(found, layout)


def inside(found, layout):
    """Every word lies between the margins (a point of tolerance for what the engine rounds)."""
    left, right = layout.margin_left_mm * printed.PT_PER_MM, (210 - layout.margin_right_mm) * printed.PT_PER_MM
    assert [word for word in found if word.left < left - 1 or word.right > right + 1] == []
