"""What belongs to a unit and goes with it when units are merged, split or closed.

The rooms above people know what they keep for a unit; each names it here when the application is put together, so that
a reorganisation counts and moves everything without knowing any room.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Holding:
    """Rows of one kind that a unit has open.

    ``kind`` is the name of their table; where another column than ``unit_id`` names the unit, with that column's
    (``observation_holder`` for ``holder_id``). ``open_rows`` takes unit ids and returns (row id, unit id) pairs;
    ``hand_over`` gives one row, while it is there, to another unit; ``titles`` names rows, so that a person can choose
    for each of them where it goes. ``label`` is what one counts: "3 đăng ký mô hình". ``subject`` is theirs in the
    history, where it is not ``kind``. ``owner`` tells which unit has a row now: undoing leaves what went elsewhere
    since; without it every row is taken back.
    """

    kind: str
    label: str
    open_rows: Callable[[Sequence[int]], list[tuple[int, int]]]
    hand_over: Callable[[int, int], None]
    titles: Callable[[Sequence[int]], dict[int, str]]
    subject: str = ""
    owner: Callable[[int], int | None] | None = None


HOLDINGS: dict[str, Holding] = {}


def register(holding: Holding) -> None:
    """Make a room's holding known; the same kind again replaces it."""
    HOLDINGS[holding.kind] = holding
