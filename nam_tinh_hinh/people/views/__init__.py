"""The pages of people, by matter."""

from nam_tinh_hinh.people.views import signing_in
from nam_tinh_hinh.people.views.base import bp

__all__ = ["bp", "signing_in"]
