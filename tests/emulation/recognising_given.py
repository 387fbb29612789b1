"""A demonstration further on in its year: units have reported, one exemplar is recognised."""

from datetime import date
from pathlib import Path
from typing import Any

from nam_tinh_hinh.demo.ways import Way
from nam_tinh_hinh.emulation import queries
from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from tests.demonstration import demonstration
from tests.world import World

LONG = (
    "Vận động Nhân dân hiến đất, góp công, góp của mở rộng đường ngõ, lắp đèn chiếu sáng, camera an ninh và trồng hoa"
    " 2 bên"
)


def later_in_the_year(folder: Path, *ways: tuple[Stage, str, str]) -> None:
    """Fill ``folder`` with the demonstration and an exemplar for each of ``ways`` (stage, unit, name)."""
    with demonstration(folder) as app:
        world = World(app)
        for stage, key, name in ways:
            led(world, stage, key, name)
        db.session.commit()


def led(world: World, stage: Stage, key: str, name: str, **facts: Any) -> Exemplar:
    """An exemplar of a unit led to ``stage``, with nothing else of the demonstration moved along."""
    today = clock.today()
    days = {"starts_on": date(today.year, 3, 1), "ends_on": date(today.year, 12, 15)}
    exemplar = world.draft(key, name=name, field_id=queries.fields()[0].id, **days | facts)
    return Way(world.actor).lead(exemplar, stage)
