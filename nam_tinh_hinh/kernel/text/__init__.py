"""Vietnamese text: cleaned on the way in, folded for search, ordered, and read from old fonts."""

from .cleaning import clean, clean_line
from .collation import sort_key
from .folding import fold
from .legacy import Encoding, from_legacy, legacy_encoding

__all__ = ["Encoding", "clean", "clean_line", "fold", "from_legacy", "legacy_encoding", "sort_key"]
