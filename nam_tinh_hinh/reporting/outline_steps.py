"""What the buttons of the editor do to an outline that is not saved yet: up, down, take out, add. Pure."""

import re
from collections.abc import Callable
from dataclasses import replace

from nam_tinh_hinh.reporting.enums import HeadingKind
from nam_tinh_hinh.reporting.outline_facts import (
    MOST_FIGURES,
    MOST_HEADINGS,
    FigureFacts,
    HeadingFacts,
    OutlineFacts,
)

STEP = re.compile(r"(len|xuong|bo|them|dong)-(\d{1,2})", re.ASCII)
_Headings = list[HeadingFacts]


def stepped(facts: OutlineFacts, step: str) -> OutlineFacts:
    """Return the outline after a button was pressed: "len-3" moves the fourth heading up; other words change nothing.

    "them-3" adds an empty heading behind the fourth, at its level; below a heading that only groups, one deeper.
    """
    found = STEP.fullmatch(step)
    rows, place = list(facts.headings), int(found[2]) if found else -1
    if step == "them":
        place, found = len(rows) - 1, STEP.fullmatch("them-0")
    if found is None or (place >= len(rows) and rows):
        return facts
    return replace(facts, headings=tuple(_STEPS[found[1]](rows, place)))


def _up(rows: _Headings, place: int) -> _Headings:
    return _swapped(rows, place - 1)


def _down(rows: _Headings, place: int) -> _Headings:
    return _swapped(rows, place)


def _swapped(rows: _Headings, place: int) -> _Headings:
    if 0 <= place < len(rows) - 1:
        rows[place], rows[place + 1] = rows[place + 1], rows[place]
    return rows


def _without(rows: _Headings, place: int) -> _Headings:
    return rows[:place] + rows[place + 1 :]


def _added(rows: _Headings, place: int) -> _Headings:
    if len(rows) >= MOST_HEADINGS:
        return rows
    level, part = 1, None
    if rows and place >= 0:
        level, part = min(3, rows[place].level + (not rows[place].kind.is_written)), rows[place].part
    return [*rows[: place + 1], HeadingFacts(code="", level=level, title="", part=part), *rows[place + 1 :]]


def _with_line(rows: _Headings, place: int) -> _Headings:
    one = rows[place]
    if one.kind is HeadingKind.FIGURES and len(one.figures) < MOST_FIGURES:
        rows[place] = replace(one, figures=(*one.figures, FigureFacts(code="", label="")))
    return rows


_STEPS: dict[str, Callable[[_Headings, int], _Headings]] = {
    "len": _up, "xuong": _down, "bo": _without, "them": _added, "dong": _with_line,
}  # fmt: skip
