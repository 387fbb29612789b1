"""The tree stays quick with 3,000 units, and the number of statements does not grow."""

from datetime import date

import pytest
from sqlalchemy import event, insert

from nam_tinh_hinh.emulation import queries as emulation
from nam_tinh_hinh.emulation.queries import Filters
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.kernel.turns import is_beginning
from nam_tinh_hinh.people import queries
from nam_tinh_hinh.people.queries import UnitFilters
from nam_tinh_hinh.people.tables import Unit, UnitName


def many(world, number=3000):
    top, kind = world.unit("ubnd"), world.unit("tieu_hoc").kind_id
    start = (db.session.scalar(db.select(db.func.max(Unit.id))) or 0) + 1
    day = date(2025, 7, 1)
    rows = [
        {"id": start + n, "kind_id": kind, "parent_id": top.id if n < 10 else start + n // 10, "name": f"Trường số {n}",
         "short_name": "", "symbol": "", "folded_name": fold(f"Trường số {n}"), "valid_from": day}
        for n in range(number)
    ]  # fmt: skip
    db.session.execute(insert(Unit), rows)
    names = [
        {"unit_id": row["id"], "name": row["name"], "short_name": "", "symbol": "", "valid_from": day} for row in rows
    ]
    db.session.execute(insert(UnitName), names)
    db.session.commit()


class Statements:
    """Counts what is sent to the database inside a ``with``."""

    def __enter__(self):
        self.number = 0
        event.listen(db.engine, "before_cursor_execute", self._one)
        return self

    def __exit__(self, *_):
        event.remove(db.engine, "before_cursor_execute", self._one)

    def _one(self, _connection, _cursor, statement, *_rest):
        self.number += not is_beginning(statement)


@pytest.mark.parametrize(
    "path", ["/to-chuc", "/to-chuc?tu-khoa=truong", "/to-chuc?ngay=01/08/2025", "/to-chuc?trang=9"]
)
def test_the_list_asks_as_often_with_3000_units(world, clerk, path):
    with Statements() as few:
        clerk.get(path)
    many(world)
    with Statements() as lots:
        page = clerk.get(path)
    assert page.status_code == 200
    assert lots.number == few.number
    assert page.text.count("<tr>") <= 51


def test_scope_and_counts_ask_as_often_with_3000_units(world):
    world.sent("ccb")
    actor = world.actor("tonghop")

    clerk, filters = world.clerk_of("ubnd"), Filters(unit_id=world.unit("ubnd").id)

    def ask():
        db.session.scalars(emulation.filtered(clerk, filters)).all()
        emulation.counts_by_unit(actor, Filters())

    ask()
    with Statements() as few:
        ask()
    many(world)
    with Statements() as lots:
        ask()
    assert lots.number == few.number


def test_a_subtree_is_shown_with_its_own_depths(world):
    rows = queries.filtered(UnitFilters(top_id=world.unit("ccb").id))
    assert [row.depth for row in rows] == [0] + [1] * 6


def test_a_search_shows_where_each_stands(world):
    [row] = queries.filtered(UnitFilters(words="chi hoi nong dan dong lan"))
    assert row.path == "Đảng ủy phường Minh Họa › Hội Nông dân phường Minh Họa"


def test_before_its_first_day_a_unit_is_not_there(world):
    assert queries.filtered(UnitFilters(day=date(2025, 6, 30))) == []
    assert len(queries.filtered(UnitFilters(day=clock.today()))) == 61


def test_columns_that_point_at_units_are_found_in_every_room(world):
    world.draft("ccb")
    assert dict(queries.uses_of(world.unit("ccb").id)) == {
        "đơn vị trực thuộc": 6, "vị trí của người": 2, "đăng ký mô hình": 1,
    }  # fmt: skip
