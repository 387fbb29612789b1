"""Times from a day to a day, both ends included, as positions, areas and postings have them. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from nam_tinh_hinh.kernel.clock import day_text

ONE_DAY = timedelta(days=1)


class Dated(Protocol):
    """Anything that holds from ``valid_from`` to ``valid_to``; None is "no end known"."""

    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...


@dataclass(frozen=True)
class Span:
    """A time alone."""

    valid_from: date
    valid_to: date | None = None


def last_day(span: Dated) -> date:
    """Return the last day of ``span``; of one without an end, the last day there is."""
    return span.valid_to or date.max


def covers(span: Dated, day: date) -> bool:
    """Tell whether ``span`` holds on ``day``; both ends count."""
    return span.valid_from <= day <= last_day(span)


def overlap(one: Dated, other: Dated) -> bool:
    """Tell whether the two share a day."""
    return one.valid_from <= last_day(other) and other.valid_from <= last_day(one)


def uncovered(wanted: Dated, held: Iterable[Dated]) -> list[Span]:
    """Return the parts of ``wanted`` in which nothing of ``held`` holds, in order; an empty list when all is held."""
    gaps, begins, ends = [], wanted.valid_from, last_day(wanted)
    for span in sorted(held, key=lambda one: one.valid_from):
        if begins > ends or span.valid_from > ends:
            break
        if span.valid_from > begins:
            gaps.append(Span(begins, span.valid_from - ONE_DAY))
        if last_day(span) == date.max:
            return gaps
        begins = max(begins, last_day(span) + ONE_DAY)
    return [*gaps, Span(begins, wanted.valid_to)] if begins <= ends else gaps


def said(span: Dated) -> str:
    """Return ``span`` in words: "từ 01/01/2026 đến 30/06/2026", "từ 01/01/2026 đến nay"."""
    return f"từ {day_text(span.valid_from)} đến {day_text(span.valid_to) or 'nay'}"
