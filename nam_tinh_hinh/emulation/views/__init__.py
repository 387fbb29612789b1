"""Pages of "Dân vận khéo", one module a matter: importing one registers its routes."""

from nam_tinh_hinh.emulation.views import (
    area_list,
    board,
    campaign,
    changes,
    changing,
    committee,
    inspecting,
    inspection_papers,
    lists,
    preparing,
    registration,
    release,
    review,
    sending,
    visiting,
)
from nam_tinh_hinh.emulation.views.base import bp

__all__ = [
    "area_list",
    "board",
    "bp",
    "campaign",
    "changes",
    "changing",
    "committee",
    "inspecting",
    "inspection_papers",
    "lists",
    "preparing",
    "registration",
    "release",
    "review",
    "sending",
    "visiting",
]
