"""Pages of "Nắm tình hình", one module a matter: importing one registers its routes."""

from nam_tinh_hinh.situation.views import (
    entry,
    guidance,
    guidance_writing,
    guiding,
    networks,
    notebook,
    observation,
    occasions,
    parts,
    receiving,
)
from nam_tinh_hinh.situation.views.base import bp

__all__ = [
    "bp",
    "entry",
    "guidance",
    "guidance_writing",
    "guiding",
    "networks",
    "notebook",
    "observation",
    "occasions",
    "parts",
    "receiving",
]
