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
    return unicodedata.normalize("NFKD", text).translate(_KEPT)


class _Kept(dict[int, int | None]):
    """What becomes of a character: it stays, or (a mark, a control character) goes. Looked up once for common ones."""

    def __missing__(self, code: int) -> int | None:
        stays = unicodedata.category(chr(code))[0] not in "MC" or chr(code) in "\t\n\r"
        found = code if stays else None
        if code < _COMMON:
            self[code] = found
        return found


# Latin with all its marks and punctuation lies below; the rest is rare, and the table stays small whatever is typed.
_COMMON = 0x3000
_KEPT = _Kept()
