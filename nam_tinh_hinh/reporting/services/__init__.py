"""The writes of the room, by matter: one verb each, keyword-only; they flush and never commit."""

from nam_tinh_hinh.reporting.services.opening import open_slot
from nam_tinh_hinh.reporting.services.sending import act, return_sections, send
from nam_tinh_hinh.reporting.services.writing import SectionMoved, finish, nothing_at_all, save_section

__all__ = [
    "SectionMoved",
    "act",
    "finish",
    "nothing_at_all",
    "open_slot",
    "return_sections",
    "save_section",
    "send",
]
