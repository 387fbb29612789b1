"""The pages of people, by matter."""

from nam_tinh_hinh.people.views import reorganising, signing_in, unit_editing, unit_lists, units
from nam_tinh_hinh.people.views.base import bp

__all__ = ["bp", "reorganising", "signing_in", "unit_editing", "unit_lists", "units"]
