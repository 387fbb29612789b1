"""A row judged: what it says as facts, what is wrong with it, what it may double."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.people.rostering.gazetteer import Gazetteer
from nam_tinh_hinh.situation.enums import Outcome
from nam_tinh_hinh.situation.intake.columns import LABELS, RawRow
from nam_tinh_hinh.situation.intake.words import Lexicon

Key = tuple[str, int, date]


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell and the fix, in words.

    ``offered`` is what its field begins with, ``near`` the words it may mean. A fault that is not ``mendable`` has no
    field: the whole row, or the whole column, is the matter.
    """

    field: str
    sentence: str
    offered: str = ""
    near: tuple[str, ...] = ()
    mendable: bool = True

    @property
    def label(self) -> str:
        """The heading of its column."""
        return LABELS.get(self.field, "Cả dòng")

    @property
    def whole(self) -> str:
        """The sentence with its capital, to stand alone."""
        return self.sentence[:1].upper() + self.sentence[1:]


@dataclass(frozen=True)
class Answer:
    """What came of a row that was answered already."""

    outcome: Outcome
    words: str
    on_day: date
    paper: str = ""
    authority: str = ""
    authority_unit_id: int | None = None


@dataclass(frozen=True)
class Meeting:
    """The occasion a row came from; rows of the same title, channel, place and day came from one."""

    title: str
    speakers: int | None


@dataclass
class Line:
    """One row judged. ``facts`` are as ``services.record`` takes them; they are whole only without ``faults``.

    ``doubles`` says in words what the row seems to repeat.
    """

    raw: RawRow
    facts: dict[str, Any] = field(default_factory=dict)
    answer: Answer | None = None
    meeting: Meeting | None = None
    faults: list[Fault] = field(default_factory=list)
    doubles: str = ""

    @property
    def number(self) -> int:
        return self.raw.number

    @property
    def key(self) -> Key | None:
        """What two rows share that say the same: words, place and day."""
        if not all(self.facts.get(name) for name in ("content", "area_id", "on_day")):
            return None
        return fold(self.facts["content"]), self.facts["area_id"], self.facts["on_day"]

    @property
    def occasion_key(self) -> tuple[str, int, int, date] | None:
        """What the rows of one meeting share."""
        if self.meeting is None:
            return None
        return fold(self.meeting.title), self.facts["channel_id"], self.facts["area_id"], self.facts["on_day"]


@dataclass(frozen=True)
class Ground:
    """What the rows are judged against.

    ``meetings`` are the channels where people meet; ``units`` the authorities with a place in the system, ``superior``
    who receives what is passed to the superiors without naming one; ``may_answer``: the importer is a focal point.
    """

    channels: Lexicon[int]
    meetings: Collection[int]
    topics: Lexicon[int]
    groups: Lexicon[int]
    units: Mapping[str, int]
    superior: str
    areas: Gazetteer
    today: date
    may_answer: bool
