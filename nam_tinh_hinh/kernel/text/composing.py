"""Unicode composition that a hostile text cannot make slow."""

import unicodedata

# Vietnamese needs two. Normalising sorts the marks of one letter in quadratic time: 300,000 of them took a minute.
_MARKS_PER_LETTER = 4


def compose(text: str) -> str:
    """Return ``text`` in NFC with at most four combining marks on a letter; composing twice changes nothing more."""
    return unicodedata.normalize("NFC", _bounded(unicodedata.normalize("NFC", _bounded(text))))


class _Marking(dict[int, str]):
    """A character as "1" when it is a combining mark, else "0"; looked up once for common ones."""

    def __missing__(self, code: int) -> str:
        found = "1" if unicodedata.combining(chr(code)) else "0"
        if code < _COMMON:
            self[code] = found
        return found


_COMMON = 0x3000
_MARKING, _TOO_MANY = _Marking(), "1" * (_MARKS_PER_LETTER + 1)


def _bounded(text: str) -> str:
    if _TOO_MANY not in text.translate(_MARKING):  # nearly always
        return text
    kept, marks = [], 0
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= _MARKS_PER_LETTER:
            kept.append(char)
    return "".join(kept)
