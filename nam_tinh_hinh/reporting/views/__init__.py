"""Pages of the reporting room, one module a matter: importing one registers its routes."""

from nam_tinh_hinh.reporting.views import (
    asking,
    boards,
    exceptions,
    filling,
    heading,
    issuing,
    pack,
    papers,
    receipt,
    receiving,
    returning,
    sections,
    sent,
    signing,
    unit_history,
    writing,
)
from nam_tinh_hinh.reporting.views.base import bp

__all__ = [
    "asking",
    "boards",
    "bp",
    "exceptions",
    "filling",
    "heading",
    "issuing",
    "pack",
    "papers",
    "receipt",
    "receiving",
    "returning",
    "sections",
    "sent",
    "signing",
    "unit_history",
    "writing",
]
