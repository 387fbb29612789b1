"""Pages of "Dân vận khéo": the lists and their papers, the registration, the committee's queue and the release."""

from nam_tinh_hinh.emulation.views import (
    area_list,
    changes,
    changing,
    lists,
    preparing,
    registration,
    release,
    review,
    sending,
)
from nam_tinh_hinh.emulation.views.base import bp

__all__ = [
    "area_list",
    "bp",
    "changes",
    "changing",
    "lists",
    "preparing",
    "registration",
    "release",
    "review",
    "sending",
]
