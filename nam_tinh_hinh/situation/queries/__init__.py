"""The reads of the room, by matter."""

from nam_tinh_hinh.situation.queries.observing import observation, total_voices, visible_to
from nam_tinh_hinh.situation.queries.reaching import areas_of, below, postings_of, reach_of
from nam_tinh_hinh.situation.queries.reference import (
    channels,
    groups,
    threshold,
    thresholds,
    topics,
)

__all__ = [
    "areas_of",
    "below",
    "channels",
    "groups",
    "observation",
    "postings_of",
    "reach_of",
    "threshold",
    "thresholds",
    "topics",
    "total_voices",
    "visible_to",
]
