"""Pages of the reporting room, one module a matter: importing one registers its routes."""

from nam_tinh_hinh.reporting.views import boards, filling, unit_history
from nam_tinh_hinh.reporting.views.base import bp

__all__ = ["boards", "bp", "filling", "unit_history"]
