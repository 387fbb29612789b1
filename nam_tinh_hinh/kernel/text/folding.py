"""Text as people type it into a search box: no marks, no capitals, no punctuation."""

import re
import unicodedata

from .composing import compose

# The eth looks like "Đ" and comes from old keyboards; apostrophes sit inside highland names such as "M'Nông".
_ALIKE = str.maketrans({"đ": "d", "ð": "d", "'": None, "’": None, "ʼ": None, "`": None})
_NOT_A_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return ``text`` for comparison: lower case, without diacritics, đ = d, words parted by one space.

    Composed and decomposed input, full-width forms, both places of the tone ("hoà", "hòa") and apostrophes inside a
    name fold equal. Other punctuation parts words, so ``%`` and ``_`` never reach a LIKE pattern. Folding twice
    changes nothing more.
    """
    bare = _unmarked(_unmarked(compose(text)).casefold()).translate(_ALIKE)
    return _NOT_A_WORD.sub(" ", bare).strip()


def _unmarked(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if unicodedata.category(char)[0] not in "MC" or char in "\t\n\r")
