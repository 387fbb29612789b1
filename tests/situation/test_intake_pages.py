"""The page of the import: what is said of a table, what is mended in place, what is kept and what is not."""

import io
import re
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation.intake.columns import ANSWERS, LABELS
from nam_tinh_hinh.situation.tables import Observation
from tests.situation.intake_given import row, table, xlsx

PAGE, LEFT = "/phan-anh/nhap", "/phan-anh/nhap/con-lai.xlsx"
BAD = row(content="Cột điện nghiêng", area="Thôn Nào Đó")


@pytest.fixture
def leader(situation, sign_in):
    return sign_in("lanhdao")


def contents() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(db.select(Observation.content).order_by(Observation.id)))


def send(browser, text, step="kiem-tra", **more):
    return browser.post(PAGE, {"cells": text, "buoc": step} | more)


def sheet_of(answer):
    assert answer.status_code == 200
    return load_workbook(io.BytesIO(answer.data))


def test_a_table_is_read_and_nothing_saved_yet(leader):
    answer = send(leader, table(row(), row(content="Khác")))
    assert answer.status_code == 200
    assert "Nhập 2 dòng đúng" in answer.text
    assert contents() == []


def test_an_upload_names_rows_as_the_file_does_and_can_be_mended_on_the_page(leader):
    answer = leader.post(PAGE, {"file": (xlsx({}, {"content": "Cột điện nghiêng", "area": "Nơi nào"}), "so.xlsx")})
    assert answer.status_code == 422
    assert "Nhập 1 dòng đúng" in answer.text
    assert 'name="sua-4-area"' in answer.text
    assert "Cột điện nghiêng" in answer.text.partition("<textarea")[2]


def test_good_rows_come_in_and_the_bad_ones_stay_until_they_are_mended(leader, stranger):
    text = table(row(), BAD)
    answer = send(leader, text, "nhap")
    assert (answer.status_code, contents()) == (200, [row().split("\t")[5]])
    assert "Đã nhập 1 nội dung. Còn 1 dòng ở dưới chưa nhập." in answer.text
    assert row().split("\t")[5] not in answer.text.partition("<textarea")[2]
    answer = send(leader, table("", BAD), "nhap", **{"sua-3-area": "Thôn Đồng Lân"})
    assert (answer.status_code, len(contents())) == (303, 2)
    assert "Cột điện nghiêng" not in stranger.get(PAGE).text


def test_the_second_press_takes_in_nothing_and_says_the_same(leader):
    key = {"form_key": "b" * 32}
    answers = [send(leader, table(row(), BAD), "nhap", **key) for _again in range(2)]
    assert [("Đã nhập 1 nội dung" in answer.text, answer.status_code) for answer in answers] == [(True, 200)] * 2
    assert len(contents()) == 1


def test_a_word_is_chosen_once_for_all_rows_that_say_it(leader):
    other = row(content="Cột điện đổ", area="thôn nào đó")
    third = row(content="Cống tắc", area="Thôn Nào Đó")
    said = {"sua-2-area": "Thôn Đồng Lân", "sua-3-area": "thôn nào đó", "sua-4-area": "Thôn Bến Trăm"}
    answer = send(leader, table(BAD, other, third), **said)
    assert answer.status_code == 200
    sent = re.search(r"<textarea[^>]*>(.*?)</textarea>", answer.text, re.S)[1]
    assert [sent.count(name) for name in ("Thôn Đồng Lân", "Thôn Bến Trăm", "Nào Đó", "nào đó")] == [2, 1, 0, 0]


def test_what_is_mended_of_an_empty_cell_is_of_that_cell_alone(leader):
    empty = [row(content=words, area="") for words in ("Một", "Hai")]
    answer = send(leader, table(*empty), **{"sua-2-area": "Thôn Đồng Lân"})
    assert "Còn 1 dòng cần sửa" in answer.text


def test_a_double_comes_in_only_when_ticked(leader):
    text = table(row(), row(content="Khác"), row())
    assert "Vẫn nhập dòng 4" in send(leader, text).text
    send(leader, text, "nhap", trung="4")
    assert len(contents()) == 3


def test_with_no_good_row_nothing_happens(leader):
    answer = send(leader, table(BAD), "nhap")
    assert (answer.status_code, contents()) == (422, [])
    assert "Chưa có dòng nào đúng" in answer.text


@pytest.mark.parametrize("text", [
    table(row(content="Kế hoạch di dời (TỐI MẬT)"), row()),
    "TỐI MẬT\n" + table(row(content="Kế hoạch di dời")),
    "Kế hoạch di dời\tTỐI MẬT\nthiếu tiêu đề\tnội dung\tngày",
    "Ngày\tKênh\tĐịa bàn\nKế hoạch di dời\tTỐI MẬT\t",
])  # fmt: skip
def test_words_marked_secret_are_on_no_page_in_no_file_and_in_no_draft(leader, text):
    answer = send(leader, text, "nhap")
    assert "di dời" not in answer.text
    assert contents() in ([], [row().split("\t")[5]])
    assert ('data-keep="never"' in answer.text, 'name="forget"' in answer.text) == (True, True)
    left = leader.post(LEFT, {"cells": text})
    assert "di dời".encode() not in left.data
    if left.status_code == 200:
        cells = [str(cell.value) for line in sheet_of(left).active for cell in line]
        assert not any("di dời" in cell for cell in cells)


def test_a_correction_marked_secret_is_not_kept_either(leader):
    answer = send(leader, table(BAD), **{"sua-2-content": "Tuyệt mật: kế hoạch di dời"})
    assert "di dời" not in answer.text


def test_a_clerk_may_leave_the_answers_out_at_once(situation, clerk):
    text = table(row(outcome="Giải trình", answer="Đã trả lời", answered_on="x"), row(content="Khác", paper="12"))
    answer = send(clerk, text)
    assert answer.text.count("Đầu mối ghi kết quả sau khi xác nhận") == 2
    answer = send(clerk, text, "nhap", **{"bo-ket-qua": "1"})
    assert (answer.status_code, len(contents())) == (303, 2)


def test_what_is_left_can_be_taken_away_as_a_file_and_comes_back(leader):
    formula = row(content="=HYPERLINK(1)", area="Nơi nào", on_day=f"{clock.today() + timedelta(days=3):%d/%m/%Y}")
    answer = leader.post(LEFT, {"cells": table(row(), formula)})
    sheet = sheet_of(answer).worksheets[0]
    cells = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=3)]
    assert cells[0] == [*LABELS.values(), "Cách sửa"]
    assert (cells[1][5], sheet.cell(4, 6).data_type, len(cells)) == ("=HYPERLINK(1)", "s", 2)
    assert "chưa đến" in cells[1][-1]
    again = leader.post(PAGE, {"file": (io.BytesIO(answer.data), "dong-can-sua.xlsx")})
    assert 'name="sua-4-area"' in again.text


def test_the_sample_offers_its_words_and_comes_back_empty(leader, clerk):
    book = sheet_of(leader.get("/phan-anh/nhap/mau.xlsx"))
    table_sheet, lists = book.worksheets
    assert [cell.value for cell in table_sheet[3]] == list(LABELS.values())
    assert [cell.value for cell in lists[1]] == [
        "Kênh", "Địa bàn", "Lĩnh vực", "Loại", "Mức độ", "Nhóm đối tượng", "Kết quả",
    ]  # fmt: skip
    assert "Kinh tế: Quản lý đô thị, tài nguyên, bảo vệ môi trường" in [cell.value for cell in lists["C"]]
    rules = table_sheet.data_validations.dataValidation
    assert [(str(rule.sqref), rule.formula1) for rule in rules][:2] == [
        ("B4:B53", "'Danh mục'!$A$2:$A$23"), ("C4:C53", "'Danh mục'!$B$2:$B$15"),
    ]  # fmt: skip
    mine = sheet_of(clerk.get("/phan-anh/nhap/mau.xlsx")).worksheets[0]
    assert {LABELS[name] for name in ANSWERS}.isdisjoint(cell.value for cell in mine[3])


@pytest.mark.parametrize("hostile", [
    "‮gnơưht hnìb‬", "<script>alert(1)</script>", '"' * 9, "\x00\x07", "a\u2028b", "=cmd|' /C calc'!A0",
])  # fmt: skip
def test_hostile_cells_are_harmless(leader, hostile):
    answer = send(leader, table(row(content=hostile), BAD))
    assert answer.status_code == 422
    assert "<script>alert" not in answer.text
    assert "‮" not in answer.text


@pytest.mark.parametrize("sent", [
    {}, {"cells": "\t\t\t"}, {"cells": "x" * 9}, {"sua-99999999999999999999-area": "a", "cells": table(row())},
    {"sua-2-": "", "sua-": "", "trung": "-1", "cells": table(BAD)}, {"file": (io.BytesIO(b"PK\x03\x04"), "a.xlsx")},
    {"file": (io.BytesIO(b"a"), "a.exe")},
])  # fmt: skip
def test_bad_input_is_answered_in_words(leader, sent):
    assert leader.post(PAGE, sent).status_code in (200, 422)
