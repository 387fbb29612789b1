"""Which matters come so often that a case may be made of them, and why: pure, over rows that someone may see."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from nam_tinh_hinh.kernel.text.similar import LIKELY_SAME, likeness, terms

AREAS_NAMED = 6


class Heard(NamedTuple):
    """One observation as it is compared. ``topic_id`` is the main topic; ``in_case``: an open case holds it already."""

    id: int
    root_id: int
    earlier_id: int | None
    area_id: int
    area: str
    on_day: date
    topic_id: int
    text: str
    in_case: bool = False


class Rule(NamedTuple):
    """From how many areas, or how many times, in how many days."""

    areas: int
    times: int
    days: int

    @property
    def words(self) -> str:
        """The rule as people read it."""
        return f"một việc được nêu ở từ {self.areas} địa bàn hoặc từ {self.times} lần, trong {self.days} ngày"


@dataclass(frozen=True)
class Suggestion:
    """Observations of one matter that reach the rule, the oldest first; the others are like ``first``, its words."""

    first: int
    words: str
    ids: tuple[int, ...]
    areas: tuple[str, ...]
    reason: str

    @property
    def times(self) -> int:
        """How often the matter came."""
        return len(self.ids)


@lru_cache(maxsize=16)  # asked at every look at the list and at the home page, mostly about the same rows
def suggest(rows: tuple[Heard, ...], rule: Rule) -> tuple[Suggestion, ...]:
    """Return the matters of ``rows`` that reach ``rule`` and are in no open case, those that came most often first.

    One matter are those joined to the same root, those linked as having come again, and those whose words are alike
    inside the same main topic. All of a matter are like one of it, not like in a chain: chains drift from the matter.
    """
    linked = _linked(rows)
    alike = _alike(rows, linked)
    free, found = set(linked), []
    while best := max(_reaching(free, linked, alike, rule), key=_weight, default=None):
        free -= best.keys
        if not any(row.in_case for row in best.rows):
            found.append(_suggestion(best.rows, linked[best.centre], rule))
    return tuple(found)


class _Matter(NamedTuple):
    centre: int
    keys: frozenset[int]
    rows: tuple[Heard, ...]


def _linked(rows: Iterable[Heard]) -> dict[int, list[Heard]]:
    """Return the rows that joins and recurrences link, by a key of each such group."""
    above: dict[int, int] = {}

    def top(one: int) -> int:
        while above.setdefault(one, one) != one:
            above[one] = one = above[above[one]]
        return one

    for row in rows:
        for other in (row.root_id, row.earlier_id):
            if other is not None:
                above[top(other)] = top(row.id)
    groups: dict[int, list[Heard]] = defaultdict(list)
    for row in rows:
        groups[top(row.id)].append(row)
    return dict(groups)


def _alike(rows: Sequence[Heard], linked: dict[int, list[Heard]]) -> dict[int, set[int]]:
    """Return, for each group of linked rows, the groups that say something alike in the same main topic."""
    group_of = {row.id: key for key, group in linked.items() for row in group}
    by_topic: dict[int, list[Heard]] = defaultdict(list)
    for row in rows:
        by_topic[row.topic_id].append(row)
    near: dict[int, set[int]] = defaultdict(set)
    for of_topic in by_topic.values():
        for one, other in _pairs(of_topic):
            a, b = group_of[one.id], group_of[other.id]
            if b not in near[a] and a != b and likeness(one.text, other.text) >= LIKELY_SAME:
                near[a].add(b)
                near[b].add(a)
    return near


def _pairs(rows: Sequence[Heard]) -> Iterator[tuple[Heard, Heard]]:
    """Yield every pair that could be alike, and few others.

    A pair that is alike shares at least that share of the shorter one's terms; so it shares one of its rarest, when
    just as many of the commonest are left out as could be all that is missing. The longest texts are listed first.
    """
    known = {row.id: terms(row.text) for row in rows}
    listed: dict[str, list[Heard]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (-len(known[row.id]), row.id)):
        rare = sorted(known[row.id], key=lambda term: (len(listed.get(term, ())), term))
        asked = rare[: len(rare) - ceil(LIKELY_SAME * len(rare)) + 1]
        near = {other.id: other for term in asked for other in listed.get(term, ())}
        yield from ((row, other) for other in near.values())
        for term in rare:
            listed[term].append(row)


def _reaching(
    free: set[int], linked: dict[int, list[Heard]], alike: dict[int, set[int]], rule: Rule
) -> Iterator[_Matter]:
    for key in free:
        keys = frozenset({key, *(alike.get(key, set()) & free)})
        rows = tuple(row for one in keys for row in linked[one])
        if _areas_of(rows) >= rule.areas or len(rows) >= rule.times:
            yield _Matter(key, keys, rows)


def _areas_of(rows: Iterable[Heard]) -> int:
    return len({row.area_id for row in rows})


def _weight(matter: _Matter) -> tuple[int, int, int]:
    """Order matters: the more often, the more areas, the earlier begun, the first."""
    return len(matter.rows), _areas_of(matter.rows), -min(row.id for row in matter.rows)


def _suggestion(rows: Iterable[Heard], centre: Iterable[Heard], rule: Rule) -> Suggestion:
    first = min(centre, key=lambda row: (row.id != row.root_id, row.id))
    ordered = sorted(rows, key=lambda row: (row.on_day, row.id))
    areas = dict.fromkeys((row.area_id, row.area) for row in ordered)
    names = tuple(name for _area_id, name in areas)
    return Suggestion(first.id, first.text, tuple(row.id for row in ordered), names, _reason(names, len(ordered), rule))


def _reason(areas: Sequence[str], times: int, rule: Rule) -> str:
    said = []
    if len(areas) >= rule.areas:
        more = f" và {len(areas) - AREAS_NAMED} nơi khác" if len(areas) > AREAS_NAMED else ""
        said.append(f"nêu ở {len(areas)} địa bàn: {', '.join(areas[:AREAS_NAMED])}{more}")
    if times >= rule.times:
        said.append(f"{times} lần trong {rule.days} ngày")
    return "; ".join(said)
