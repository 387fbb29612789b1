"""What can be read from a unit's name and a leader's title. Pure."""

import re

_COMMUNE = re.compile(r"\b(?:phường|xã|thị trấn|đặc khu)\s+(.+)$", re.IGNORECASE)
_DEPUTY = re.compile(r"^phó\s+", re.IGNORECASE)


def initials(name: str) -> str:
    """Return the capitals of a unit's name, for want of a symbol: "Hội Cựu chiến binh" gives HC."""
    return "".join(word[0] for word in name.split() if word[0].isupper())


def commune_in(*names: str) -> str:
    """Return the first commune named in ``names``, without its kind: "… phường Minh Họa" gives Minh Họa."""
    return next((found[1] for name in names if (found := _COMMUNE.search(name))), "")


def chief_of(title: str) -> str:
    """Return whom a deputy signs for: "Phó Chủ tịch" gives Chủ tịch; empty for a title that is no deputy's."""
    if not _DEPUTY.match(title):
        return ""
    chief = _DEPUTY.sub("", title)
    return chief[:1].upper() + chief[1:]
