"""Sittings to try, made by the program's own verbs."""

from datetime import date
from typing import Any

from nam_tinh_hinh.emulation import queries
from nam_tinh_hinh.emulation.enums import SittingPurpose
from nam_tinh_hinh.emulation.queries import sitting as reads
from nam_tinh_hinh.emulation.services import sitting as services
from nam_tinh_hinh.emulation.tables import Sitting, SittingItem
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from tests.world import World

FACTS: dict[str, Any] = {
    "held_on": date(2026, 3, 12),
    "begins": "8 giờ 00",
    "place": "Phòng họp tầng 2",
    "chaired_by": "Vũ Thị Ngọc Ánh",
    "chaired_by_post": "Phó Trưởng ban Chỉ đạo",
    "recorded_by": "Đỗ Quang Huy",
    "recorded_by_post": "Thường trực Ban Chỉ đạo",
    "guests": "",
}


def planned(world: World, purpose: SittingPurpose = SittingPurpose.REGISTRATION, **said: Any) -> Sitting:
    """A sitting with everything that is ready on its agenda, committed."""
    campaign = queries.campaign(clock.today().year)
    assert campaign
    one = services.plan(actor=world.actor("thuongtruc"), campaign=campaign, purpose=purpose, facts=FACTS | said)
    db.session.commit()
    return one


def opened(world: World, purpose: SittingPurpose = SittingPurpose.REGISTRATION, **said: Any) -> Sitting:
    """A sitting that has begun."""
    one = planned(world, purpose, **said)
    services.open_sitting(actor=world.actor("thuongtruc"), sitting=one)
    db.session.commit()
    return one


def again(one: Sitting) -> Sitting:
    """The sitting as the database has it now."""
    sitting_id = one.id
    db.session.rollback()
    db.session.expire_all()
    found = reads.sitting(sitting_id)
    assert found
    return found


def item_of(one: Sitting, exemplar_id: int) -> SittingItem:
    """Its item about one exemplar."""
    return next(item for item in one.items if item.exemplar_id == exemplar_id)
