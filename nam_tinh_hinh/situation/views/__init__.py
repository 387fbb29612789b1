"""Pages of "Nắm tình hình", one module a matter: importing one registers its routes."""

from nam_tinh_hinh.situation.views import (
    case_items,
    case_opening,
    case_pages,
    cases,
    contacts,
    desk,
    desk_acts,
    entry,
    listing,
    notebook,
    observation,
    occasions,
    overview,
    parts,
    topics,
    urgent,
)
from nam_tinh_hinh.situation.views.base import bp

__all__ = [
    "bp",
    "case_items",
    "case_opening",
    "case_pages",
    "cases",
    "contacts",
    "desk",
    "desk_acts",
    "entry",
    "listing",
    "notebook",
    "observation",
    "occasions",
    "overview",
    "parts",
    "topics",
    "urgent",
]
