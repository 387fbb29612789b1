"""The figures of a report by lower unit: tables of a few columns each, so that every label stays readable."""

from collections.abc import Iterator

from nam_tinh_hinh.kernel.counts import count_text
from nam_tinh_hinh.kernel.paper.grid import GridColumn, GridGroup
from nam_tinh_hinh.kernel.paper.prose import PaperTable
from nam_tinh_hinh.reporting.queries.printing import Told
from nam_tinh_hinh.reporting.tables import OutlineFigure, OutlineHeading

PER_TABLE = 4
UNIT_COLUMNS = (GridColumn("TT", 0.07, centred=True), GridColumn("Đơn vị", 0.33))
NOT_SAID = "-"
TOTAL = "Cộng các đơn vị"


def parts_tables(told: Told) -> tuple[PaperTable, ...]:
    """Return the tables of ``told.parts``, at most four figures in each; none where no unit sent a figure."""
    wanted = [
        (heading, figure)
        for heading in told.headings
        for figure in heading.figures
        if any((heading.code, figure.code) in part.figures for part in told.parts)
    ]
    return tuple(_table(told, wanted[start : start + PER_TABLE]) for start in range(0, len(wanted), PER_TABLE))


def _table(told: Told, wanted: list[tuple[OutlineHeading, OutlineFigure]]) -> PaperTable:
    share = (1 - sum(column.share for column in UNIT_COLUMNS)) / len(wanted)
    columns = [GridColumn(_head(figure), share, centred=True) for _heading, figure in wanted]
    return PaperTable((*UNIT_COLUMNS, *columns), (GridGroup("", tuple(_rows(told, wanted))),))


def _head(figure: OutlineFigure) -> str:
    return f"{figure.label} ({figure.measure})" if figure.measure else figure.label


def _rows(told: Told, wanted: list[tuple[OutlineHeading, OutlineFigure]]) -> Iterator[tuple[str, ...]]:
    keys = [(heading.code, figure.code) for heading, figure in wanted]
    for n, part in enumerate(told.parts, start=1):
        yield (str(n), part.unit_name, *(count_text(part.figures.get(key)) or NOT_SAID for key in keys))
    if len(told.parts) > 1:
        sums = [sum(part.figures.get(key, 0) for part in told.parts) for key in keys]
        added = zip(wanted, sums, strict=True)
        yield ("", TOTAL, *(count_text(total) if figure.adds_up else NOT_SAID for (_h, figure), total in added))
