"""The tables of people, by matter."""

from nam_tinh_hinh.people.tables.accounts import Position, Setting, SignIn, StandIn, User
from nam_tinh_hinh.people.tables.calendar import Holiday
from nam_tinh_hinh.people.tables.issuing import IssuedPaper, Numbering, NumberRegister
from nam_tinh_hinh.people.tables.papers import PaperLayout, PrintSetting
from nam_tinh_hinh.people.tables.places import Area, AreaKind, ContactPoint, Posting
from nam_tinh_hinh.people.tables.rosters import Roster, RosterLine
from nam_tinh_hinh.people.tables.units import (
    Moved,
    Reorganisation,
    Succession,
    Unit,
    UnitKind,
    UnitLevel,
    UnitName,
)

__all__ = [
    "Area",
    "AreaKind",
    "ContactPoint",
    "Holiday",
    "IssuedPaper",
    "Moved",
    "NumberRegister",
    "Numbering",
    "PaperLayout",
    "Position",
    "Posting",
    "PrintSetting",
    "Reorganisation",
    "Roster",
    "RosterLine",
    "Setting",
    "SignIn",
    "StandIn",
    "Succession",
    "Unit",
    "UnitKind",
    "UnitLevel",
    "UnitName",
    "User",
]
