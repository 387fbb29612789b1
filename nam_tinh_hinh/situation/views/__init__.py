"""Pages of "Nắm tình hình", one module a matter: importing one registers its routes."""

from nam_tinh_hinh.situation.views import listing, overview, parts
from nam_tinh_hinh.situation.views.base import bp

__all__ = [
    "bp",
    "listing",
    "overview",
    "parts",
]
