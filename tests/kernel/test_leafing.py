"""Leafing through a long list from row to row shows what its numbered pages show, whatever comes in meanwhile."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Integer, cast, insert, select

from nam_tinh_hinh.demo.people import FOUNDED
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.leafing import Order, Stand
from nam_tinh_hinh.kernel.paging import page_at
from nam_tinh_hinh.people.tables import Area, AreaKind
from nam_tinh_hinh.situation.queries.petition_list import PRESSING
from tests.people.statements import counted

LONG = 1_120
NEWEST = Order(
    (Area.valid_from, Area.id), lambda row: (row.valid_from, row.id), lead=Area.valid_from.op("+")(0), down=True
)
PILOTS_LAST = Order(
    (Area.is_pilot, Area.valid_from, Area.id), lambda row: (row.is_pilot, row.valid_from, row.id),
    lead=cast(Area.is_pilot, Integer) + Area.id * 0,
)  # fmt: skip
PILOTS_FIRST = replace(PILOTS_LAST, down=True)
SHOWN = select(*Area.__table__.c)
ALL = select(Area).where(Area.name.like("Thôn %"))


def add(numbers):
    kind = db.session.scalars(select(AreaKind.id)).first()
    rows = [
        {"name": f"Thôn {n}", "kind_id": kind, "is_pilot": n % 11 == 0, "valid_from": FOUNDED + timedelta(days=n % 90)}
        for n in numbers
    ]
    db.session.execute(insert(Area), rows)


@pytest.fixture
def areas(world):
    add(range(LONG))


def page(order, **stand):
    return page_at(SHOWN, Stand(**stand), order, ALL)


def there(order, args):
    return page(order, number=args["trang"], after=args.get("sau", ""), before=args.get("truoc", ""))


@pytest.mark.parametrize("few", [False, True])
@pytest.mark.parametrize("whole", [NEWEST, PILOTS_LAST, PILOTS_FIRST])
def test_forth_and_back_one_sees_the_numbered_pages(areas, whole, few):
    order = whole.of_few(few)
    by_number = [page(order, number=n).rows for n in range(1, 24)]
    assert [row.id for rows in by_number for row in rows] == [row.id for row in db.session.scalars(whole.sorted(ALL))]
    walked = [page(order)]
    while walked[-1].follows:
        walked.append(there(order, walked[-1].args_of(walked[-1].number + 1)))
    assert [one.rows for one in walked] == by_number
    assert [(one.number, one.total_text) for one in walked] == [(n, "hơn 1.000") for n in range(1, 24)]
    back = [walked[-1]]
    while back[-1].number > 1:
        back.append(there(order, back[-1].args_of(back[-1].number - 1)))
    assert [one.rows for one in back[::-1]] == by_number


def test_the_next_page_begins_where_this_one_ended_whatever_came_in_meanwhile(areas):
    first = page(NEWEST)
    add([89] * 7)  # all of them newer than what was read
    second = there(NEWEST, first.args_of(2))
    assert NEWEST.values(second.rows[0]) < NEWEST.values(first.rows[-1])
    assert len({row.id for row in [*first.rows, *second.rows]}) == 100
    assert page(NEWEST, number=2).rows != second.rows


def test_a_deep_page_is_found_by_its_mark_in_one_statement(app, areas):
    args = page(NEWEST, number=21).args_of(22)
    with counted(app) as said:
        assert there(NEWEST, args).number == 22
    assert len(said) == 1


@pytest.mark.parametrize("mark", ["", "x", "1", "20260101", "20260101_x", "99999999_1", "20260101_1_1", "20260101_-1",
                                  "20260101_99999999999999999999", "Infinity_1", "²_1"])  # fmt: skip
def test_a_mark_that_says_nothing_leaves_the_number(areas, mark):
    for place in ({"after": mark}, {"before": mark}):
        assert page(NEWEST, number=3, **place) == page(NEWEST, number=3)


def test_a_mark_beyond_which_nothing_lies_leaves_the_number(areas):
    assert page(NEWEST, number=4, after="19000101_1") == page(NEWEST, number=4)
    assert page(NEWEST, number=4, before="99990101_1") == page(NEWEST, number=4)
    assert page(NEWEST, number=1, after=NEWEST.mark_of(page(NEWEST).rows[-1])) == page(NEWEST)


def test_a_short_list_keeps_to_numbers(areas):
    few = ALL.where(Area.is_pilot)
    found = page_at(SHOWN, Stand(), NEWEST, few)
    assert (found.total, found.args_of(2), found.args_of(1)) == (102, {"trang": 2}, {"trang": 1})


def test_moments_and_days_are_read_as_they_were_said():
    moment = datetime(2026, 3, 4, 10, 0, 0, 5, UTC)
    assert PRESSING.read("1_20260304T100000.000005Z_7") == (True, moment, 7)
    assert NEWEST.read("20260304_7") == (date(2026, 3, 4), 7)
