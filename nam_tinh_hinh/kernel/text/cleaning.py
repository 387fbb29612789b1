"""What may come in: plain, visible, composed text."""

import re
import unicodedata

from .composing import compose
from .legacy import legacy_encoding

_SOFT_HYPHEN = "\u00ad"
_LINE_BREAKS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
# Letters and symbols that draw nothing although Unicode does not call them format characters.
_BLANK_GLYPHS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")


def clean(text: str) -> str:
    r"""Return ``text`` in NFC without what the eye cannot see, fit to be stored and printed.

    Line breaks of every kind become ``\n`` (Word pastes ``\v``), tabs and no-break spaces become a space. Control,
    zero-width, direction-override and byte-order characters, NUL, lone surrogates and noncharacters go, and so does
    blank space at the end of a line and around the whole. Cleaning twice changes nothing more.

    A soft hyphen goes too, except from text typed with a TCVN3 font, where that code is the letter "ư".
    """
    tidy = _tidy(text)
    if _SOFT_HYPHEN not in tidy or legacy_encoding(tidy) == "TCVN3":
        return tidy
    return _tidy(tidy.replace(_SOFT_HYPHEN, ""))


def clean_line(text: str) -> str:
    """Return ``text`` cleaned for a field of one line: every run of white space is one space."""
    return clean(" ".join(clean(text).split()))


def _tidy(text: str) -> str:
    visible = "".join(map(_plain, _LINE_BREAKS.sub("\n", text)))
    lines = compose(visible).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def _plain(char: str) -> str:
    """Return ``char``, a space in place of a blank of any width, or nothing in place of the unseen."""
    if char in ("\n", _SOFT_HYPHEN):
        return char
    category = unicodedata.category(char)
    if char == "\t" or category == "Zs":
        return " "
    return "" if category in ("Cc", "Cf", "Cs") or char in _BLANK_GLYPHS or _is_noncharacter(char) else char


def _is_noncharacter(char: str) -> bool:
    code = ord(char)
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
