"""The printing font, Tinos: which characters it has and how wide they are. Read from the shipped TrueType files."""

from functools import cache
from unicodedata import normalize

from reportlab.pdfbase.ttfonts import TTFontFile

from nam_tinh_hinh.kernel.shipped import FONTS

FAMILY = "Tinos"
FACES = {
    (False, False): "Tinos-Regular.ttf",
    (True, False): "Tinos-Bold.ttf",
    (False, True): "Tinos-Italic.ttf",
    (True, True): "Tinos-BoldItalic.ttf",
}
_BLANKS = frozenset("\t\n\r \xa0")


@cache
def _face(*, bold: bool, italic: bool) -> TTFontFile:
    return TTFontFile(str(FONTS / FACES[bold, italic]))


@cache
def _drawable() -> frozenset[str]:
    """Return the characters that all four styles have: bold must not lose what regular has."""
    styles = [_face(bold=bold, italic=italic).charToGlyph for bold, italic in FACES]
    return frozenset(chr(code) for code in set(styles[0]).intersection(*styles)) | _BLANKS


def missing_characters(text: str) -> tuple[str, ...]:
    """Return the distinct characters of ``text`` (read as NFC) that the printing font cannot draw, in code order."""
    return tuple(sorted(set(normalize("NFC", text)) - _drawable()))


def text_width(text: str, size_pt: float, *, bold: bool = False, italic: bool = False) -> float:
    """Return how long ``text`` is, in pt, when set on one line in the printing font at ``size_pt``."""
    face = _face(bold=bold, italic=italic)
    thousandths = sum(face.charWidths.get(ord(char), face.defaultWidth) for char in text)
    return float(thousandths) * size_pt / 1000
