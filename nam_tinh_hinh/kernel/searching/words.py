"""What the words in the search box mean: pure. Nothing in them is a command, whatever the database would make of it.

Every word must be there, in any order, with or without its marks. Words in quotes stand side by side in that order.
The last word may be only begun: "thoat nuo" finds "thoát nước".
"""

from collections.abc import Iterator
from dataclasses import dataclass

from nam_tinh_hinh.kernel.text import fold

# A question longer than this is no question; the rest is left out.
MOST_LETTERS, MOST_TERMS = 200, 12
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″＂", '"'))
# One letter begins half of all words, and a number is meant as it stands.
_SHORTEST_BEGINNING = 2


@dataclass(frozen=True)
class Term:
    """Folded words that stand side by side; with ``begun`` the last one may go on."""

    words: tuple[str, ...]
    begun: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.words)

    def holds(self, folded: str) -> bool:
        """Tell whether ``folded`` text has these words, as every database here must judge it too."""
        return f" {self.text}{'' if self.begun else ' '}" in f" {folded} "


def read(typed: str) -> tuple[Term, ...]:
    """Return what must be found for ``typed``; nothing for what has no word in it."""
    parts = typed[:MOST_LETTERS].translate(_QUOTES).split('"')
    # A quote that was opened and not closed is only a slip: what follows are words like the others.
    closed = len(parts) - 1 if len(parts) % 2 == 0 else len(parts)
    found = [term for place, part in enumerate(parts) for term in _terms(part, place % 2 == 1 and place < closed)]
    if found and not _ends_quoted(parts):
        found[-1] = Term(found[-1].words, _may_go_on(found[-1].words[-1]))
    return tuple(dict.fromkeys(found))[:MOST_TERMS]


def _terms(part: str, quoted: bool) -> Iterator[Term]:
    words = tuple(fold(part).split())
    if quoted and words:
        yield Term(words[:MOST_TERMS])
    elif not quoted:
        yield from (Term((word,)) for word in words)


def _ends_quoted(parts: list[str]) -> bool:
    """Tell whether the last word stands in closed quotes."""
    return len(parts) % 2 == 1 and len(parts) > 1 and not fold(parts[-1])


def _may_go_on(word: str) -> bool:
    return len(word) >= _SHORTEST_BEGINNING and not word.isnumeric()


def for_sqlite(terms: tuple[Term, ...], *, any_of: bool = False) -> str:
    """Return the terms in the language of FTS5; folded words hold no quote, and in quotes nothing is a command."""
    return (" OR " if any_of else " AND ").join(f'"{term.text}"{"*" if term.begun else ""}' for term in terms)


def for_postgresql(terms: tuple[Term, ...], *, any_of: bool = False) -> str:
    """Return the terms in the language of ``to_tsquery``."""
    return (" | " if any_of else " & ").join(_tsquery(term) for term in terms)


def _tsquery(term: Term) -> str:
    lexemes = [f"'{word}'" for word in term.words]
    lexemes[-1] += ":*" if term.begun else ""
    return f"({' <-> '.join(lexemes)})"
