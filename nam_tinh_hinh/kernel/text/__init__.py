"""Vietnamese text: cleaned on the way in, folded for search, ordered, and read from old fonts."""

from .cleaning import clean, clean_line
from .collation import sort_key
from .folding import fold
from .legacy import Encoding, from_legacy, legacy_encoding
from .secrecy import secret_mark

__all__ = ["Encoding", "clean", "clean_line", "fold", "from_legacy", "legacy_encoding", "secret_mark", "sort_key"]
