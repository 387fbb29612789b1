"""Marks of a state secret (the three degrees of the Law on Protection of State Secrets 2018, article 8)."""

import re

from .cleaning import clean
from .legacy import from_legacy, legacy_encoding

# "mật" also begins everyday words, and "buổi tối mật độ xe cao" is no mark; "độ khẩn" is what stands after one.
_NOT_HONEY = r"(?!\w|[ ]+(?:độ(?![ ]+khẩn)|ong|mía|hoa|ngọt|gấu|khẩu|mã|thiết|thám|vụ|ngữ|báo|đàm|phục|nghị|ước)\b)"

_IN_ANY_CASE = re.compile(
    rf"\b(?:tuyệt|tối)[\s_-]+mật{_NOT_HONEY}|\b(?:độ|mức)[ ]+mật[ ]?[:\-–—]?\s?[(\[“\"]?mật{_NOT_HONEY}",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"[(\[{][ ]*(?:MẬT|Mật)[ ]*[)\]}]")
_SPACES = re.compile(" +")
_FRAME = " .:;*_-–—=|()[]{}<>\"'“”«»"
_WHOLE_LINES = frozenset({"MẬT", "Mật", "mật:"})


def secret_mark(text: str) -> str | None:
    """Return the words by which ``text`` is marked as a state secret, as they are written (single spaces), or None.

    "Tuyệt mật" and "tối mật" count in any case; "mật" only as a marking: after "độ mật", in brackets, or alone on
    its line, letterspaced or framed too. "Bí mật", "mật ong", "mật độ", "bảo mật" and "mật khẩu" are no marks.
    Text typed in a TCVN3 or VNI font is read as what it shows.
    """
    readable = _SPACES.sub(" ", clean(text))
    encoding = legacy_encoding(readable)
    if encoding:
        readable = from_legacy(readable, encoding)
    match = _IN_ANY_CASE.search(readable) or _IN_BRACKETS.search(readable)
    return match[0] if match else next(filter(_is_marking_line, map(str.strip, readable.split("\n"))), None)


def _is_marking_line(line: str) -> bool:
    squeezed = "".join(line.split())
    bare = squeezed.strip(_FRAME)
    return bare in _WHOLE_LINES or squeezed in _WHOLE_LINES or bare.upper() in ("TUYỆTMẬT", "TỐIMẬT")
