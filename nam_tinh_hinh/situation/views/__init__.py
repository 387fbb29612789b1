"""Pages of "Nắm tình hình", one module a matter: importing one registers its routes."""

from nam_tinh_hinh.situation.views import (
    case_items,
    case_opening,
    case_pages,
    cases,
    entry,
    notebook,
    observation,
    occasions,
    parts,
    petition,
    petition_paper,
    petitions,
    recurrence,
    term,
    thresholds,
)
from nam_tinh_hinh.situation.views.base import bp

__all__ = [
    "bp",
    "case_items",
    "case_opening",
    "case_pages",
    "cases",
    "entry",
    "notebook",
    "observation",
    "occasions",
    "parts",
    "petition",
    "petition_paper",
    "petitions",
    "recurrence",
    "term",
    "thresholds",
]
