"""Writes of petitions, from the day they are followed until the people were told. Texts live in the steps."""

from nam_tinh_hinh.situation.services.petitions.answering import answer, correct_answer, reopen, tell, untell
from nam_tinh_hinh.situation.services.petitions.opening import drop_petition, due_after, follow, log, open_petition
from nam_tinh_hinh.situation.services.petitions.recurring import recur
from nam_tinh_hinh.situation.services.petitions.sending import Authority, forward, hand_on, progress
from nam_tinh_hinh.situation.services.petitions.timing import extend, pause, resume

__all__ = [
    "Authority",
    "answer",
    "correct_answer",
    "drop_petition",
    "due_after",
    "extend",
    "follow",
    "forward",
    "hand_on",
    "log",
    "open_petition",
    "pause",
    "progress",
    "recur",
    "reopen",
    "resume",
    "tell",
    "untell",
]
