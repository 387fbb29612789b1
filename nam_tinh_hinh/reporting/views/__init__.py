"""Pages of the reporting room, one module a matter: importing one registers its routes."""

from nam_tinh_hinh.reporting.views import outline_editing, outlines, regime_writing, regimes
from nam_tinh_hinh.reporting.views.base import bp

__all__ = ["bp", "outline_editing", "outlines", "regime_writing", "regimes"]
