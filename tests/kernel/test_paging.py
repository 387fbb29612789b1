"""Long lists are counted to a thousand; one leafs on beyond that, and past the end one stands on the last page."""

import pytest
from sqlalchemy import insert, select

from nam_tinh_hinh.demo.people import FOUNDED
from nam_tinh_hinh.kernel.counts import MOST_COUNTED
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paging import counted, page_of
from nam_tinh_hinh.people.tables import Area, AreaKind

LONG = 1_120


@pytest.fixture
def areas(world):
    """1,120 areas, named in order."""
    kind = db.session.scalars(select(AreaKind.id)).first()
    same = {"kind_id": kind, "is_pilot": False, "valid_from": FOUNDED}
    db.session.execute(insert(Area), [{"name": f"Thôn {n:04d}"} | same for n in range(1, LONG + 1)])
    return select(Area).where(Area.name.like("Thôn %")).order_by(Area.name)


def numbers(page):
    return [int(area.name[5:]) for area in page.rows]


@pytest.mark.parametrize(
    ("asked", "number", "first", "length", "follows"),
    [(1, 1, 1, 50, True), (0, 1, 1, 50, True), (21, 21, 1001, 50, True), (23, 23, 1101, 20, False),
     (24, 23, 1101, 20, False), (10**9, 23, 1101, 20, False)],
)  # fmt: skip
def test_one_leafs_through_all_of_a_list_that_is_not_counted_to_its_end(areas, asked, number, first, length, follows):
    page = page_of(areas, asked, Area.id)
    assert (page.number, numbers(page), page.follows) == (number, list(range(first, first + length)), follows)
    assert (page.total, page.is_longer, page.total_text) == (MOST_COUNTED + 1, True, "hơn 1.000")
    assert page.last == number + follows


@pytest.mark.parametrize(("asked", "number"), [(1, 1), (2, 2), (3, 2), (999, 2)])
def test_a_list_of_less_is_counted_and_ends_on_its_last_page(areas, asked, number):
    page = page_of(areas.where(Area.name <= "Thôn 0070"), asked, Area.id)
    assert (page.number, page.total, page.last, page.total_text) == (number, 70, 2, "70")


def test_an_empty_list_has_one_empty_page(areas):
    page = page_of(areas.where(Area.name == ""), 7, Area.id)
    assert (page.number, page.rows, page.total, page.last) == (1, [], 0, 1)


def test_no_more_is_looked_at_than_is_said(areas):
    assert counted(areas, Area.id) == MOST_COUNTED + 1
    assert counted(areas, Area.id, None) == LONG
    assert counted(areas.where(Area.name <= "Thôn 1000"), Area.id) == MOST_COUNTED


@pytest.mark.parametrize(("some", "every", "number"), [(1120, 1120, 1001), (1001, 1120, 1001), (10, 1120, 1001),
                                                       (10, 70, 70), (0, 0, 0)])  # fmt: skip
def test_what_is_counted_among_the_rows_first_changes_no_number(areas, some, every, number):
    def up_to(last):
        return areas.where(Area.name <= f"Thôn {last:04d}")

    assert counted(up_to(every), Area.id, among=up_to(some)) == number
