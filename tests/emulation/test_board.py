"""The quota board: who sees which units, what the filters find, its papers, and how much it asks of the database."""

import io
import re
from datetime import date

import pytest
from openpyxl import load_workbook
from sqlalchemy import insert

from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.emulation.queries import board as boards
from nam_tinh_hinh.emulation.queries.board import BoardFilters
from nam_tinh_hinh.emulation.quotas import Tally
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.people import services as people
from nam_tinh_hinh.people.enums import Change
from nam_tinh_hinh.people.queries import kinds
from nam_tinh_hinh.people.tables import Unit
from tests import papers
from tests.emulation.years import BOARD, PAGE, YEAR, plan_typed, put_in, quotas_typed, this_year
from tests.people.statements import counted
from tests.people.units import order

EVERYTHING = BoardFilters(YEAR)


def rows(world, username: str, **filters) -> dict[str, Tally]:
    found = boards.board(world.actor(username), this_year(), BoardFilters(YEAR, **filters))
    return {row.unit: row.tally for row in found}


def shown(browser, **query) -> list[str]:
    page = browser.get(BOARD, query_string=query)
    assert page.status_code == 200
    return re.findall(r'class="bang__ten"><a [^>]*>([^<]*)<', page.text)


@pytest.fixture
def some(standing, world):
    """Party committee 0/5, veterans 2/3, women 1/1, and one that was declined."""
    ids = {one.code: one.id for one in kinds()}
    standing.post(f"{PAGE}/chi-tieu", quotas_typed(**{f"loai-{ids['veterans']}": "3"}))
    world.staged(Stage.SUBMITTED, name="Một")
    world.staged(Stage.AGREED, name="Hai")
    world.staged(Stage.DECLINED, name="Ba")
    world.staged(Stage.DRAFT, name="Bốn")
    world.staged(Stage.AGREE_PENDING, "phu_nu", name="Năm")
    return ids


def test_each_unit_is_counted_and_those_that_miss_most_come_first(some, world):
    found = rows(world, "thuongtruc")
    ccb, women = world.unit("ccb").name, world.unit("phu_nu").name
    assert found[ccb] == Tally(3, 2, 1)
    assert found[women] == Tally(1, 1, 0)
    assert next(iter(found)) == "Đảng ủy phường Minh Họa"
    missing = [one.missing for one in found.values()]
    assert missing == sorted(missing, reverse=True)
    assert world.unit("ban_chi_dao").name not in found


def test_the_setting_says_whether_supplements_count(standing, world):
    standing.post(f"{PAGE}/sua", plan_typed(first_closes=f"02/01/{YEAR}", supplement_opens=f"03/01/{YEAR}"))
    world.sent()
    ccb = world.unit("ccb").name
    assert rows(world, "thuongtruc")[ccb] == Tally(1, 1, 0)
    typed = plan_typed()
    del typed["counts_supplements"]
    standing.post(f"{PAGE}/sua", typed)
    assert rows(world, "thuongtruc")[ccb] == Tally(1, 0, 0)
    assert "không tính đợt bổ sung" in standing.get(BOARD).text


def test_a_unit_sees_itself_and_those_below_and_no_other(some, world, clerk, stranger, officer):
    ccb, women = world.unit("ccb").name, world.unit("phu_nu").name
    ours, theirs = shown(clerk), shown(stranger)
    assert ccb in ours
    assert women in theirs
    assert set(ours) & set(theirs) == set()
    assert {name for name in ours if name != ccb} <= {name for name in ours if name.startswith("Chi hội Cựu")}
    assert shown(officer) == [world.unit("mttq").name]
    assert f"{BOARD}/nhac" not in re.findall(r'class="btn[^"]*" name="buoc"', clerk.get(BOARD).text)
    assert "Nhắc đơn vị đã chọn" not in clerk.get(BOARD).text


def test_the_filters_stand_in_the_address(some, world, standing, member):
    ccb, women = world.unit("ccb"), world.unit("phu_nu")
    assert women.name not in shown(standing, thieu="1")
    assert shown(standing, loai=str(some["veterans"])) == [ccb.name]
    assert shown(standing, **{"tu-khoa": "cuu chien binh phuong"}) == [ccb.name]
    assert shown(standing, **{"tu-khoa": "khong co"}) == []
    put_in(world, "banchidao", "ccb", "phu_nu")
    assert shown(member, **{"cua-toi": "1"}) == [ccb.name, women.name]
    assert shown(member, **{"cua-toi": "1", "thieu": "1"}) == [ccb.name]
    assert shown(standing, **{"cua-toi": "1"}) == []


@pytest.mark.parametrize("name", ["nam", "loai", "thieu", "cua-toi", "tu-khoa", "trang"])
@pytest.mark.parametrize("value", [str(2**63), "-1", "x", "²", "%", "' OR 1=1 --", "9" * 400])
def test_a_mistyped_address_is_never_a_crash(standing, name, value):
    assert standing.client.get(BOARD, query_string={name: value}).status_code == 200


def test_other_years_are_said_to_be_empty(standing):
    assert "Năm 2019 chưa có phong trào" in standing.get(f"{BOARD}?nam=2019").text


def test_what_a_merged_unit_registered_counts_for_its_heir(some, world):
    ccb, women = world.unit("ccb"), world.unit("phu_nu")
    put_in(world, "banchidao2", "phu_nu")
    asked_for = order(world, Change.MERGE, "phu_nu", heirs=[ccb.id], knows_who_is_left=True)
    people.reorganise(actor=world.actor("quantri"), order=asked_for)
    world.save()
    found = {row.unit: row for row in boards.board(world.actor("thuongtruc"), this_year(), EVERYTHING)}
    assert women.name not in found
    assert found[ccb.name].tally == Tally(3, 3, 1)
    assert found[ccb.name].followers == ("Vũ Thị Ngọc Ánh",)


@papers.needs_pdftotext
@pytest.mark.parametrize("code", ["dang", "nha-nuoc"])
def test_the_board_on_paper(some, standing, code):
    pdf = standing.get(f"{BOARD}/bang.pdf?the-thuc={code}&so=7&ngay-ky=05/10/{YEAR}&thieu=1").data
    text = " ".join(papers.text(pdf).split())
    assert f"kết quả thực hiện chỉ tiêu đăng ký mô hình, điển hình “Dân vận khéo” năm {YEAR}" in text
    assert "Hội Cựu chiến binh phường Minh Họa 3 2 1 1" in text
    assert "(chỉ đơn vị còn thiếu)" in text
    assert "DỰ THẢO" not in text


def test_the_board_as_a_spreadsheet_is_narrowed_for_a_unit_as_its_page_is(some, standing, clerk, world):
    def sheet(browser):
        content = browser.get(f"{BOARD}/bang.xlsx").data
        return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(content)).active.iter_rows(min_row=3)]

    whole, ours = sheet(standing), sheet(clerk)
    ccb = world.unit("ccb").name
    assert next(row[3:7] for row in whole if row[1] == ccb) == [3, 2, 1, 1]
    assert {row[1] for row in ours} == set(shown(clerk))
    assert len(whole) > len(ours)


def test_three_thousand_units_cost_the_same_statements(world, standing, fresh):
    put_in(world, "banchidao", "ccb")
    paths = (BOARD, f"{BOARD}?thieu=1&tu-khoa=chi hoi&trang=2", f"{BOARD}/bang.xlsx", PAGE)
    small = {path: asked(standing, fresh, path) for path in paths}
    branch, top = next(one for one in kinds() if one.code == "branch"), world.unit("ccb")
    db.session.execute(
        insert(Unit),
        [
            {"kind_id": branch.id, "parent_id": top.id, "name": f"Chi hội {n}", "short_name": "", "symbol": ""}
            | {"folded_name": fold(f"Chi hội {n}"), "valid_from": date(2025, 7, 1)}
            for n in range(3000)
        ],
    )
    world.save()
    for path in paths:
        assert asked(standing, fresh, path) == small[path], path


def asked(browser, app, path) -> int:
    browser.get(path)
    with counted(app) as said:
        assert browser.get(path).status_code == 200
    return len(said)
