"""Fill an empty, migrated database with the demonstration ward."""

from datetime import date

from nam_tinh_hinh.demo import casework, exemplars, guiding, observing, people, places, reporting, rosters
from nam_tinh_hinh.emulation import seed as emulation_seed
from nam_tinh_hinh.emulation import services
from nam_tinh_hinh.emulation.tables import Campaign
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.history import Machine
from nam_tinh_hinh.people import seed as people_seed
from nam_tinh_hinh.people import services as people_services
from nam_tinh_hinh.people.tables import User
from nam_tinh_hinh.reporting import seed as reporting_seed
from nam_tinh_hinh.situation import seed as situation_seed


def is_empty() -> bool:
    """Tell whether nobody lives in the database yet."""
    return db.session.scalar(db.select(User.id).limit(1)) is None


def build(password: str) -> None:
    """Add reference rows, units, accounts (all with ``password``), exemplars and what people say; commit."""
    people_seed.seed()
    emulation_seed.seed()
    situation_seed.seed()
    reporting_seed.seed()
    units = people.build(password)
    people.add_more(password, units)
    where = {"commune": people.COMMUNE, "province": people.PROVINCE, "place": people.PLACE}
    people_seed.party_print_settings(units["dang_uy"], **where)
    last, this = _campaigns(clock.today())
    exemplars.build(units, last, this)
    places.build(units)
    rosters.build()
    for year in (clock.today().year, clock.today().year + 1):
        people_services.fill_year(actor=Machine(), year=year)
    observing.build(units)
    casework.build(units)
    guiding.build(units)
    reporting.build(units)
    db.session.commit()


def _campaigns(today: date) -> tuple[Campaign, Campaign]:
    """Open last year's and this year's campaign, each from before its first sample on."""
    ages = {today.year - 1: exemplars.A_YEAR, today.year: exemplars.MONTHS}
    opened = []
    for year, age in ages.items():
        opens_on, closes_on = exemplars.opening(today, age)
        opened.append(services.open_campaign(actor=Machine(), year=year, opens_on=opens_on, closes_on=closes_on))
    return opened[0], opened[1]
