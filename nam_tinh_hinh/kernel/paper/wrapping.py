"""Where lines end on paper: long texts are cut there, so that a table row never has to be taller than we allow."""

import re
from dataclasses import dataclass

from nam_tinh_hinh.kernel.typeface import text_width

_WORD = re.compile(r"[^ \n]+ *\n?| +\n?|\n")


@dataclass(frozen=True)
class Measure:
    """A column as a typesetter sees it: ``width_pt`` wide, set at ``size_pt``."""

    width_pt: float
    size_pt: float
    bold: bool = False

    def holds(self, text: str) -> bool:
        """Return whether ``text`` fits on one line, blanks at its end aside."""
        return self.length(text.rstrip()) <= self.width_pt

    def length(self, text: str) -> float:
        """Return how long ``text`` is on one line, in pt."""
        return text_width(text, self.size_pt, bold=self.bold)


def pieces(text: str, measure: Measure, *, lines: int) -> tuple[str, ...]:
    """Cut ``text`` into pieces of at most ``lines`` (1 or more) printed lines each.

    A cut falls at the end of a printed line, so that pieces set under each other read as one running text. Nothing is
    dropped but the blanks around a cut. An empty text is one empty piece.
    """
    rows = printed_lines(text.strip(), measure)
    groups = ["".join(rows[start : start + lines]).strip() for start in range(0, len(rows), lines)]
    return tuple(groups) or ("",)


def printed_lines(text: str, measure: Measure) -> list[str]:
    """Return the lines that ``text`` is printed as, each with the blanks that end it; none for an empty text.

    Lines are filled greedily, as the PDF engine does. A newline ends a line; a word longer than a line is cut inside.
    """
    found: list[str] = []
    line, used = "", 0.0
    for word in _words(text, measure):
        if line and (line.endswith("\n") or used + measure.length(word.rstrip()) > measure.width_pt):
            found.append(line)
            line, used = "", 0.0
        line, used = line + word, used + measure.length(word)
    return [*found, line] if line else found


def _words(text: str, measure: Measure) -> list[str]:
    """Return the words of ``text`` with the blanks after them; a word longer than a line comes in parts."""
    parts: list[str] = []
    for word in _WORD.findall(text):
        parts += [word] if measure.holds(word) else _broken(word, measure)
    return parts


def _broken(word: str, measure: Measure) -> list[str]:
    parts, part = [], ""
    for char in word:
        if part and not measure.holds(part + char):
            parts.append(part)
            part = ""
        part += char
    return [*parts, part]
