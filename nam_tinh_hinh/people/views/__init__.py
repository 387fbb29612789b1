"""The pages of people, by matter."""

from nam_tinh_hinh.people.views import (
    account,
    administration,
    area_import,
    areas,
    assigning,
    contacts,
    issued_papers,
    issuing,
    numbering,
    postings,
    reorganising,
    roster_papers,
    roster_writing,
    rosters,
    signing_in,
    stand_ins,
    unit_editing,
    unit_lists,
    units,
)
from nam_tinh_hinh.people.views.base import (
    bp,
)

__all__ = [
    "account",
    "administration",
    "area_import",
    "areas",
    "assigning",
    "bp",
    "contacts",
    "issued_papers",
    "issuing",
    "numbering",
    "postings",
    "reorganising",
    "roster_papers",
    "roster_writing",
    "rosters",
    "signing_in",
    "stand_ins",
    "unit_editing",
    "unit_lists",
    "units",
]
