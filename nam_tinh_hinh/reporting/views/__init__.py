"""Pages of the reporting room, one module a matter: importing one registers its routes."""

from nam_tinh_hinh.reporting.views import consolidating, consolidating_acts, heading, sections, writing
from nam_tinh_hinh.reporting.views.base import bp

__all__ = ["bp", "consolidating", "consolidating_acts", "heading", "sections", "writing"]
