"""Pages of "Nắm tình hình", one module a matter: importing one registers its routes."""

from nam_tinh_hinh.situation.views import guidance, guidance_writing, guiding, networks, parts, receiving
from nam_tinh_hinh.situation.views.base import bp

__all__ = [
    "bp",
    "guidance",
    "guidance_writing",
    "guiding",
    "networks",
    "parts",
    "receiving",
]
