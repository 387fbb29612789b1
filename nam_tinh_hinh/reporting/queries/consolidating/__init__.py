"""Reads of a report that is put together from others: what lies below it, and what became of every passage."""

from nam_tinh_hinh.reporting.queries.consolidating.below import use_of
from nam_tinh_hinh.reporting.queries.consolidating.fates import Ended, ended_of, report_above
from nam_tinh_hinh.reporting.queries.consolidating.figures import Line, lines
from nam_tinh_hinh.reporting.queries.consolidating.material import Item, Material, material
from nam_tinh_hinh.reporting.queries.lower import Lower, lowers

__all__ = [
    "Ended",
    "Item",
    "Line",
    "Lower",
    "Material",
    "ended_of",
    "lines",
    "lowers",
    "material",
    "report_above",
    "use_of",
]
