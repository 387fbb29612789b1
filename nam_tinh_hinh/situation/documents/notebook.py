"""Sổ tay ghi chép: sheets of blank items for clerks and heads of residential groups (requirement R046)."""

from collections.abc import Sequence
from dataclasses import dataclass

from nam_tinh_hinh.kernel.paper import PARTY, Layout
from nam_tinh_hinh.situation.enums import ObservationKind, Severity

ITEMS_A_PAGE = 4
USUAL_PAGES, MOST_PAGES = 4, 20


@dataclass(frozen=True, kw_only=True)
class Notebook:
    """Sheets to print: whose, how many items, and what is ticked on each. No field asks who said it."""

    unit: str
    items: int
    topics: tuple[str, ...]
    kinds: tuple[str, ...] = tuple(kind.label for kind in ObservationKind)
    severities: tuple[str, ...] = tuple(severity.label for severity in Severity)
    layout: Layout = PARTY


def notebook(unit: str, topics: Sequence[str], pages: int) -> Notebook:
    """Return ``pages`` sheets for the people of ``unit``; ``topics`` are the main ones, in the order of the plan."""
    return Notebook(unit=unit, items=pages * ITEMS_A_PAGE, topics=tuple(topics))
