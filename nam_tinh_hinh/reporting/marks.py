"""Marks of origin in a consolidating report: "[nguồn 3]" says from which passage a sentence was taken. Pure: text.

The number is one of the report. A mark belongs to the sentence it stands in or directly follows; whoever writes may
move sentences about, and the marks go with them.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

LONGEST_PASSAGE = 700
_MARK = re.compile(r"\[[^\S\n]*nguồn[^\S\n]*0{0,6}([1-9][0-9]{0,5})[^\S\n]*\]", re.IGNORECASE)
_BULLET = re.compile(r"^(?:[-–—+*•](?:\s+|(?=[^\W\d])))+")
_CLOSING = "”’\"')»"
_STOPS = ".!?…"
# A stop and the first letter behind it; possessive, so that a line of dots costs no more than its length.
_STOP = re.compile(rf"(?<![{_STOPS}])[{_STOPS}]++[{_CLOSING}]*+(?=\s++(\S))")
_TIGHT = frozenset(".,;:!?…)]”’»")
# A full stop behind these ends no sentence: "TP. Hà Tĩnh", "ông Nguyễn Văn B. Minh", "1. Kết quả", "II.3. Tồn tại".
_ABBREVIATED = re.compile(
    r"(?:^|[\s(“\"])(?:tp|tx|tt|p|q|h|x|ths|ts|gs|pgs|bs|ks|đ/c|mr|tr|[^\W\d_])\.$|^(?:\d+|[ivxlc]+)(?:\.\d+)*\.$",
    re.IGNORECASE,
)
_LONGEST_ABBREVIATION = 12


@dataclass(frozen=True)
class Marked:
    """A sentence without its marks, the numbers they carried (each once), and on which line of the text it stands."""

    words: str
    numbers: tuple[int, ...]
    line: int = 0


def mark(number: int) -> str:
    """Return the mark of origin ``number``: "[nguồn 3]"."""
    return f"[nguồn {number}]"


def numbers_in(text: str) -> list[int]:
    """Return the numbers marked in ``text``, each once, in the order in which they first stand there."""
    return list(dict.fromkeys(int(found[1]) for found in _MARK.finditer(text)))


def plain(text: str, known: Collection[int] | None = None) -> str:
    """Return ``text`` without its marks and the spaces they leave: "Đường ngập [nguồn 3]." is "Đường ngập.".

    Only the marks of ``known`` numbers go when they are given. A line that held nothing but marks goes altogether.
    """
    kept = []
    for line in text.split("\n"):
        bare, places = _lifted(line, known)
        if bare or not places:
            kept.append(bare)
    return "\n".join(kept)


def as_read(text: str) -> str:
    """Return ``text`` as anybody reads it who is not writing it, on screen, on paper or in the next level's material.

    Every mark is lifted, those too whose row is gone: only the editor shows marks.
    """
    return plain(text).strip()


def sentences(text: str) -> list[Marked]:
    """Return the sentences of ``text``, line by line, each with the numbers of the marks in it or right behind it."""
    found: list[Marked] = []
    for row, line in enumerate(text.split("\n")):
        bare, places = _lifted(line)
        if not bare.strip():
            _give_back(found, [number for number, _ in places], row)
            continue
        begins = 0
        for ends in _sentence_ends(bare):
            numbers = dict.fromkeys(number for number, at in places if begins < at <= ends or at == begins == 0)
            found.append(Marked(bare[begins:ends].strip(), tuple(numbers), row))
            begins = ends
    return found


def passages(text: str) -> list[str]:
    """Return a lower unit's section cut into passages: its lines without bullets, very long ones cut between sentences.

    Marks of the section's own report are no origins here and are left out.
    """
    lines = (_BULLET.sub("", line.strip()) for line in plain(text).split("\n"))
    return [passage for line in lines if line.strip("-–—+*• ") for passage in _cut(line)]


def _lifted(line: str, known: Collection[int] | None = None) -> tuple[str, list[tuple[int, int]]]:
    """Return one line without its (known) marks, and for each its number and the place it was lifted from."""
    bare, rest, places = "", 0, list[tuple[int, int]]()
    for found in _MARK.finditer(line):
        number = int(found[1])
        if known is not None and number not in known:
            continue
        bare = _joined(bare, line[rest : found.start()], bool(places)).rstrip()
        rest = found.end()
        places.append((number, len(bare)))
    return (_joined(bare, line[rest:], True), places) if places else (line, places)


def _joined(bare: str, following: str, lifted: bool) -> str:
    """Return what stood on both sides of a lifted mark: tight before punctuation, otherwise one space apart."""
    if not lifted:
        return bare + following
    tight = following.lstrip()
    if not bare or not tight or tight[0] in _TIGHT:
        return bare + tight
    return bare + (following if following[0].isspace() else f" {following}")


def _give_back(found: list[Marked], numbers: list[int], row: int) -> None:
    """Give the marks of a line without words to the sentence before it, or let them stand alone."""
    if numbers and found:
        last = found.pop()
        found.append(Marked(last.words, tuple(dict.fromkeys([*last.numbers, *numbers])), last.line))
    elif numbers:
        found.append(Marked("", tuple(dict.fromkeys(numbers)), row))


def _sentence_ends(line: str) -> list[int]:
    """Return where the sentences of one line end, the end of the line included."""
    ends, begins = list[int](), 0
    for stop in _STOP.finditer(line):
        told = line[max(begins, stop.end() - _LONGEST_ABBREVIATION) : stop.end()].strip()
        if not stop[1].islower() and not _ABBREVIATED.search(told):
            begins = stop.end()
            ends.append(begins)
    return [*ends, len(line)]


def _cut(line: str) -> list[str]:
    if len(line) <= LONGEST_PASSAGE:
        return [line]
    cut, begins = [""], 0
    for ends in _sentence_ends(line):
        sentence, begins = line[begins:ends].strip(), ends
        if cut[-1] and len(cut[-1]) + 1 + len(sentence) > LONGEST_PASSAGE:
            cut.append(sentence)
        else:
            cut[-1] = f"{cut[-1]} {sentence}".strip()
    return cut
