"""The pages of people, by matter."""

from nam_tinh_hinh.people.views import account, signing_in, stand_ins
from nam_tinh_hinh.people.views.base import bp

__all__ = ["account", "bp", "signing_in", "stand_ins"]
