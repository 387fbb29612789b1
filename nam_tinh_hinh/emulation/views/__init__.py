"""Pages of "Dân vận khéo": the lists and their papers, the registration, the committee's queue and the release."""

from nam_tinh_hinh.emulation.views import (
    carrying,
    interim,
    lists,
    progress,
    registration,
    release,
    report_issuing,
    reports,
    review,
    reviews,
)
from nam_tinh_hinh.emulation.views.base import bp

__all__ = [
    "bp", "carrying", "interim", "lists", "progress", "registration", "release", "report_issuing", "reports", "review",
    "reviews",
]  # fmt: skip
