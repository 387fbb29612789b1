"""Tables in: what is taken, what is refused, and that a row keeps its number."""

import io
import zipfile
from contextlib import suppress
from datetime import date

import pytest
from openpyxl import Workbook

from nam_tinh_hinh.kernel.sheets import SheetRefused, read_file, read_pasted, under_headings

WANTED = {"name": ("Họ và tên", "Họ tên"), "post": ("Chức vụ",)}


def xlsx(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_cells_come_as_a_person_would_type_them():
    rows = read_file(xlsx(["Tổ 2", 12.0, date(2026, 3, 1), None, "  hai   dấu cách "]), "ds.xlsx")
    assert rows[0].cells == ("Tổ 2", "12", "01/03/2026", "", "hai dấu cách")


def test_a_row_keeps_the_number_it_has_in_the_sheet():
    assert [row.number for row in read_file(xlsx(["a"], [None], ["b"]), "ds.xlsx")] == [1, 3]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_of_excel_in_any_of_its_forms(encoding, delimiter):
    content = delimiter.join(["Nguyễn Văn A", "Trưởng thôn"]).encode(encoding)
    assert read_file(content, "DS.CSV")[0].cells == ("Nguyễn Văn A", "Trưởng thôn")


def test_pasted_cells():
    rows = read_pasted("Nguyễn Văn A\tTrưởng thôn\r\n\r\nTrần Thị B\tBí thư")
    assert [row.cells for row in rows] == [("Nguyễn Văn A", "Trưởng thôn"), ("Trần Thị B", "Bí thư")]
    assert [row.number for row in rows] == [1, 3]


def test_headings_are_found_below_a_title_and_without_diacritics():
    rows = read_pasted("DANH SÁCH\n\nTT\tHO TEN\tChức vụ\n1\tNguyễn Văn A\tTrưởng thôn\n2\tTrần Thị B")
    assert under_headings(rows, WANTED, ["name"]) == [
        (4, {"name": "Nguyễn Văn A", "post": "Trưởng thôn"}),
        (5, {"name": "Trần Thị B", "post": ""}),
    ]


def test_missing_headings_are_named():
    with pytest.raises(SheetRefused, match="“Họ và tên”, “Chức vụ”"):
        under_headings(read_pasted("a\tb"), WANTED, ["name", "post"])


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"x", "a.xls", r"\.xlsx"),
        (b"not a zip", "a.xlsx", "không phải là tệp Excel"),
        (zipped(a="b"), "a.xlsx", "hỏng"),
        (zipped(**{"xl/vbaProject.bin": "x"}), "a.xlsx", "macro"),
        (zipped(a=b"0" * (61 * 1024 * 1024)), "a.xlsx", "giải nén"),
        (b"\xff\xfe\xff", "a.csv", "UTF-8"),
        (b"0" * (5 * 1024 * 1024 + 1), "a.csv", "5 MB"),
        (b"a\n" * 5001, "a.csv", "5000 dòng"),
    ],
)
def test_what_is_refused_is_said_in_words(content, name, said):
    with pytest.raises(SheetRefused, match=said):
        read_file(content, name)


def test_a_quotation_mark_that_is_not_closed_swallows_no_row():
    assert [row.cells for row in read_pasted('"a\tb\nc\td')] == [('"a', "b"), ("c", "d")]
    assert [row.cells for row in read_pasted('"a\nb"\tc')] == [("a b", "c")]


@pytest.mark.parametrize("text", ['a\tb\n"' + "x" * 200_000 + "\tc", "a\tb\rc\td\n", "a\t\0b\n"])
def test_pasted_cells_of_any_kind_are_read_or_refused_in_words(text):
    with suppress(SheetRefused):
        assert read_pasted(text)


def test_old_line_ends_end_a_line():
    assert [row.cells for row in read_file("Họ tên;Tuổi\rHòa;5\r".encode(), "a.csv")] == [
        ("Họ tên", "Tuổi"),
        ("Hòa", "5"),
    ]


def test_more_words_than_any_list_has_are_refused():
    with pytest.raises(SheetRefused, match="quá nhiều chữ"):
        read_file(("x" * 30_000 + "\n").encode() * 80, "a.csv")
    with pytest.raises(SheetRefused, match="Dòng 2 có ô dài quá 32767 ký tự"):
        read_file(("a\n" + "x" * 40_000).encode(), "a.csv")
