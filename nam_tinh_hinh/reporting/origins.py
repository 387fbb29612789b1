"""Where the sentences of a consolidating report come from, and what a lower unit's second sending changes. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from nam_tinh_hinh.reporting import marks
from nam_tinh_hinh.reporting.enums import Fate

# Below this share of common words, a passage that came and one that went are two matters, not one put differently.
ALIKE = 0.45
_STOPS = ".!?…;:,"


def fates_in(texts: Iterable[str]) -> dict[int, Fate]:
    """Return what became of each number in ``texts``: merged where a sentence speaks for others too, else used."""
    found: dict[int, Fate] = {}
    for text in texts:
        for sentence in marks.sentences(text):
            fate = Fate.MERGED if len(sentence.numbers) > 1 else Fate.USED
            for number in sentence.numbers:
                found[number] = Fate.MERGED if Fate.MERGED in (fate, found.get(number)) else fate
    return found


def line(words: Sequence[str], numbers: Sequence[int]) -> str:
    """Return one line that says ``words`` of one or more passages, with their marks before the final full stop.

    Marks that words brought along count in another report and are left out. What several say alike stands once.
    """
    own = list(dict.fromkeys(" ".join(marks.plain(one).split()) for one in words))
    *before, last = [(one.rstrip(_STOPS) or one) for one in own]
    stop = own[-1][len(last) :]
    told = " ".join(marks.mark(number) for number in numbers)
    return f"{'; '.join([*before, last])} {told}{stop}"


def added(text: str, new: str) -> str:
    """Return ``text`` with ``new`` as a line at its end."""
    return f"{text.rstrip()}\n{new}" if text.strip() else new


def without(text: str, number: int, words: Mapping[int, str]) -> str:
    """Return ``text`` without the mark ``number``, and without its words where they stand exactly as taken.

    ``words`` of all numbers tell which lines nobody has touched since; a rewritten sentence stays, its mark goes.
    """
    lines = [_line_without(one, number, words) for one in text.split("\n")]
    return "\n".join(one for one in lines if one is not None)


def replaced(text: str, number: int, words: Mapping[int, str], new: str) -> str:
    """Return ``text`` with the passage ``number`` in its ``new`` words where its old ones stand exactly as taken.

    When nobody has left them so, the new words come as a line at the end under the same mark.
    """
    lines, later = text.split("\n"), {**words, number: new}
    for place, one in enumerate(lines):
        numbers = marks.numbers_in(one)
        if number in numbers and _is_as_taken(one, numbers, words):
            lines[place] = line([later[n] for n in numbers], numbers)
            return "\n".join(lines)
    return added(text, line([new], [number]))


def _line_without(one: str, number: int, words: Mapping[int, str]) -> str | None:
    numbers = marks.numbers_in(one)
    if number not in numbers:
        return one
    if not _is_as_taken(one, numbers, words):
        return marks.plain(one, {number})
    rest = [n for n in numbers if n != number]
    return line([words[n] for n in rest], rest) if rest else None


def _is_as_taken(one: str, numbers: Sequence[int], words: Mapping[int, str]) -> bool:
    return all(n in words for n in numbers) and one.strip() == line([words[n] for n in numbers], numbers)


@dataclass(frozen=True)
class Said:
    """A passage: its id, of which lower report, under which heading code, in which words."""

    id: int
    report_id: int
    code: str
    words: str


@dataclass(frozen=True)
class Matched:
    """How the passages of a new sending go with those of the one before, by their ids: new id -> earlier id.

    ``same`` ones say the same words, ``changed`` ones were put differently; ``gone`` are no longer said.
    """

    same: dict[int, int]
    changed: dict[int, int]
    gone: tuple[int, ...]


def match(new: Sequence[Said], earlier: Sequence[Said]) -> Matched:
    """Match the passages of lower reports with ``earlier`` ones of the same reports; each is matched once.

    Identical words go together under the same heading first, then wherever they stand now.
    """
    same: dict[int, int] = {}
    for alike in (lambda one: (one.report_id, one.code, one.words), lambda one: (one.report_id, one.words)):
        same |= _paired(_left(new, same), _left(earlier, same.values()), alike)
    changed = _put_differently(_left(new, same), _left(earlier, same.values()))
    gone = _left(earlier, {*same.values(), *changed.values()})
    return Matched(same, changed, tuple(one.id for one in gone))


def _left(of: Sequence[Said], taken: Iterable[int]) -> list[Said]:
    known = set(taken)
    return [one for one in of if one.id not in known]


def _paired(new: Sequence[Said], earlier: Sequence[Said], alike: Callable[[Said], Any]) -> dict[int, int]:
    shelf: dict[Any, list[int]] = defaultdict(list)
    for one in reversed(earlier):
        shelf[alike(one)].append(one.id)
    return {one.id: shelf[alike(one)].pop() for one in new if shelf.get(alike(one))}


def _put_differently(new: Sequence[Said], earlier: Sequence[Said]) -> dict[int, int]:
    """Pair what came with what went under the same heading, the most alike first."""
    found: dict[int, int] = {}
    for ratio, one, before in sorted(_likeness(new, earlier), reverse=True):
        if ratio >= ALIKE and one not in found and before not in found.values():
            found[one] = before
    return found


def _likeness(new: Sequence[Said], earlier: Sequence[Said]) -> Iterator[tuple[float, int, int]]:
    by_place: dict[tuple[int, str], list[Said]] = defaultdict(list)
    for before in earlier:
        by_place[before.report_id, before.code].append(before)
    for one in new:
        for before in by_place[one.report_id, one.code]:
            yield SequenceMatcher(None, one.words.split(), before.words.split(), False).ratio(), one.id, before.id


def masked(words: str, names: Iterable[str], instead: str = "đơn vị khác") -> str:
    """Return ``words`` with every one of ``names`` as ``instead``: a unit is not told whose words stand beside its own.

    Longer names go first, so that a short one does not cut them.
    """
    for name in sorted({one for one in names if one}, key=lambda one: (-len(one), one)):
        words = words.replace(name, instead)
    return words
