"""Search over everything: what typed words mean, the index of folded text, keeping it in step, finding in it."""

from .finding import FOUND_AT_MOST, Found, Hit, candidates, find, holding, row_ids_with_any
from .keeping import Difference, Harm, differences, fill_if_empty, reindex, watch
from .registry import Card, Entry, Indexed, Watched, indexed, register
from .snippets import Piece, marked, snippet
from .tables import SearchEntry
from .words import Term, read

__all__ = [
    "FOUND_AT_MOST", "Card", "Difference", "Entry", "Found", "Harm", "Hit", "Indexed", "Piece", "SearchEntry", "Term",
    "Watched", "candidates", "differences", "fill_if_empty", "find", "holding", "indexed", "marked", "read",
    "register", "reindex", "row_ids_with_any", "snippet", "watch",
]  # fmt: skip
