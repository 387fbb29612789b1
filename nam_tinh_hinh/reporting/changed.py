"""What people changed of what the data gave, and how newer data come in without losing a word. Pure: text in and out.

A line is the unit: the data give one line a matter. Numbers of a figures table are compared code by code.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nam_tinh_hinh.kernel.enums import Toned

# Two lines are one, edited, when they share at least half of their words.
_ALIKE = 0.5
# Comparing more pairs than these would make a page wait; such texts are shown as taken out and added.
_MOST_PAIRS = 20_000
_NUMBER = re.compile(r"\d+")
_TOLD = re.compile(r" \(đã báo nhanh [^()]*\)")


class Mark(Toned):
    """What became of one line or number that the data gave."""

    KEPT = "kept", "Giữ nguyên", "quiet"
    EDITED = "edited", "Đã sửa", "attention"
    ADDED = "added", "Thêm", "good"
    REMOVED = "removed", "Đã bỏ", "ended"


@dataclass(frozen=True)
class Line:
    """One line as it stands now, or as given where it was taken out; ``was``: what an edited one was given as."""

    mark: Mark
    words: str
    was: str = ""

    @property
    def given(self) -> str:
        """The line as the data gave it, "" for one that a person added."""
        return {Mark.EDITED: self.was, Mark.ADDED: ""}.get(self.mark, self.words)


@dataclass(frozen=True)
class Number:
    """One figure: as given and as it stands, None where there is none."""

    mark: Mark
    code: str
    given: int | None
    now: int | None


@dataclass(frozen=True)
class Difference:
    """How newer data differ from what was given; ``renumbered`` pairs a line with its like of other numbers."""

    fresh: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    renumbered: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.fresh or self.gone or self.renumbered)


def lines_of(text: str) -> list[str]:
    """Return the lines of ``text`` that say something, without the spaces around them."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def changes(given: str, text: str) -> list[Line]:
    """Return what was made of ``given``: the lines of ``text`` in their order, then those taken out.

    A line that was only moved is kept. A new one that shares half of its words with one that is missing is that one,
    edited.
    """
    before, now = lines_of(given), lines_of(text)
    lost, typed = _less(before, now), Counter(_less(now, before))
    pairs = _paired(lost, [line for line in now if typed[line]])
    found = []
    for line in reversed(now):  # of two alike the one further down is the copy
        if not typed[line]:
            found.append(Line(Mark.KEPT, line))
            continue
        typed[line] -= 1
        was = pairs.pop(line, "")
        found.append(Line(Mark.EDITED if was else Mark.ADDED, line, was))
    missing = _less(lost, [line.was for line in found if line.was])
    return [*reversed(found), *(Line(Mark.REMOVED, line) for line in missing)]


def changes_of_figures(given: Mapping[str, int], figures: Mapping[str, int], codes: Iterable[str]) -> list[Number]:
    """Return what was made of each figure in ``codes`` that was given or stands there now."""
    known = (code for code in codes if code in given or code in figures)
    return [Number(_mark(given.get(one), figures.get(one)), one, given.get(one), figures.get(one)) for one in known]


def _mark(given: int | None, now: int | None) -> Mark:
    if given == now:
        return Mark.KEPT
    if given is None:
        return Mark.ADDED
    return Mark.REMOVED if now is None else Mark.EDITED


def difference(given: str, new: str) -> Difference:
    """Return what newer data bring beside what was given."""
    before, now = lines_of(given), lines_of(new)
    gone, fresh = _less(before, now), _less(now, before)
    follower = _followers(gone, fresh)
    followed = list(follower.values())
    return Difference(
        tuple(_less(fresh, followed)), tuple(line for line in gone if line not in follower), tuple(follower.items())
    )


def refilled(given: str, text: str, new: str) -> str:
    """Return ``text`` brought up to newer data: three ways, line by line.

    A line that the data no longer give goes only where it stands unchanged; its like with other numbers takes its
    place. What a person typed, edited or moved stays, what he took out stays out. New lines come after the one they
    follow in the data, else at the end. Where nothing stands, or nothing would, all that the data give comes in.
    """
    if not text.strip():
        return new
    before, now = lines_of(given), lines_of(new)
    typed = _less(lines_of(text), before)
    gone, fresh = _less(before, now), _less(_less(now, before), typed)
    follower, left = _followers(gone, fresh), Counter(gone)
    kept = list[str]()
    for line in text.split("\n"):
        bare = line.strip()
        if not left[bare]:
            kept.append(line)
            continue
        left[bare] -= 1
        if bare in follower:
            kept.append(follower[bare])
            fresh.remove(follower.pop(bare))
    whole = "\n".join(_placed(kept, now, fresh))
    return whole if whole.strip() else new


def refilled_figures(given: Mapping[str, int], figures: Mapping[str, int], new: Mapping[str, int]) -> dict[str, int]:
    """Return ``figures`` brought up to newer data: what a person changed, added or took out stays as he left it."""
    codes = dict.fromkeys([*figures, *given, *new])
    chosen = {code: (new if figures.get(code) == given.get(code) else figures).get(code) for code in codes}
    return {code: number for code, number in chosen.items() if number is not None}


def _less(lines: Iterable[str], other: Iterable[str]) -> list[str]:
    """Return ``lines`` without as many of each as ``other`` has, in their order; the first ones are taken away."""
    away, left = Counter(other), []
    for line in lines:
        if away[line]:
            away[line] -= 1
        else:
            left.append(line)
    return left


def _stem(line: str) -> str:
    """Return a line without what changes while the matter stays: its numbers, and that urgent word went meanwhile."""
    return _NUMBER.sub("#", _TOLD.sub("", line))


def _followers(gone: Iterable[str], fresh: Iterable[str]) -> dict[str, str]:
    """Return {gone line: the fresh line that says the same with other numbers}; only where it is the only such."""
    old, new = _by_stem(gone), _by_stem(fresh)
    return {lines[0]: new[stem][0] for stem, lines in old.items() if len(lines) == len(new.get(stem, ())) == 1}


def _by_stem(lines: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in lines:
        found.setdefault(_stem(line), []).append(line)
    return found


def _placed(kept: Sequence[str], now: Iterable[str], fresh: Sequence[str]) -> list[str]:
    """Return the lines with the fresh ones, each behind the one that precedes it in the data, else at the end."""
    if not fresh:
        return list(kept)
    waiting, standing = Counter(fresh), {line.strip() for line in kept}
    behind, anchor = dict[str, list[str]](), ""
    for line in now:
        if waiting[line]:
            waiting[line] -= 1
            behind.setdefault(anchor, []).append(line)
        elif line in standing:
            anchor = line
    at_end, placed = behind.pop("", []), list[str]()
    for line in kept:
        placed += [line, *behind.pop(line.strip(), ())]
    return ["\n".join(placed).rstrip(), *at_end] if at_end else placed


def _paired(lost: Sequence[str], typed: Sequence[str]) -> dict[str, str]:
    """Return {typed line: the lost line it was made of}, each lost one for one typed line."""
    if len(lost) * len(typed) > _MOST_PAIRS:
        return {}
    bags, pairs = {line: Counter(line.lower().split()) for line in (*lost, *typed)}, dict[str, str]()
    open_ones = list(lost)
    for line in typed:
        best = max(open_ones, key=lambda one: _alike(bags[one], bags[line]), default="")
        if best and _alike(bags[best], bags[line]) >= _ALIKE:
            pairs[line] = best
            open_ones.remove(best)
    return pairs


def _alike(one: Counter[str], other: Counter[str]) -> float:
    """Return which share of both lines' words they have in common, from 0 to 1."""
    return 2 * (one & other).total() / (one.total() + other.total())
