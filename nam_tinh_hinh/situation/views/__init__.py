"""Pages of "Nắm tình hình", one module a matter: importing one registers its routes."""

from nam_tinh_hinh.situation.views import parts, petition, petition_paper, petitions, recurrence, term, thresholds
from nam_tinh_hinh.situation.views.base import bp

__all__ = [
    "bp",
    "parts",
    "petition",
    "petition_paper",
    "petitions",
    "recurrence",
    "term",
    "thresholds",
]
