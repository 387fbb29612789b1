"""The writes of the room, by matter: one verb each, keyword-only; they flush and never commit."""

from nam_tinh_hinh.situation.services.observing import FACTS, act, correct, edit, join, pass_up, record
from nam_tinh_hinh.situation.services.petitions import open_petition

__all__ = ["FACTS", "act", "correct", "edit", "join", "open_petition", "pass_up", "record"]
