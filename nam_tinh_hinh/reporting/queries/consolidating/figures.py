"""Figures that add up from lower units, with their parts."""

from collections.abc import Sequence
from dataclasses import dataclass

from nam_tinh_hinh.reporting.queries.lower import Lower, figures_under
from nam_tinh_hinh.reporting.tables import OutlineFigure, Section


@dataclass(frozen=True)
class Line:
    """One figure: what each unit that sent said (None: nothing), their sum, what stands in the own report."""

    figure: OutlineFigure
    parts: tuple[int | None, ...]
    mine: int | None

    @property
    def total(self) -> int | None:
        """The sum of the parts; None where levels do not add it up, or nobody said anything."""
        said = [part for part in self.parts if part is not None]
        return sum(said) if said and self.figure.adds_up else None

    @property
    def difference(self) -> int:
        """How far the own figure is from the sum; 0 where there is none of the two."""
        return self.mine - self.total if self.mine is not None and self.total is not None else 0


def lines(section: Section, lowers: Sequence[Lower]) -> list[Line]:
    """Return the figures of a section with those of lower units' headings of the same code: one statement."""
    if not section.heading.figures:
        return []
    sent = figures_under(section.heading.code, lowers)
    return [
        Line(one, tuple(figures.get(one.code) for _lower, figures in sent), section.figures.get(one.code))
        for one in section.heading.figures
    ]
