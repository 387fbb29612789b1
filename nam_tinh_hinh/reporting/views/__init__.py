"""Pages of the reporting room, one module a matter: importing one registers its routes."""

from nam_tinh_hinh.reporting.views import (
    asking,
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
    writing,
)
from nam_tinh_hinh.reporting.views.base import bp

__all__ = [
    "asking",
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
    "writing",
]
