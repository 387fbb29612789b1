"""Vietnamese alphabetical order, as in the dictionaries and in CLDR's ``vi``."""

import re
import unicodedata
from functools import lru_cache

from .composing import compose

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_CODE = {letter: chr(ord("A") + rank) for rank, letter in enumerate(_ALPHABET)}
_SHAPES = "\u0306\u0302\u031b"  # breve, circumflex, horn: these make another letter
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: these only order equal letters

_WORD_OR_NUMBER = re.compile(r"\d+|(?:[^\W\d_][\u0300-\u036f]*)+")
_CLUSTER = re.compile(r"(.)([\u0300-\u036f]*)")

# Lower than every code below, in this order: the end of a level, then the end of a word, then a number.
_LEVEL_END, _WORD_END, _NUMBER = " ", "!", "#"


@lru_cache(maxsize=4096)  # the same names of units, areas and people are put in order on every page
def sort_key(text: str) -> str:
    """Return a key that puts ``text`` in Vietnamese order, for ``sorted(key=...)`` or a column to order by.

    First by letters (a ă â b c d đ …, foreign letters in their Latin places), numbers by value ("Tổ 2" before
    "Tổ 10") and punctuation only as a gap; then by the tones of each word in the order ngang, huyền, hỏi, ngã, sắc,
    nặng, wherever in the word they stand; then small before capital; then by the text itself, so that no order is
    left to chance. In a database it wants comparison by code point (SQLite's default, ``COLLATE "C"`` elsewhere).
    """
    composed = compose(text)
    words = _WORD_OR_NUMBER.findall(unicodedata.normalize("NFD", composed))
    levels = (
        _WORD_END.join(map(_letters, words)),
        _WORD_END.join(map(_tones, words)),
        "".join("1" if char.isupper() else "0" for word in words for char in word if char.isalpha()),
        composed,
    )
    return _LEVEL_END.join(levels)


def _letters(word: str) -> str:
    if word[0].isdecimal():
        return _number(word)
    return "".join(_letter(base, marks) for base, marks in _CLUSTER.findall(word.lower()))


def _letter(base: str, marks: str) -> str:
    shaped = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark in _SHAPES))
    return _LETTER_CODE.get(shaped) or _LETTER_CODE.get(base, base)


def _tones(word: str) -> str:
    return "".join(str(_TONES.index(char) + 1) for char in word if char in _TONES)


def _number(digits: str) -> str:
    """Return a code whose text order is the order of value: the length first, then the digits."""
    value = "".join(str(unicodedata.decimal(char)) for char in digits).lstrip("0")
    return f"{_NUMBER}{min(len(value), 999):03d}{value}"
