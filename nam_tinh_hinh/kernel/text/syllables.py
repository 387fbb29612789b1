"""Whether a word could be a Vietnamese syllable: the spelling rules, not a dictionary."""

import re
import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ONSET = r"(?:ngh?|gh?|gi|kh?|ch?|nh|ph?|qu|tr|th?|[bdđhlmnrsvx])?"
_OPEN = (
    "iêu|yêu|uôi|ươu|ươi|uây|uyu|oai|oay|oao|oeo|uya|"
    "ai|ao|au|ay|âu|ây|eo|êu|ia|iu|oa|oe|oi|ôi|ơi|ua|uê|ui|uơ|uy|ưa|ưi|ưu|[aeêioôơuưy]"
)
_CLOSED = r"(?:uyê|iê|yê|uâ|uô|ươ|oa|oă|oe|oo|uy|[aăâeêioôơuưy])(?P<coda>ch|ng|nh|[cmnpt])"
_SYLLABLE = re.compile(f"{_ONSET}(?:{_OPEN}|{_CLOSED})")
_TONE_ON_GLIDE = re.compile("[aâeê][ùúủũụòóỏõọ]$|[aoôơư][ìíỉĩị]$|[aâ][ỳýỷỹỵ]$")


def is_syllable(word: str, *, strict: bool = False) -> bool:
    """Return whether ``word`` is spelled like one Vietnamese syllable, in any case.

    With ``strict`` a syllable closed by c, ch, p or t must also carry sắc or nặng, as every real one does.
    """
    lower = unicodedata.normalize("NFC", word.lower())
    parts = unicodedata.normalize("NFD", lower)
    tones = [char for char in parts if char in _TONES]
    match = _SYLLABLE.fullmatch(unicodedata.normalize("NFC", "".join(char for char in parts if char not in _TONES)))
    if match is None or len(tones) > 1 or _TONE_ON_GLIDE.search(lower):
        return False
    stopped = match["coda"] in ("c", "ch", "p", "t")
    return not (strict and stopped) or tones in (["\u0301"], ["\u0323"])
