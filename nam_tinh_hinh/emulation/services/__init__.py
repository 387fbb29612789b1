"""Writes of emulation: one verb each, one module a matter; they flush and never commit."""

from nam_tinh_hinh.emulation.services.campaigns import open_campaign
from nam_tinh_hinh.emulation.services.lists import send_list
from nam_tinh_hinh.emulation.services.notices import assign
from nam_tinh_hinh.emulation.services.publishing import publish
from nam_tinh_hinh.emulation.services.registrations import EDITABLE, FACTS, act, draft, edit, forward
from nam_tinh_hinh.emulation.services.review import mark, release

__all__ = [
    "EDITABLE",
    "FACTS",
    "act",
    "assign",
    "draft",
    "edit",
    "forward",
    "mark",
    "open_campaign",
    "publish",
    "release",
    "send_list",
]
