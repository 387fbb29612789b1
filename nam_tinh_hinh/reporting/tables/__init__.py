"""The tables of the room, by matter."""

from nam_tinh_hinh.reporting.tables.consolidating import Passage, PassageUse
from nam_tinh_hinh.reporting.tables.outlines import Outline, OutlineFigure, OutlineHeading
from nam_tinh_hinh.reporting.tables.regimes import Obligation, Period, Regime, RegimeOwner
from nam_tinh_hinh.reporting.tables.writing import Report, Section, Sending, SentSection

__all__ = [
    "Obligation",
    "Outline",
    "OutlineFigure",
    "OutlineHeading",
    "Passage",
    "PassageUse",
    "Period",
    "Regime",
    "RegimeOwner",
    "Report",
    "Section",
    "Sending",
    "SentSection",
]
