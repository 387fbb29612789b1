"""Who sent which report when: the completeness matrix, one unit's history, what presses on the home page."""

from nam_tinh_hinh.reporting.queries.boards.cells import Cell, Column
from nam_tinh_hinh.reporting.queries.boards.history import History, Month, history_of
from nam_tinh_hinh.reporting.queries.boards.matrix import Board, BoardFilters, Lacking, Row, Scope, board

__all__ = [
    "Board",
    "BoardFilters",
    "Cell",
    "Column",
    "History",
    "Lacking",
    "Month",
    "Row",
    "Scope",
    "board",
    "history_of",
]
