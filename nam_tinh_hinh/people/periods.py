"""In which year or term a paper is numbered. Pure: how a unit numbers and a day in, a period out."""

from datetime import date
from typing import Protocol

from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.enums import Renewal


class Way(Protocol):
    """How a unit numbers its papers."""

    renewal: Renewal
    term_label: str
    term_from: date | None
    term_to: date | None


def period_of(way: Way | None, day: date) -> str:
    """Return the period in which a paper of ``day`` is numbered: "2026", or the name of the term.

    A unit that has not said otherwise (None) begins anew each year (Nghị định 30/2020/NĐ-CP); Party committees number
    through a term (Hướng dẫn 05-HD/VPTW). Raises ``ActionRefused`` for a day outside the term on record.
    """
    if way is None or way.renewal is Renewal.YEAR:
        return str(day.year)
    begins_too_early = way.term_from is not None and day < way.term_from
    if begins_too_early or (way.term_to is not None and day > way.term_to):
        raise ActionRefused(Refusal.INCOMPLETE, outside(way, day))
    return way.term_label


def outside(way: Way, day: date) -> str:
    """Say that ``day`` is not in the term on record, and what to do."""
    span = f"từ {day_text(way.term_from)}" + (f" đến {day_text(way.term_to)}" if way.term_to else "")
    return (
        f"Ngày {day_text(day)} nằm ngoài nhiệm kỳ “{way.term_label}” ({span}). "
        "Khai nhiệm kỳ mới ở Sổ văn bản, mục Cách đánh số, rồi ban hành lại."
    )
