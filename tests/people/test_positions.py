"""Positions as the administrator gives, ends and takes them back."""

from datetime import timedelta

import pytest

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.queries import user_by_name
from nam_tinh_hinh.people.services import positions
from nam_tinh_hinh.people.tables import Position
from tests.people.test_users import TODAY, admin, last_event, page_of

__all__ = ["admin"]


def begun_today(username):
    """Return the person's one position, as if given today: only such a one can be taken back."""
    own = db.session.scalars(db.select(Position).filter_by(user_id=user_by_name(username).id)).one()
    own.valid_from = clock.today()
    db.session.commit()
    return own


def test_the_last_administrator_stays(admin, world):
    position = begun_today("quantri")
    one, last = f"{page_of('quantri')}/vi-tri/{position.id}", {"last_day": TODAY}
    for path, data in ((f"{page_of('quantri')}/khoa", {}), (f"{one}/ket-thuc", last), (f"{one}/bo", {})):
        answer = admin.post(path, data)
        assert answer.status_code == 409
        assert "quản trị cuối cùng" in answer.text
    positions.give(
        actor=world.actor("quantri"), user=user_by_name("canbo"), unit=world.unit("ccb"), role=Role.ADMIN,
        valid_from=clock.today(),
    )  # fmt: skip
    db.session.commit()
    assert admin.post(f"{one}/ket-thuc", last).status_code == 303
    assert user_by_name("quantri").disabled_at is None


def test_another_administrator_for_some_days_does_not_free_the_last_one(admin, world):
    positions.give(
        actor=world.actor("quantri"), user=user_by_name("canbo"), unit=world.unit("ccb"), role=Role.ADMIN,
        valid_from=clock.today(), valid_to=clock.today() + timedelta(days=3),
    )  # fmt: skip
    db.session.commit()
    me = user_by_name("quantri")
    position = db.session.scalars(db.select(Position).filter_by(user_id=me.id)).one()
    late = {"last_day": f"{clock.today() + timedelta(days=9):%d/%m/%Y}"}
    answer = admin.post(f"{page_of('quantri')}/vi-tri/{position.id}/ket-thuc", late)
    assert answer.status_code == 409


def test_positions_are_given_ended_and_taken_back_with_before_and_after(admin, world):
    page = page_of("canbo")
    given = {"unit": "hoi nong dan phuong minh hoa", "role": "clerk", "title": "", "valid_from": TODAY, "valid_to": ""}
    admin.post(f"{page}/vi-tri", given)
    equal = admin.post(f"{page}/vi-tri", given)
    assert equal.status_code == 422
    assert "đã giữ đúng vị trí đó" in equal.text
    row = db.session.scalars(db.select(Position).order_by(Position.id.desc()).limit(1)).one()
    assert last_event().details["after"]["unit"] == "Hội Nông dân phường Minh Họa"
    row_id, one = row.id, f"{page}/vi-tri/{row.id}"
    admin.post(f"{one}/ket-thuc", {"last_day": TODAY})
    details = last_event().details
    assert (details["before"]["valid_to"], details["after"]["valid_to"]) == ("", TODAY)
    admin.post(f"{one}/hoan-tac")
    assert db.session.get(Position, row_id).valid_to is None
    assert admin.post(f"{one}/hoan-tac").status_code == 409
    assert admin.post(f"{one}/bo").status_code == 303
    assert db.session.scalar(db.select(Position.id).filter_by(id=row_id)) is None


@pytest.mark.parametrize("last_day", ["01/01/2001", "x", ""])
def test_a_position_does_not_end_before_it_began(admin, world, last_day):
    row = db.session.scalars(db.select(Position).filter_by(user_id=user_by_name("canbo").id)).one()
    answer = admin.post(f"{page_of('canbo')}/vi-tri/{row.id}/ket-thuc", {"last_day": last_day})
    assert answer.status_code in {409, 422}
    assert db.session.get(Position, row.id).valid_to is None


def test_a_position_of_someone_else_is_not_there(admin, world):
    row = db.session.scalars(db.select(Position).filter_by(user_id=user_by_name("canbo").id)).one()
    assert admin.post(f"{page_of('canbo2')}/vi-tri/{row.id}/ket-thuc", {"last_day": TODAY}).status_code == 404


def test_a_position_in_use_on_some_machine_can_be_taken_back(admin, clerk, world):
    own = begun_today("canbo")
    clerk.post("/vi-tri", {"hat": own.id})
    assert admin.post(f"{page_of('canbo')}/vi-tri/{own.id}/bo").status_code == 303
    assert "chưa được giao vị trí" in clerk.get("/").text
