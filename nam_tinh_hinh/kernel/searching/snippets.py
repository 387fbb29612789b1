"""The piece of a text in which the words stand, as it was written, with what was found marked. Pure."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from nam_tinh_hinh.kernel.searching.words import Term
from nam_tinh_hinh.kernel.text import fold

LONGEST_TEXT, WORDS_SHOWN, WORDS_BEFORE = 60_000, 42, 8
_TOKEN = re.compile(r"\S+")
_WORD = re.compile(r"[^\W_](?:.*[^\W_])?")


class Piece(NamedTuple):
    """Some text, and whether it is what was looked for."""

    text: str
    found: bool


class _Word(NamedTuple):
    folded: str
    token: int


def marked(text: str, terms: Sequence[Term]) -> list[Piece]:
    """Return the whole ``text`` cut into pieces; joined they are the text again."""
    tokens = [found.span() for found in _TOKEN.finditer(text)]
    return _pieces(text, tokens, _hits(text, tokens, terms), 0, len(text))


def snippet(text: str, terms: Sequence[Term], words_shown: int = WORDS_SHOWN) -> list[Piece]:
    """Return the ``words_shown`` words of ``text`` in which most of ``terms`` stand, on one line; "…" where cut."""
    text = " ".join(text[:LONGEST_TEXT].split())
    tokens = [found.span() for found in _TOKEN.finditer(text)]
    hits = _hits(text, tokens, terms)
    first = _best_start(hits, len(tokens), words_shown)
    last = min(first + words_shown, len(tokens))
    if not tokens:
        return []
    shown = _pieces(text, tokens, hits, tokens[first][0], tokens[last - 1][1])
    before, after = [Piece("… ", False)] * (first > 0), [Piece(" …", False)] * (last < len(tokens))
    return before + shown + after


@lru_cache(maxsize=16_384)
def _folded(token: str) -> tuple[str, ...]:
    return tuple(fold(token).split())


def _hits(text: str, tokens: Sequence[tuple[int, int]], terms: Sequence[Term]) -> dict[int, set[int]]:
    """Return which terms are found at which token."""
    words = [_Word(one, place) for place, (a, b) in enumerate(tokens) for one in _folded(text[a:b])]
    found: dict[int, set[int]] = {}
    for number, term in enumerate(terms):
        for place in _places(words, term):
            for word in words[place : place + len(term.words)]:
                found.setdefault(word.token, set()).add(number)
    return found


def _places(words: Sequence[_Word], term: Term) -> Iterator[int]:
    """Yield where in ``words`` a term begins."""
    size, whole, last = len(term.words), term.words[:-1], term.words[-1]
    for place in range(len(words) - size + 1):
        end = words[place + size - 1].folded
        if (end.startswith(last) if term.begun else end == last) and all(
            words[place + step].folded == word for step, word in enumerate(whole)
        ):
            yield place


def _best_start(hits: dict[int, set[int]], tokens: int, shown: int) -> int:
    """Return the token to begin with: some words before the place in whose neighbourhood most terms stand."""
    best, most = 0, 0
    for place in sorted(hits):
        near = set().union(*(hits[one] for one in range(place, place + shown - WORDS_BEFORE) if one in hits))
        if len(near) > most:
            best, most = place, len(near)
    begin = max(0, best - WORDS_BEFORE) if best + WORDS_BEFORE >= shown else 0
    return max(0, min(begin, tokens - shown))


def _pieces(
    text: str, tokens: Sequence[tuple[int, int]], hits: dict[int, set[int]], begin: int, end: int
) -> list[Piece]:
    """Return ``text`` from ``begin`` to ``end`` in pieces; what was found at two neighbours is one piece."""
    spans: list[list[int]] = []
    for place in sorted(hits):
        a, b = _bare(text, *tokens[place])
        if a < begin or b > end:
            continue
        if spans and text[spans[-1][1] : a].isspace():
            spans[-1][1] = b
        else:
            spans.append([a, b])
    pieces, at = [], begin
    for a, b in spans:
        pieces += [Piece(text[at:a], False), Piece(text[a:b], True)]
        at = b
    pieces.append(Piece(text[at:end], False))
    return [piece for piece in pieces if piece.text]


def _bare(text: str, begin: int, end: int) -> tuple[int, int]:
    """Return where the word inside a token begins and ends: "(cống," is marked as "cống"."""
    word = _WORD.search(text, begin, end)
    return word.span() if word else (begin, end)
