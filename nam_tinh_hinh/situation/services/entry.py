"""What becomes of an item as it comes in: a new one, one joined at once, or more voices for one's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.enums import Stage
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.services.observing import edit, join, record
from nam_tinh_hinh.situation.tables import Observation

MOST_VOICES = 100_000


class Way(StrEnum):
    """How an item that says the same goes into one that is there."""

    JOIN = "join"
    ADD_VOICES = "add_voices"


@dataclass(frozen=True)
class Taken:
    """What came of it: the observation written, or the one whose voices grew; ``into`` what it was joined to."""

    observation: Observation
    way: Way | None = None
    into: Observation | None = None


def way_into(person: Reach, root: Observation) -> Way | None:
    """Tell how ``person`` may add what he is writing to ``root``; None: it becomes an item of its own.

    A focal point joins to what he has confirmed. Anyone else only adds voices to his own words, while they wait: what
    others wrote is for the focal point to join.
    """
    if root.stage is Stage.CONFIRMED and rules.holds(person, root) and person.unit_id in person.desks:
        return Way.JOIN
    if root.stage is Stage.WAITING and person.user_id is not None and root.recorded_by_id == person.user_id:
        return Way.ADD_VOICES
    return None


def take_in(
    *, actor: Reach, facts: Mapping[str, Any], root: Observation | None = None, key: str | None = None
) -> Taken:
    """Write down what was typed, or add it to ``root`` which says the same; the same ``key`` again changes nothing.

    When ``root`` has moved on meanwhile, a new item is written: nothing typed is lost. Raises ``ActionRefused``.
    """
    way = way_into(actor, root) if root else None
    if root and way is Way.ADD_VOICES:
        return Taken(_add_voices(actor, root, facts["voices"], key), way)
    row = record(actor=actor, facts=facts, key=key)
    if root and way is Way.JOIN and row.stage is Stage.CONFIRMED and row.id != root.id:
        join(actor=actor, observation=row, to=root)
    return Taken(row, way if row.stage is Stage.JOINED else None, row.joined_to)


def _add_voices(actor: Reach, root: Observation, more: int, key: str | None) -> Observation:
    if root.voices + more > MOST_VOICES:
        raise ActionRefused(Refusal.INCOMPLETE, f"Cộng lại thành quá {MOST_VOICES} lượt ý kiến. Xem lại số lượt.")
    return edit(actor=actor, observation=root, facts={"voices": root.voices + more}, version=None, key=key)
