"""The writes of the room, by matter: one verb each, keyword-only; they flush and never commit."""

from nam_tinh_hinh.reporting.services.filling import fill, fill_first, refill, undo_refill
from nam_tinh_hinh.reporting.services.opening import open_slot
from nam_tinh_hinh.reporting.services.sending import act, return_sections, send
from nam_tinh_hinh.reporting.services.writing import SectionMoved, finish, nothing_at_all, save_section

__all__ = [
    "SectionMoved",
    "act",
    "fill",
    "fill_first",
    "finish",
    "nothing_at_all",
    "open_slot",
    "refill",
    "return_sections",
    "save_section",
    "send",
    "undo_refill",
]
