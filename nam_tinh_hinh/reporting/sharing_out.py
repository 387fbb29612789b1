"""Which heading of a report tells of what: of an observation, of a lower unit's words. Pure: headings in, keys out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from nam_tinh_hinh.reporting.enums import HeadingKind, Part
from nam_tinh_hinh.situation.enums import ObservationKind, Severity

HOT_TOPIC = "hot"


@dataclass(frozen=True)
class Place:
    """One heading that takes observations: of these main topics and kinds (empty takes all), or only hot ones."""

    key: int
    topics: frozenset[str] = field(default_factory=frozenset)
    kinds: frozenset[str] = field(default_factory=frozenset)
    hot_only: bool = False

    @property
    def takes_all(self) -> bool:
        """Whether it has no filter at all."""
        return not (self.topics or self.kinds or self.hot_only)

    def wants(self, matter: "Matter") -> bool:
        """Tell whether ``matter`` passes its filters of topic and of kind."""
        return (not self.topics or matter.topic in self.topics) and (not self.kinds or matter.kind in self.kinds)


@dataclass(frozen=True)
class Matter:
    """One observation: ``topic`` is the code of its main topic, whatever sub-topic it was put under."""

    key: int
    topic: str
    kind: ObservationKind
    severity: Severity

    @property
    def is_hot(self) -> bool:
        """Whether superiors have to know and to direct at once: urgent, or of the plan's sixth topic (seed 004, II.6).

        "Đáng chú ý" is not: it is worth reading and is told under its topic, but nobody has to step in today.
        """
        return self.severity is Severity.URGENT or self.topic == HOT_TOPIC

    @property
    def is_notable(self) -> bool:
        """Whether the figure "cần chú ý, cấp bách" counts it: hot ones, and those that are worth notice."""
        return self.is_hot or self.severity is Severity.NOTABLE


def places_of(headings: Iterable[Any]) -> list[Place]:
    """Return the headings that take observations as places, by their ids; ``headings`` in the outline's order."""
    return [
        Place(one.id, frozenset(one.topics), frozenset(one.kinds), one.hot_only)
        for one in headings
        if one.kind is HeadingKind.OBSERVATIONS
    ]


def shared_out(places: Sequence[Place], matters: Iterable[Matter]) -> dict[int, list[int]]:
    """Return {place's key: keys of its matters, in the order they came}; every matter stands in exactly one place.

    Without places {}; otherwise as ``place_of``.
    """
    found: dict[int, list[int]] = {place.key: [] for place in places}
    for matter in matters:
        if place := place_of(matter, places):
            found[place.key].append(matter.key)
    return found


def place_of(matter: Matter, places: Sequence[Place]) -> Place | None:
    """Return the one place of ``matter``; None only where there are no places. ``places`` in the outline's order.

    Hot ones go to the first place for hot ones that wants them, others to the first filtered one, what is left to the
    first without filters. Where there is none, to the last that is not for hot ones alone (the outline's readers take
    what stands there for an alarm), and only then to the last.
    """
    wanting = [place for place in places if place.wants(matter)]
    ranks = (
        [place for place in wanting if place.hot_only and matter.is_hot],
        [place for place in wanting if not place.hot_only and not place.takes_all],
        [place for place in places if place.takes_all],
        [place for place in places if not place.hot_only][-1:],
        places[-1:],
    )
    return next((rank[0] for rank in ranks if rank), None)


def heading_of_words(headings: Sequence[Any], code: str, part: Part | None) -> Any | None:
    """Return the written heading for words of a lower report under ``code``: the same code, else one of its part.

    Of a part it is the first of running text, else its first. None when there is neither.
    """
    written = [one for one in headings if one.kind.is_written]
    of_part = [one for one in written if part is not None and one.part is part]
    texts = [one for one in of_part if one.kind is HeadingKind.TEXT]
    return next((one for one in (*(h for h in written if h.code == code), *texts, *of_part)), None)
