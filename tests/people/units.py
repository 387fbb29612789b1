"""Units and decisions for tests."""

import pytest

from nam_tinh_hinh.emulation import queries as emulation
from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.emulation.queries import Filters
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people import services
from nam_tinh_hinh.people.enums import Change
from nam_tinh_hinh.people.orders import NewUnit, Order

DECISION = "12-QĐ/ĐU"
MERGED = "Hội Cựu chiến binh và Phụ nữ phường Minh Họa"


def order(world, change, *keys, heirs=(), day=None, **more):
    """An order on units of the ward by their keys."""
    ids = tuple(world.unit(key).id for key in keys)
    return Order(change, ids, day or clock.today(), DECISION, tuple(heirs), **more)


def new_like(unit, name, **more):
    return NewUnit(
        name,
        kind_id=unit.kind_id,
        level_id=unit.level_id,
        parent_id=unit.parent_id,
        committee_id=unit.committee_id,
        **more,
    )


def merge(world, *keys, name=MERGED, day=None):
    """Merge units of the ward into a new one; return the decision."""
    asked = order(world, Change.MERGE, *keys, heirs=[new_like(world.unit(keys[0]), name)], day=day)
    return services.reorganise(actor=world.actor("quantri"), order=asked)


def of_kind(world, how):
    ccb = world.unit("ccb")
    if how == "new":
        return order(world, Change.MERGE, "ccb", "phu_nu", heirs=[new_like(ccb, MERGED)])
    if how == "existing":
        return order(world, Change.MERGE, "ccb", heirs=[world.unit("phu_nu").id])
    if how == "split":
        return order(world, Change.SPLIT, "ccb", heirs=[new_like(ccb, "Một"), new_like(ccb, "Hai")])
    if how == "rename":
        return order(world, Change.RENAME, "ccb", name=NewUnit("Tên mới", "TM", "TM"))
    return order(world, Change.CLOSE, "ccb", heirs=[world.unit("phu_nu").id], knows_who_is_left=True)


def count_all(world, *, as_registered):
    """What the compiler counts, by present or by registering unit."""
    return emulation.counts_by_unit(world.actor("tonghop"), Filters(as_registered=as_registered))


def released(world, key, name):
    """A registration in which nobody has to act any more: its result is known, and it is no."""
    return world.staged(Stage.DECLINED, key, name=name)


@pytest.fixture
def busy(world):
    """Two units with open and settled registrations, and a third that has nothing to do with it."""
    made = {
        "draft": world.draft("ccb", name="Nháp").id,
        "sent": world.sent("ccb", name="Đã gửi").id,
        "settled": released(world, "ccb", "Đã công bố").id,
        "hers": world.sent("phu_nu", name="Của phụ nữ").id,
        "stranger": world.sent("nong_dan", name="Của nông dân").id,
    }
    db.session.commit()
    return made
