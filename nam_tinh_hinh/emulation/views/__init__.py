"""Pages of "Dân vận khéo": the lists and their papers, the registration, the committee's queue and the release."""

from nam_tinh_hinh.emulation.views import (
    lists,
    notices,
    registration,
    release,
    review,
    sitting,
    sitting_close,
    sitting_items,
)
from nam_tinh_hinh.emulation.views.base import bp

__all__ = [
    "bp",
    "lists",
    "notices",
    "registration",
    "release",
    "review",
    "sitting",
    "sitting_close",
    "sitting_items",
]
