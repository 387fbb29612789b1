"""The pages of people, by matter."""

from nam_tinh_hinh.people.views import account, administration, signing_in, stand_ins
from nam_tinh_hinh.people.views.base import bp

__all__ = ["account", "administration", "bp", "signing_in", "stand_ins"]
