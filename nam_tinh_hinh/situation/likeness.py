"""Why two texts look alike, shown to the one who decides: the words they share, in the text as it was written."""

import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.kernel.text.similar import terms

SPACES = re.compile(r"(\s+)")


def pieces(text: str, other: str) -> list[tuple[str, bool]]:
    """Return ``text`` cut into pieces, each with whether it stands in ``other`` too; everyday words never do.

    The pieces joined are ``text`` again.
    """
    shared = terms(text) & terms(other)
    parts = groupby(_words(text, shared), key=itemgetter(1))
    return [("".join(word for word, _shared in run), is_shared) for is_shared, run in parts]


def _words(text: str, shared: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """Yield the words and the spaces of a text; a space between two shared words belongs to them."""
    words = SPACES.split(text)
    marked = [not word.isspace() and bool(shared.intersection(fold(word).split())) for word in words]
    for place, word in enumerate(words):
        between = word.isspace() and 0 < place < len(words) - 1 and marked[place - 1] and marked[place + 1]
        yield word, marked[place] or between
