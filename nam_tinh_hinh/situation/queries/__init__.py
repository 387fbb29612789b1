"""The reads of the room, by matter."""

from nam_tinh_hinh.situation.queries.observing import observation, total_voices, visible_to
from nam_tinh_hinh.situation.queries.reaching import reach_of
from nam_tinh_hinh.situation.queries.reference import (
    channels,
    groups,
    threshold,
    thresholds,
    topics,
)

__all__ = [
    "channels",
    "groups",
    "observation",
    "reach_of",
    "threshold",
    "thresholds",
    "topics",
    "total_voices",
    "visible_to",
]
