"""The words of reporting: regimes and their deadlines, headings, where a report and its sections stand."""

from nam_tinh_hinh.reporting.enums.consolidating import DECIDED, Fate
from nam_tinh_hinh.reporting.enums.regimes import DueRule, HolidayRule, PeriodKind, Receiver, RegimeKind, Standing
from nam_tinh_hinh.reporting.enums.writing import (
    EDITABLE,
    FINISHED,
    OUT,
    FigureSource,
    HeadingKind,
    Part,
    Punctuality,
    SectionStage,
    Stage,
)

__all__ = [
    "DECIDED",
    "EDITABLE",
    "FINISHED",
    "OUT",
    "DueRule",
    "Fate",
    "FigureSource",
    "HeadingKind",
    "HolidayRule",
    "Part",
    "PeriodKind",
    "Punctuality",
    "Receiver",
    "RegimeKind",
    "SectionStage",
    "Stage",
    "Standing",
]
