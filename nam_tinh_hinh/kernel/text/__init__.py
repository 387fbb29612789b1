"""Vietnamese text: folded for search and put in alphabetical order."""

from .collation import sort_key
from .folding import fold

__all__ = ["fold", "sort_key"]
