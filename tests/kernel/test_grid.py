"""Tests of nam_tinh_hinh.kernel.paper.grid and numerals: pure, no PDF."""

import pytest

from nam_tinh_hinh.kernel.paper import PARTY, STATE
from nam_tinh_hinh.kernel.paper.grid import (
    PT_PER_MM,
    ROWS_PER_TABLE,
    RUN_ON_LINES,
    TALLEST_SHARE,
    Grid,
    GridColumn,
    GridGroup,
)
from nam_tinh_hinh.kernel.paper.numerals import roman
from nam_tinh_hinh.kernel.paper.wrapping import printed_lines
from tests.kernel import tables

SENTENCE = "Vận động nhân dân hiến đất, góp công xây dựng nông thôn mới. "
WAYS = pytest.mark.parametrize(("landscape", "width_mm", "height_mm"), [(False, 210, 297), (True, 297, 210)])
NAME, CONTENT = 1, 3


def _grid(layout=PARTY, *, landscape=True):
    return Grid(layout, tables.COLUMNS, landscape)


def test_a_short_row_stays_one_row():
    [row] = _grid().printed_rows(tables.cells(1, content="Dọn vệ sinh"))
    assert (row.begins, row.ends) == (True, True)
    assert row.cells == tables.cells(1, content="Dọn vệ sinh")


def test_a_long_text_runs_on_in_low_rows_with_the_other_cells_blank():
    rows = _grid().printed_rows(tables.cells(1, content=SENTENCE * 60))
    assert [row.begins for row in rows] == [True] + [False] * (len(rows) - 1)
    assert [row.ends for row in rows] == [False] * (len(rows) - 1) + [True]
    assert " ".join(row.cells[CONTENT] for row in rows) == (SENTENCE * 60).strip()
    assert set(rows[-1].cells[:CONTENT] + rows[-1].cells[CONTENT + 1 :]) == {""}


@WAYS
def test_a_row_of_a_quarter_page_stays_whole_and_one_line_more_runs_on(landscape, width_mm, height_mm):
    quarter_pt = (height_mm - PARTY.margin_top_mm - PARTY.margin_bottom_mm) * PT_PER_MM * TALLEST_SHARE
    tallest = int(quarter_pt / PARTY.table_line_pt)
    grid = _grid(landscape=landscape)
    assert len(grid.printed_rows(tables.cells(1, content="\n".join("x" * tallest)))) == 1
    assert len(grid.printed_rows(tables.cells(1, content="\n".join("x" * (tallest + 1))))) > 1


@WAYS
@pytest.mark.parametrize("layout", [PARTY, STATE], ids=["dang", "nha-nuoc"])
@pytest.mark.parametrize("text", ["W" * 4000, "Ẵ " * 2000, SENTENCE * 60, "x\n" * 500], ids="WẴcn")
def test_no_row_that_runs_on_is_taller_than_its_few_lines(layout, text, landscape, width_mm, height_mm):
    grid = _grid(layout, landscape=landscape)
    quarter_pt = (height_mm - layout.margin_top_mm - layout.margin_bottom_mm) * PT_PER_MM * TALLEST_SHARE
    assert RUN_ON_LINES * layout.table_line_pt < quarter_pt
    for row in grid.printed_rows(
        tables.cells(1, content=text, name=text[:300], note=text[:500], period=text[:500]),
    ):
        for cell, column in zip(row.cells, grid.columns, strict=True):
            assert len(printed_lines(cell, grid.measure(column))) <= RUN_ON_LINES


def test_no_single_word_is_too_long_for_its_column():
    rows = _grid().printed_rows(tables.cells(1, name="ă" * 300))
    assert "".join(row.cells[NAME] for row in rows) == "ă" * 300


@WAYS
def test_the_columns_take_all_that_the_margins_leave(landscape, width_mm, height_mm):
    grid = _grid(landscape=landscape)
    assert sum(grid.column_mm(column) for column in grid.columns) == pytest.approx(width_mm - 30 - 15)


@pytest.mark.parametrize("count", [1, 2, ROWS_PER_TABLE + 1, ROWS_PER_TABLE + 2, 3 * ROWS_PER_TABLE])
def test_blocks_hold_every_row_in_order_and_start_with_the_group(count):
    rows = tuple(tables.cells(place + 1) for place in range(count))
    blocks = list(_grid().blocks([GridGroup("Đơn vị", rows)]))
    assert (blocks[0].title, blocks[0].rows) == ("Đơn vị", ())
    assert len(blocks[1].rows) == 1
    assert [row.cells for block in blocks for row in block.rows] == list(rows)
    assert max(len(block.rows) for block in blocks) <= ROWS_PER_TABLE


def test_rows_without_a_heading_of_their_own_get_none():
    rows = tuple(tables.cells(place + 1) for place in range(2))
    assert [block.title for block in _grid().blocks([GridGroup("", rows)])] == ["", ""]


def test_the_heads_are_as_high_as_the_longest_of_them():
    one, two = (Grid(PARTY, (GridColumn(title, 1),)).heads_mm for title in ("TT", "Ghi chú/\nKết quả"))
    assert two - one == pytest.approx(PARTY.table_line_pt / PT_PER_MM)


@pytest.mark.parametrize(
    ("number", "numeral"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (99, "XCIX"), (2026, "MMXXVI")]
)
def test_roman(number, numeral):
    assert roman(number) == numeral
