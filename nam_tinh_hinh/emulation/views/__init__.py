"""Pages of "Dân vận khéo": the lists and their papers, the registration, the committee's queue and the release."""

from nam_tinh_hinh.emulation.views import lists, recognising, registration, release, review
from nam_tinh_hinh.emulation.views.base import bp

__all__ = ["bp", "lists", "recognising", "registration", "release", "review"]
