"""User names made from Vietnamese names."""

import re
from collections.abc import Collection

from nam_tinh_hinh.kernel.text import fold

NAMELESS = "canbo"
_GIVEN, _INITIALS = 30, 20
_NOT_PLAIN = re.compile(r"[^a-z0-9]")


def propose(name: str, taken: Collection[str]) -> str:
    """Return a user name not in ``taken``: "Nguyễn Văn An" gives "an.nv", then "an.nv2", "an.nv3" …

    Only a-z, 0-9 and a point, at most 60 characters as long as fewer than 10^9 people share a name.
    """
    stem = _stem(name)
    number, proposed = 1, stem
    while proposed in taken:
        number += 1
        proposed = f"{stem}{number}"
    return proposed


def _stem(name: str) -> str:
    words = [plain for word in fold(name).split() if (plain := _NOT_PLAIN.sub("", word))]
    if not words:
        return NAMELESS
    initials = "".join(word[0] for word in words[:-1])[:_INITIALS]
    return f"{words[-1][:_GIVEN]}.{initials}" if initials else words[-1][:_GIVEN]
