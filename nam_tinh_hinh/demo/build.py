"""Fill an empty, migrated database with the demonstration ward."""

from datetime import date

from nam_tinh_hinh.demo import exemplars, people, rosters
from nam_tinh_hinh.emulation import seed as emulation_seed
from nam_tinh_hinh.emulation import services
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.history import Machine
from nam_tinh_hinh.people import seed as people_seed
from nam_tinh_hinh.people.tables import User


def is_empty() -> bool:
    """Tell whether nobody lives in the database yet."""
    return db.session.scalar(db.select(User.id).limit(1)) is None


def build(password: str) -> None:
    """Add reference rows, units, accounts (all with ``password``), this year's campaign and the exemplars; commit."""
    people_seed.seed()
    emulation_seed.seed()
    units = people.build(password)
    year = clock.today().year
    campaign = services.open_campaign(
        actor=Machine(), year=year, opens_on=date(year, 1, 1), closes_on=date(year, 12, 31)
    )
    exemplars.build(units, campaign)
    rosters.build()
    db.session.commit()
