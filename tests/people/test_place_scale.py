"""The lists of areas, postings and focal points with 3,000 areas, 20,000 postings and 3,000 focal points."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import event, insert

from nam_tinh_hinh.demo.people import FOUNDED
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.kernel.turns import is_beginning
from nam_tinh_hinh.people.tables import Area, AreaKind, ContactPoint, Posting, Unit, User
from tests.people.places import add_area, add_contact, assign

PATHS = (
    "/dia-ban",
    "/dia-ban?tu-khoa=thon&trang=3",
    "/phan-cong",
    "/phan-cong?ngay=01/03/2026&can-bo=son&tu-khoa=thon",
    "/phan-cong?chua-co=1",
    "/danh-ba",
    "/danh-ba?tu-khoa=cuu chien binh",
)


@contextmanager
def counted(app) -> Iterator[list[str]]:
    with app.app_context():
        engine = db.engine
    said: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        if not is_beginning(statement):
            said.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)


def fill(areas: int, postings: int, points: int) -> None:
    kind = db.session.scalars(db.select(AreaKind.id)).first()
    users, units = db.session.scalars(db.select(User.id)).all(), db.session.scalars(db.select(Unit.id)).all()
    first = (db.session.scalar(db.select(db.func.max(Area.id))) or 0) + 1
    names = [f"Thôn {n}" for n in range(areas)]
    rows = [
        {"id": first + n, "kind_id": kind, "parent_id": first if n else None, "name": name, "is_pilot": False}
        | {"folded_name": fold(name), "valid_from": FOUNDED, "households": n}
        for n, name in enumerate(names)
    ]
    db.session.execute(insert(Area), rows)
    spans = [(FOUNDED + timedelta(days=60 * n), FOUNDED + timedelta(days=60 * n + 59)) for n in range(8)]
    db.session.execute(
        insert(Posting),
        [
            {"user_id": users[n % len(users)], "area_id": first + n % areas}
            | {"valid_from": spans[n * 8 // postings][0], "valid_to": spans[n * 8 // postings][1]}
            for n in range(postings)
        ],
    )
    db.session.execute(
        insert(ContactPoint),
        [
            {"unit_id": units[n % len(units)], "name": f"Người {n}", "folded_text": f"nguoi {n}", "version": 1}
            for n in range(points)
        ],
    )
    db.session.commit()


@pytest.mark.parametrize("path", PATHS)
def test_a_list_costs_the_same_statements_however_long(world, clerk, fresh, path):
    area = add_area()
    assign(world, "phutrach", area, since=date(2026, 1, 1))
    add_contact(world)
    clerk.get(path)
    with counted(fresh) as small:
        clerk.get(path)
    fill(3000, 20_000, 3000)
    with counted(fresh) as large:
        assert clerk.get(path).status_code == 200
    assert len(large) == len(small), "\n".join(large)
