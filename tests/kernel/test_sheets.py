import csv
import io
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from nam_tinh_hinh.kernel.sheets import Column, Kind, Value, csv_bytes, workbook
from nam_tinh_hinh.kernel.text import clean

COLUMNS = (Column("Tên điển hình", 40), Column("Số hộ", 8, Kind.NUMBER), Column("Ngày", 12, Kind.DATE))

DANGEROUS = ["=1+1", "+84 912", "-Tuyên truyền", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1+1", '=HYPERLINK("http://x")']


def opened(*rows: Sequence[Value], title: str = "Danh sách", heading_lines: Sequence[str] = ()) -> Any:
    return load_workbook(io.BytesIO(workbook(title, COLUMNS, rows, heading_lines=heading_lines))).active


def one_cell(value: Value) -> Any:
    content = workbook("Một ô", [Column("Ô", 10)], [[value]])
    return load_workbook(io.BytesIO(content)).active["A2"]


def csv_cell(value: Value) -> str:
    content = csv_bytes([Column("Ô", 10)], [[value], ["cuối"]])
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1][0]


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_never_becomes_a_formula(text: str) -> None:
    cell = one_cell(text)
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", clean(text), True)


@pytest.mark.parametrize("text", DANGEROUS)
def test_headings_and_lines_above_are_text_too(text: str) -> None:
    content = workbook("Bảng", [Column(text, 10)], [], heading_lines=[text])
    sheet = load_workbook(io.BytesIO(content)).active
    assert [sheet["A1"].data_type, sheet["A2"].data_type] == ["s", "s"]


@pytest.mark.parametrize(
    ("value", "stored", "number_format"),
    [
        (12, 12, "General"),
        (-5, -5, "General"),
        (999_999_999_999_999, 999_999_999_999_999, "General"),
        (1_234_567_890_123_456, "1234567890123456", "General"),
        ("0123", "0123", "General"),
        ("#N/A", "#N/A", "General"),
        ("a\x00\x0b\ud800b", "a\nb", "General"),
        (date(2025, 8, 1), datetime(2025, 8, 1), "dd/mm/yyyy"),
        (datetime(2025, 8, 1, 14, 5), datetime(2025, 8, 1, 14, 5), "dd/mm/yyyy hh:mm"),
        (datetime(2025, 8, 1, 18, 0, tzinfo=UTC), datetime(2025, 8, 2, 1, 0), "dd/mm/yyyy hh:mm"),
        (date(1890, 5, 19), "19/05/1890", "General"),
        (None, None, "General"),
    ],
)
def test_what_a_cell_holds(value: Value, stored: Any, number_format: str) -> None:
    cell = one_cell(value)
    assert (cell.value, cell.number_format) == (stored, number_format)


@pytest.mark.parametrize("letter", ["x", "𝒳"])
def test_text_too_long_for_a_cell_is_cut_visibly(letter: str) -> None:
    held = one_cell(letter * 40_000).value
    assert held.endswith(letter + "…")
    assert len(held.encode("utf-16-le")) // 2 in (32_766, 32_767)


@given(st.text(st.characters(codec=None), max_size=40))
def test_any_text_comes_back_as_cleaned_text(text: str) -> None:
    cell = one_cell(text)
    assert (cell.value or "") == clean(text)
    assert cell.data_type != "f"


def test_the_sheet_is_ready_to_read_filter_and_print() -> None:
    sheet = opened(["Tổ an toàn", 5, None], ["3 sạch", 7, None], heading_lines=["UBND XÃ", "DANH SÁCH"])
    assert [cell.value for cell in sheet[3]] == ["Tên điển hình", "Số hộ", "Ngày"]
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.auto_filter.ref) == ("A4", "$3:$3", "A3:C5")
    assert [sheet.column_dimensions[letter].width for letter in "ABC"] == [40, 8, 12]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage is True
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)


def test_letters_and_alignment() -> None:
    sheet = opened(["Tổ an toàn", 5, date(2025, 8, 1)])
    heading, row = sheet[1], sheet[2]
    assert all(cell.font.name == "Times New Roman" and cell.font.bold for cell in heading)
    assert all(cell.font.name == "Times New Roman" and not cell.font.bold for cell in row)
    assert all(cell.alignment.wrap_text for cell in (*heading, *row))
    assert [cell.alignment.horizontal for cell in row] == ["left", "right", "center"]


@pytest.mark.parametrize(
    ("title", "tab"),
    [
        ("Điển hình", "Điển hình"),
        ("Quý I/2026: [xã]*?", "Quý I 2026 xã"),
        ("'nháp'", "nháp"),
        ("", "Bảng"),
        ("Vận động nhân dân phố Phúc Ninh dọn vệ sinh", "Vận động nhân dân phố Phúc Ninh"),
    ],
)
def test_the_tab_has_a_name_excel_accepts(title: str, tab: str) -> None:
    assert opened(title=title).title == tab


def test_an_empty_table_keeps_its_heading() -> None:
    sheet = opened()
    assert sheet.max_row == 1
    assert sheet.auto_filter.ref == "A1:C1"


@pytest.mark.parametrize("row", [["thiếu"], ["thừa", 1, None, "nữa"]])
def test_a_row_of_another_length_is_refused(row: Sequence[Value]) -> None:
    with pytest.raises(ValueError, match="zip"):
        workbook("Bảng", COLUMNS, [row])
    with pytest.raises(ValueError, match="zip"):
        csv_bytes(COLUMNS, [row])


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Tổ an toàn", "Tổ an toàn"),
        ("=1+1", "'=1+1"),
        ("\t-5", "'-5"),
        ("＠x", "'＠x"),
        (-5, "-5"),
        (None, ""),
        ('hai\ndòng, "trích"', 'hai\ndòng, "trích"'),
        (date(2025, 8, 1), "01/08/2025"),
        (datetime(2025, 8, 1, 18, 0, tzinfo=UTC), "02/08/2025 01:00"),
    ],
)
def test_csv_cell(value: Value, written: str) -> None:
    assert csv_cell(value) == written


def test_csv_begins_with_the_mark_excel_looks_for() -> None:
    assert csv_bytes(COLUMNS, []).startswith("\ufeffTên điển hình,Số hộ,Ngày\r\n".encode())


@given(st.text(st.characters(codec=None), max_size=40))
def test_no_csv_cell_begins_like_a_formula(text: str) -> None:
    assert not csv_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_long_table_may_come_as_a_generator() -> None:
    rows: Iterator[Sequence[Value]] = ([f"Tổ {number}", number, date(2025, 8, 1)] for number in range(2_000))
    sheet = load_workbook(io.BytesIO(workbook("Dài", COLUMNS, rows)), read_only=True).active
    assert sum(1 for _ in sheet.iter_rows()) == 2_001
