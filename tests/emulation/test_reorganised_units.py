"""The list and the paper when units have been merged or renamed."""

from datetime import timedelta

import pytest

from nam_tinh_hinh.emulation.documents import from_rows
from nam_tinh_hinh.emulation.queries import Filters
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people import queries, services
from nam_tinh_hinh.people.enums import Change
from nam_tinh_hinh.people.orders import NewUnit
from tests.people.units import MERGED, merge, order

TODAY = clock.today()


@pytest.fixture
def merged(world):
    world.sent("ccb", name="Của cựu chiến binh")
    world.sent("phu_nu", name="Của phụ nữ")
    merge(world, "ccb", "phu_nu")
    db.session.commit()


def test_a_past_paper_keeps_the_name_of_its_day(world):
    world.sent("ccb")
    old = world.unit("ccb").name
    asked = order(world, Change.RENAME, "ccb", name=NewUnit("Hội mang tên mới"))
    services.reorganise(actor=world.actor("quantri"), order=asked)

    def groups(day):
        setting = queries.print_setting("dang")
        paper = from_rows.registration_list(world.actor("tonghop"), Filters(), setting=setting, number=1, day=day)
        return [group.title for group in paper.groups]

    assert groups(TODAY - timedelta(days=1)) == [f"I. {old} (1 mô hình, điển hình)"]
    assert groups(TODAY) == ["I. Hội mang tên mới (1 mô hình, điển hình)"]


def test_the_list_counts_by_present_or_by_registering_unit(world, merged, sign_in):
    compiler, ccb = sign_in("tonghop"), world.unit("ccb").id
    new = queries.present_unit_ids([ccb])[ccb]
    page = compiler.get(f"/dan-van-kheo/?don-vi={new}").text
    assert "2 mô hình" in page
    assert "Đơn vị hiện nay" in page
    assert "2 mô hình" in compiler.get(f"/dan-van-kheo/?don-vi={ccb}").text  # an address kept from before
    old = compiler.get(f"/dan-van-kheo/?theo=cu&don-vi={ccb}").text
    assert "1 mô hình" in old
    assert "Của cựu chiến binh" in old
    assert "Của phụ nữ" not in old


def test_a_stranger_unit_still_sees_nothing(world, merged, officer):
    page = officer.get("/dan-van-kheo/?theo=cu").text
    assert "Của phụ nữ" not in page
    assert MERGED not in page


def test_without_a_merger_nothing_is_asked_about_it(world, clerk):
    assert "Đơn vị hiện nay" not in clerk.get("/dan-van-kheo/").text
