"""Areas, postings and focal points for tests, by the program's own verbs."""

from datetime import date
from typing import Any

from nam_tinh_hinh.demo.people import FOUNDED
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.history import Event, Machine
from nam_tinh_hinh.people import queries, services
from nam_tinh_hinh.people.spans import Span
from nam_tinh_hinh.people.tables import Area, AreaKind, ContactPoint, User
from tests.world import World

CONTACT = {"post": "Chủ tịch", "phone": "0900 000 123", "email": "a@minhhoa.example", "zalo": "", "facebook": ""}


def user(username: str) -> User:
    found = queries.user_by_name(username)
    assert found
    return found


def add_area(name: str = "Thôn Đồng Lân", parent: Area | None = None, **facts: Any) -> Area:
    kind = db.session.scalars(db.select(AreaKind).filter_by(code="village")).one()
    plain = {"kind_id": kind.id, "valid_from": FOUNDED, "valid_to": None, "households": None, "population": None}
    wanted = plain | {"name": name, "parent_id": parent.id if parent else None, "is_pilot": False} | facts
    area = services.add_area(actor=Machine(), facts=wanted)
    db.session.commit()
    return area


def assign(world: World, username: str, *areas: Area, since: date = FOUNDED, until: date | None = None) -> Event:
    event = services.assign(
        actor=world.actor("quantri"), user=user(username), areas=list(areas), span=Span(since, until)
    )
    db.session.commit()
    return event


def add_contact(world: World, key: str = "ccb", **facts: str) -> ContactPoint:
    point = services.add_contact(
        actor=world.actor("quantri"), unit_id=world.unit(key).id, facts=CONTACT | {"name": "Phạm Văn Thắng"} | facts
    )
    db.session.commit()
    return point


def in_charge(day: date) -> dict[str, list[str]]:
    """Return who is in charge of what on ``day``, by the list the page shows, in its order."""
    lines = queries.areas_on(queries.PostingFilters(day=day))
    held = queries.postings_on([line.id for line in lines], day)
    return {line.name: [one.user.username for one in held.get(line.id, [])] for line in lines}


def again(kind: type[Any], row_id: int) -> Any:
    """The row as the database has it now, None when it is gone."""
    db.session.rollback()
    db.session.expire_all()
    return db.session.get(kind, row_id)
