"""What belongs to a unit and goes with it when units are merged, split or closed.

The rooms above people know what they keep for a unit; each names it here when the application is put together, so that
a reorganisation counts and moves everything without knowing any room.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Holding:
    """Rows of one kind that a unit has open.

    ``open_rows`` takes unit ids and returns (row id, unit id) pairs; ``hand_over`` gives one row to another unit.
    """

    kind: str
    label: str
    open_rows: Callable[[Sequence[int]], list[tuple[int, int]]]
    hand_over: Callable[[int, int], None]


HOLDINGS: dict[str, Holding] = {}


def register(holding: Holding) -> None:
    """Make a room's holding known; the same kind again replaces it."""
    HOLDINGS[holding.kind] = holding
