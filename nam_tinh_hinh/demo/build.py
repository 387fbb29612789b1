"""Fill an empty, migrated database with the demonstration ward."""

from datetime import date

from nam_tinh_hinh.demo import exemplars, people, places, rosters
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
    where = {"commune": people.COMMUNE, "province": people.PROVINCE, "place": people.PLACE}
    people_seed.party_print_settings(units["dang_uy"], **where)
    today = clock.today()
    # In January the first sample was registered last year.
    opens_on = min(date(today.year, 1, 1), today - exemplars.LASTED)
    campaign = services.open_campaign(
        actor=Machine(), year=today.year, opens_on=opens_on, closes_on=date(today.year, 12, 31)
    )
    exemplars.build(units, campaign)
    places.build(units)
    rosters.build()
    db.session.commit()
