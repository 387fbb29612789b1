"""Reads about the switches and numbers the commune decides for itself."""

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.tables import Setting

SECOND_FACTOR = "require_second_factor_for_admins"
IDLE_DAYS = "idle_days"
# What holds until someone decides otherwise.
SHIPPED = {SECOND_FACTOR: "", IDLE_DAYS: "45"}


def setting(key: str) -> str:
    """Return a setting's text, or what the program ships with."""
    row = db.session.get(Setting, key)
    return row.value if row else SHIPPED[key]


def second_factor_for_admins() -> bool:
    """Tell whether administrators must sign in with a second factor."""
    return setting(SECOND_FACTOR) == "1"


def idle_days() -> int:
    """Return after how many days without use an account is listed as idle."""
    return int(setting(IDLE_DAYS))
