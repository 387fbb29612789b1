"""A report laid out as it is read: headings in the outline's order, numbered, with words and figures. Pure: rows in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from nam_tinh_hinh.reporting import differences, marks
from nam_tinh_hinh.reporting.differences import Change, Piece
from nam_tinh_hinh.reporting.enums import SectionStage
from nam_tinh_hinh.reporting.numbering import numbers

NOTHING = "Không phát sinh."


@dataclass(frozen=True)
class Figure:
    """One line of a table of figures; ``before`` is what it was in the sending compared with."""

    label: str
    measure: str
    value: int | None
    before: int | None = None


@dataclass(frozen=True)
class Line:
    """One heading with what stands under it; ``body`` is its section (none for a group)."""

    number: str
    heading: Any
    body: Any = None
    text: str = ""
    is_nothing: bool = False
    figures: tuple[Figure, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether a heading that is written has neither words nor figures, nor says that there is nothing."""
        return self.body is not None and not (self.text or self.is_nothing or self.figures)


@dataclass(frozen=True)
class Changed:
    """What changed under one heading since the sending that was read before."""

    number: str
    heading: Any
    pieces: tuple[Piece, ...]
    figures: tuple[Figure, ...]


def lay(headings: Iterable[Any], bodies: Iterable[Any], *, nothing: bool = False) -> list[Line]:
    """Return the lines of a report from its sections or sent sections, as others read them.

    ``nothing``: the whole report says that there is nothing, whatever stands in its sections.
    """
    rows, by_id = list(headings), {one.heading_id: one for one in bodies}
    found = zip(rows, numbers(one.level for one in rows), strict=True)
    return [_line(heading, number, by_id.get(heading.id), nothing) for heading, number in found]


def _line(heading: Any, number: str, body: Any, nothing: bool) -> Line:
    if body is None:
        return Line(number, heading)
    if nothing or _says_nothing(body):
        return Line(number, heading, body, is_nothing=True)
    values = [Figure(one.label, one.measure, body.figures[one.code]) for one in _shown(heading, body.figures)]
    return Line(number, heading, body, marks.as_read(body.text), figures=tuple(values))


def _says_nothing(body: Any) -> bool:
    stage = getattr(body, "stage", None)
    return stage is SectionStage.NOTHING if stage else body.is_nothing


def _shown(heading: Any, values: Mapping[str, object]) -> list[Any]:
    return [one for one in heading.figures if one.code in values]


def compare(before: Iterable[Line], after: Iterable[Line]) -> list[Changed]:
    """Return what changed from one sending to another, heading by heading in the order of the newer one."""
    earlier = {line.heading.code: line for line in before}
    found = (_changed(earlier.get(line.heading.code), line) for line in after if line.body is not None)
    return [one for one in found if one.figures or any(piece.change is not Change.SAME for piece in one.pieces)]


def _changed(before: Line | None, after: Line) -> Changed:
    said = differences.shortened(differences.pieces(_words(before), _words(after)))
    old, new = (dict(line.body.figures) if line and not line.is_nothing else {} for line in (before, after))
    moved = differences.figures(old, new)
    values = [
        Figure(one.label, one.measure, moved[one.code][1], moved[one.code][0]) for one in _shown(after.heading, moved)
    ]
    return Changed(after.number, after.heading, tuple(said), tuple(values))


def _words(line: Line | None) -> str:
    if line is None:
        return ""
    return NOTHING if line.is_nothing else line.text
