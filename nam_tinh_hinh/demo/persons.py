"""Who acts in the demonstration: an account in his own unit, or the leader of a unit that has none."""

from datetime import date, datetime, time, timedelta

from nam_tinh_hinh.demo.people import ACCOUNTS
from nam_tinh_hinh.demo.ways import of_unit
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.queries import hats_of, user_by_name
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.situation import queries
from nam_tinh_hinh.situation.reach import Reach


def person(units: dict[str, Unit], name: str) -> Reach:
    """Return who does it: ``name`` is a user name, or the key of a unit without an account."""
    return queries.reach_of(_acting(name) if name in ACCOUNTS else of_unit(units[name], Role.LEADER))


def _acting(username: str) -> Actor:
    user = user_by_name(username)
    assert user is not None
    # Who has a seat on the committee too does this in his own unit.
    hats = hats_of(user.id, clock.today())
    return Actor(user.id, username, user.name, 0, "", False, hats[-1], hats)


def at(day: date, hour: time) -> datetime:
    """Return an hour of a day here."""
    return datetime.combine(day, hour, clock.VIETNAM)


def days_ago(days: int, hour: time = time(8, 30)) -> datetime:
    """Return an hour of the day so many days before today."""
    return at(clock.today() - timedelta(days=days), hour)
