"""Unicode composition that a hostile text cannot make slow."""

import unicodedata

# Vietnamese needs two. Normalising sorts the marks of one letter in quadratic time: 300,000 of them took a minute.
_MARKS_PER_LETTER = 4


def compose(text: str) -> str:
    """Return ``text`` in NFC with at most four combining marks on a letter; composing twice changes nothing more."""
    return unicodedata.normalize("NFC", _bounded(unicodedata.normalize("NFC", _bounded(text))))


def _bounded(text: str) -> str:
    kept, marks = [], 0
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= _MARKS_PER_LETTER:
            kept.append(char)
    return "".join(kept)
