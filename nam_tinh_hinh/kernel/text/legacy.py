"""Text typed with the fonts from before Unicode, which reaches us as Latin-1 characters.

TCVN3 (".VnTime", TCVN 5712:1993 VN3) gives one code to each small letter; toned capitals exist only as another font.
VNI-Windows ("VNI-Times") writes most letters as a vowel followed by a character that draws its marks.
"""

import re
import unicodedata
from typing import Final, Literal

from .composing import compose
from .syllables import is_syllable

Encoding = Literal["TCVN3", "VNI"]
_ENCODINGS: Final[tuple[Encoding, Encoding]] = ("TCVN3", "VNI")

_TCVN3 = str.maketrans(
    "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
)

_TONE_CODES = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_BREVE_CODES = dict(zip("êéèúüë", ["", *"\u0301\u0300\u0309\u0303\u0323"], strict=True))
_CIRCUMFLEX_CODES = dict(zip("âáàåãä", ["", *"\u0301\u0300\u0309\u0303\u0323"], strict=True))
_VNI_MARKS = (
    ("aeouyơư", _TONE_CODES),
    ("a", {code: f"\u0306{tone}" for code, tone in _BREVE_CODES.items()}),
    ("aeo", {code: f"\u0302{tone}" for code, tone in _CIRCUMFLEX_CODES.items()}),
)
_VNI_ALONE = dict(zip("ôöñæóòî", "ơưđỉĩịỵ", strict=True))


def _vni_table() -> dict[str, str]:
    """Return every VNI group with its letter; the vowel's case decides, whichever case the marks are typed in."""
    typed = {letter: code for code, letter in _VNI_ALONE.items()}
    table = dict(_VNI_ALONE)
    for vowels, marks in _VNI_MARKS:
        for vowel in vowels:
            table |= {typed.get(vowel, vowel) + code: vowel + drawn for code, drawn in marks.items()}
    table |= {group.upper(): letter.upper() for group, letter in table.items()}
    table |= {group[0] + group[1:].swapcase(): letter for group, letter in table.items()}
    return {group: unicodedata.normalize("NFC", letter) for group, letter in table.items()}


_VNI = _vni_table()
_VNI_GROUP = re.compile("|".join(sorted(_VNI, key=len, reverse=True)))

# Some TCVN3 letters are Latin-1 symbols, so a word here may hold them.
_WORD = re.compile("(?:[^\\W\\d_]|[¡-©«-®µ-¹»-¾×÷])+")


def legacy_encoding(text: str) -> Encoding | None:
    """Return the old font encoding that ``text`` seems to be typed in, or None.

    A word speaks for an encoding when it is no Vietnamese syllable as it stands and becomes one when converted. At
    least two different words, and half of those with marks, must say so; one word is enough in a text of one or two.
    A text with any Vietnamese letter outside Latin-1 is Unicode already. Doubt (French, English, a tie) is None.
    """
    words = set(_WORD.findall(compose(text)))
    marked = {word for word in words if not word.isascii()}
    if any(char > "ÿ" for word in marked for char in word):
        return None
    found = {encoding: _speaking_for(encoding, marked) for encoding in _ENCODINGS}
    weaker, stronger = sorted(_ENCODINGS, key=lambda encoding: len(found[encoding]))
    if len(found[stronger]) == len(found[weaker]) or not _convincing(found[stronger], marked, words):
        return None
    return stronger


def from_legacy(text: str, encoding: Encoding) -> str:
    """Return ``text``, typed in the font encoding ``encoding``, in Unicode (NFC). Raises ValueError for another one.

    TCVN3 has no toned capitals: a line or a word whose plain letters are all capitals is taken to be all capitals.
    """
    composed = compose(text)
    if encoding == "TCVN3":
        return "\n".join(_from_tcvn3(line) for line in composed.split("\n"))
    if encoding == "VNI":
        return _VNI_GROUP.sub(lambda group: _VNI[group[0]], composed)
    raise ValueError(f"not a known font encoding: {encoding!r}")


def _from_tcvn3(line: str) -> str:
    words = _WORD.findall(line)
    shouted = any(map(_is_shouted, words)) and not re.search("[a-z]", line)
    converted = _WORD.sub(lambda word: _tcvn3_word(word[0]), line)
    return converted.upper() if shouted else converted


def _tcvn3_word(word: str) -> str:
    converted = word.translate(_TCVN3)
    return converted.upper() if _is_shouted(word) else converted


def _is_shouted(word: str) -> bool:
    """Return whether at least two plain letters of ``word`` are capitals and none is small ("B·" may be "Bã")."""
    plain = [char for char in word if char.isascii()]
    return len(plain) > 1 and all(char.isupper() for char in plain)


def _speaking_for(encoding: Encoding, words: set[str]) -> set[str]:
    return {word for word in words if not is_syllable(word) and _becomes_syllable(word, encoding)}


def _becomes_syllable(word: str, encoding: Encoding) -> bool:
    converted = from_legacy(word, encoding)
    return len(word) > 1 and converted != word and is_syllable(converted, strict=True)


def _convincing(speaking: set[str], marked: set[str], words: set[str]) -> bool:
    if len(speaking) == 1:
        return len(words) <= 2 and len(max(speaking)) > 2
    return len(speaking) * 2 >= len(marked)
