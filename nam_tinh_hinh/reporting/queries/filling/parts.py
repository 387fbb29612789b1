"""The figures of the units that report to this one: a sum is shown with its parts, and who is missing is named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nam_tinh_hinh.kernel.text import sort_key
from nam_tinh_hinh.reporting.queries.lower import figures_under, lowers
from nam_tinh_hinh.reporting.tables import Section


@dataclass(frozen=True)
class Parts:
    """What the units below sent under one heading, and who sent nothing yet though he owes it."""

    by_code: Mapping[str, Sequence[tuple[str, int]]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


def parts_for(section: Section, own: Mapping[str, int]) -> Parts:
    """Return {figure code: ((unit name, number), …)} of a consolidating unit's figures that add up; own ones first.

    ``own``: the unit's own numbers by code. Figures that do not add up, and those nobody below sent, have no parts.
    Three statements.
    """
    rows = sorted(lowers(section.report), key=lambda row: sort_key(row.name))
    adding = {one.code for one in section.heading.figures if one.adds_up}
    parts: dict[str, list[tuple[str, int]]] = {}
    for row, figures in figures_under(section.heading.code, rows):
        for code in adding & figures.keys():
            parts.setdefault(code, []).append((row.name, figures[code]))
    mine = section.report.unit.short_name or section.report.unit.name
    whole = {code: [*([(mine, own[code])] if code in own else []), *each] for code, each in parts.items()}
    return Parts(whole, tuple(row.name for row in rows if row.is_awaited))
