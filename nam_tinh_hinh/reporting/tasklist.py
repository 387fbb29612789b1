"""An outline as a list of tasks: its headings with their numbers, and what was written under each. Pure: rows in."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from nam_tinh_hinh.reporting.enums import FINISHED
from nam_tinh_hinh.reporting.numbering import numbers


@dataclass(frozen=True)
class Line:
    """One heading with its number ("II.", "3.", "a)"); ``section`` is None for a group of headings."""

    heading: Any
    number: str
    section: Any = None

    @property
    def title(self) -> str:
        """The heading as it stands in the report: "II. Tình hình Nhân dân", "a) Ưu điểm"."""
        return f"{self.number} {self.heading.title}"


def lines(headings: Iterable[Any], sections: Iterable[Any]) -> list[Line]:
    """Return the headings of an outline, in its order, each with its number and its section."""
    written = {section.heading_id: section for section in sections}
    ordered = list(headings)
    return [
        Line(heading, number, written.get(heading.id))
        for heading, number in zip(ordered, numbers(one.level for one in ordered), strict=True)
    ]


def to_do(sections: Iterable[Any]) -> list[Any]:
    """Return the sections that may be written and are not finished, in the order given."""
    return [section for section in sections if section.opened and section.stage not in FINISHED]


def next_after(sections: Sequence[Any], section_id: int) -> Any | None:
    """Return the section to go on with after one: the next unfinished, past the end the first one; None when done."""
    place = next((n for n, section in enumerate(sections) if section.id == section_id), -1)
    waiting = to_do([*sections[place + 1 :], *sections[: max(place, 0)]])
    return waiting[0] if waiting else None


def finished(sections: Collection[Any]) -> int:
    """Return how many sections are finished."""
    return sum(section.stage in FINISHED for section in sections)
