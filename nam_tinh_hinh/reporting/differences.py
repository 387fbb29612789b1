"""What changed between two sendings of a report, word by word and figure by figure. Pure: words in, pieces out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

# Two passages with less in common than this were written anew: shown whole, one after the other.
LEAST_ALIKE = 0.4
# Where more words meet than this, comparing them would keep the page waiting; the passages are shown whole.
MOST_PAIRS = 1_000_000
# How many unchanged words are shown on either side of a change.
AROUND = 25
LEFT_OUT = " […] "


class Change(StrEnum):
    """What became of some words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """Words that went the same way; line breaks stand in them as they stood in the text."""

    change: Change
    words: str


def pieces(before: str, after: str) -> list[Piece]:
    """Return ``before`` and ``after`` as one text in pieces: without what was added it is the first, without what was
    removed the second, word for word and line for line. Lines are matched first, then the words of changed ones.
    """
    found = list[tuple[Change, str]]()
    old, new = _lines(before), _lines(after)
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = _words(old[i:j]), _words(new[k:m])
        if tag == "replace":
            found += _within(gone, come)
        elif tag == "equal":
            found += [(Change.SAME, word) for word in come]
        else:
            found += _anew(gone, come)
    return [Piece(change, _text(word for _change, word in run)) for change, run in groupby(found, lambda one: one[0])]


def shortened(found: Sequence[Piece]) -> list[Piece]:
    """Return ``found`` with long unchanged stretches left out but for the words next to a change."""
    last = len(found) - 1
    return [
        one if one.change is not Change.SAME else Piece(one.change, _cut(one.words, head=at > 0, tail=at < last))
        for at, one in enumerate(found)
    ]


def _cut(words: str, *, head: bool, tail: bool) -> str:
    """Leave out the middle of ``words``, keeping the ``head`` and the ``tail`` that a change stands beside."""
    places = [found.span() for found in re.finditer(r"\S+", words)]
    if len(places) <= AROUND * (head + tail) + AROUND // 2:
        return words
    start = words[: places[AROUND - 1][1]] if head else ""
    return f"{start}{LEFT_OUT}{words[places[-AROUND][0] :] if tail else ''}"


def figures(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, tuple[int | None, int | None]]:
    """Return the figures that are not what they were, by code: (before, after); None where there was none."""
    codes = dict.fromkeys([*before, *after])
    return {one: (before.get(one), after.get(one)) for one in codes if before.get(one) != after.get(one)}


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _words(lines: Iterable[str]) -> list[str]:
    return [word for line in lines for word in (*line.split(), "\n")]


def _within(gone: Sequence[str], come: Sequence[str]) -> list[tuple[Change, str]]:
    """Match the words of changed lines, unless they have so little in common that they were written anew."""
    matcher = SequenceMatcher(None, gone, come, autojunk=False)
    if len(gone) * len(come) > MOST_PAIRS or matcher.quick_ratio() < LEAST_ALIKE or matcher.ratio() < LEAST_ALIKE:
        return _anew(gone, come)
    found = list[tuple[Change, str]]()
    for tag, i, j, k, m in matcher.get_opcodes():
        same = [(Change.SAME, word) for word in come[k:m]]
        found += same if tag == "equal" else _anew(gone[i:j], come[k:m])
    return found


def _anew(gone: Iterable[str], come: Iterable[str]) -> list[tuple[Change, str]]:
    return [*((Change.REMOVED, word) for word in gone), *((Change.ADDED, word) for word in come)]


def _text(words: Iterable[str]) -> str:
    """Write words one space apart, and lines under one another."""
    return " ".join(words).replace(" \n", "\n").replace("\n ", "\n")
