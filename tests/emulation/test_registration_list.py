"""Tests of nam_tinh_hinh.emulation.documents: pure, no PDF."""

from dataclasses import replace
from datetime import date

import pytest

from nam_tinh_hinh.emulation.documents import ListRow, RegistrationList, UnitGroup
from nam_tinh_hinh.emulation.documents.columns import COLUMNS
from nam_tinh_hinh.emulation.documents.rows import (
    ROWS_PER_TABLE,
    RUN_ON_LINES,
    UnitRow,
    blocks,
    printed_rows,
    roman,
    tallest_lines,
)
from nam_tinh_hinh.kernel.paper import PARTY, STATE
from nam_tinh_hinh.kernel.paper.wrapping import printed_lines
from tests.emulation import lists

SENTENCE = "Vận động nhân dân hiến đất, góp công xây dựng nông thôn mới. "


def _cells(**texts):
    return replace(lists.row(1), **texts).cells


def _column(title):
    return next(place for place, column in enumerate(COLUMNS) if column.title == title)


def test_a_short_row_stays_one_row():
    [row] = printed_rows(_cells(content="Dọn vệ sinh"), PARTY)
    assert (row.begins, row.ends) == (True, True)
    assert row.cells[0] == "1"


def test_a_long_content_runs_on_with_the_other_cells_blank():
    rows = printed_rows(_cells(content=SENTENCE * 30), PARTY)
    assert [row.begins for row in rows] == [True] + [False] * (len(rows) - 1)
    assert [row.ends for row in rows] == [False] * (len(rows) - 1) + [True]
    content = _column("Nội dung")
    assert " ".join(row.cells[content] for row in rows) == (SENTENCE * 30).strip()
    assert set(rows[-1].cells[:content] + rows[-1].cells[content + 1 :]) == {""}


@pytest.mark.parametrize("layout", [PARTY, STATE], ids=["dang", "nha-nuoc"])
@pytest.mark.parametrize("text", ["W" * 4000, "Ẵ " * 2000, SENTENCE * 60, "x\n" * 500], ids="WẴcn")
def test_no_row_is_taller_than_a_quarter_page(layout, text):
    for row in printed_rows(_cells(content=text, name=text[:300], note=text[:500], period=text[:500]), layout):
        for cell, column in zip(row.cells, COLUMNS, strict=True):
            assert len(printed_lines(cell, column.measure(layout))) <= RUN_ON_LINES < tallest_lines(layout)


def test_no_single_word_is_too_long_for_its_column():
    rows = printed_rows(_cells(name="ă" * 300), PARTY)
    assert "".join(row.cells[1] for row in rows) == "ă" * 300


def test_the_columns_share_the_whole_width():
    assert sum(column.share for column in COLUMNS) == pytest.approx(1)
    assert sum(column.width_mm(PARTY) for column in COLUMNS) == pytest.approx(297 - 30 - 15)


@pytest.mark.parametrize("count", [1, 2, ROWS_PER_TABLE + 1, 3 * ROWS_PER_TABLE])
def test_blocks_hold_every_row_in_order_and_start_with_the_unit(count):
    rows = [row for place in range(count) for row in printed_rows(lists.row(place + 1).cells, PARTY)]
    tables = blocks(UnitRow(place=1, name="Chi bộ 1", count=count), rows)
    assert tables[0].unit.name == "Chi bộ 1"
    assert len(tables[1].rows) == 1
    assert [row for table in tables for row in table.rows] == rows
    assert max(len(table.rows) for table in tables) <= ROWS_PER_TABLE


def test_units_without_rows_take_no_numeral():
    groups = (UnitGroup(name="A", rows=()), UnitGroup(name="B", rows=(lists.row(1),)))
    units = [block.unit for block in replace(lists.paper(0), groups=groups).blocks if block.unit]
    assert [(unit.numeral, unit.name, unit.count) for unit in units] == [("I", "B", 1)]


@pytest.mark.parametrize(
    ("number", "numeral"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (99, "XCIX"), (2026, "MMXXVI")]
)
def test_roman(number, numeral):
    assert roman(number) == numeral


def test_the_number_and_the_date_follow_the_layout():
    issued = lists.paper(1, layout=STATE, number=5, day=date(2026, 1, 5))
    assert issued.heading.number == "Số: 05/DS-BCĐ"
    assert issued.heading.date == "Thuận Thành, ngày 05 tháng 01 năm 2026"
    assert lists.paper(1).heading.number == "Số      -DS/BCĐ"


def test_the_closing_counts_exemplars_over_all_units():
    assert lists.paper(30).closing == "Danh sách này có 30 mô hình, điển hình."
    assert lists.paper(0).closing == ""


def test_a_list_is_plain_frozen_data():
    paper = lists.paper(1)
    assert paper == lists.paper(1)
    assert hash(paper) == hash(lists.paper(1))
    assert isinstance(paper, RegistrationList)
    assert isinstance(paper.groups[0].rows[0], ListRow)
