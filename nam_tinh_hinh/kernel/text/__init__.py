"""Vietnamese text: folded for search, ordered, and read from old fonts."""

from .collation import sort_key
from .folding import fold
from .legacy import Encoding, from_legacy, legacy_encoding

__all__ = ["Encoding", "fold", "from_legacy", "legacy_encoding", "sort_key"]
