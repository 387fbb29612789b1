"""The completeness matrix: units x periods of a month, a quarter or a year, with the five numbers both ways (R064)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import Select, select

from nam_tinh_hinh.kernel import clock, periods
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.enums import Labelled
from nam_tinh_hinh.kernel.periods import Cadence, period_of
from nam_tinh_hinh.kernel.text import fold, sort_key
from nam_tinh_hinh.reporting.queries import reports
from nam_tinh_hinh.reporting.queries.boards.cells import Cell, Column, cells, named, owed_to, some_owed_to
from nam_tinh_hinh.reporting.tables import Period, Regime, Report
from nam_tinh_hinh.reporting.tallies import Tally, total
from nam_tinh_hinh.situation.queries.reaching import inside
from nam_tinh_hinh.situation.reach import Reach

SPANS = (Cadence.MONTH, Cadence.QUARTER, Cadence.YEAR)


class Scope(Labelled):
    """Which of the units one may know of; the value stands in addresses."""

    RECEIVED = "nop-ve", "Nộp về đơn vị tôi"
    BELOW = "cap-duoi", "Mọi đơn vị cấp dưới"
    OWN = "don-vi-toi", "Đơn vị tôi"


@dataclass(frozen=True)
class BoardFilters:
    """What the address asks for: a month, quarter or year, a regime, whose reports, only who lacks some, a name."""

    span: periods.Period
    regime_id: int | None = None
    scope: Scope | None = None
    missing_only: bool = False
    words: str = ""

    def as_args(self) -> dict[str, str]:
        """Return what of it stands in the address: the span always, the rest where it narrows."""
        narrowed = {
            "che-do": str(self.regime_id or ""), "pham-vi": self.scope.value if self.scope else "",
            "thieu": "1" if self.missing_only else "", "tu-khoa": self.words,
        }  # fmt: skip
        return self.span_args(self.span) | {name: said for name, said in narrowed.items() if said}

    @staticmethod
    def span_args(span: periods.Period) -> dict[str, str]:
        """Return a span as it stands in the address: its cadence and its first day."""
        return {"ky": span.cadence.value if span.cadence else "", "ngay": day_text(span.first)}


@dataclass(frozen=True)
class Row:
    """One unit: its cells by period, its five numbers."""

    unit_id: int
    name: str
    cells: dict[int, Cell]

    @cached_property
    def tally(self) -> Tally:
        return total(cell.tally for cell in self.cells.values())


@dataclass(frozen=True)
class Lacking:
    """One period with those who have not sent its report; ``mine`` of them the reader may remind."""

    column: Column
    cells: tuple[Cell, ...]
    mine: int


@dataclass(frozen=True)
class Board:
    """The matrix as one person sees it."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @cached_property
    def tally(self) -> Tally:
        """The five numbers of all that is shown."""
        return total(row.tally for row in self.rows)

    @cached_property
    def tallies(self) -> dict[int, Tally]:
        """The five numbers of each period."""
        return {one.id: total(cell.tally for cell in self.of_period(one.id)) for one in self.columns}

    @property
    def groups(self) -> list[tuple[str, list[Column]]]:
        """The columns of each regime beside each other; of two regimes with one name the hour tells which is which."""
        found = defaultdict[int, list[Column]](list)
        for one in self.columns:
            found[one.regime_id].append(one)
        names = Counter(some[0].regime for some in found.values())
        heads = (some[0] for some in found.values())
        said = [one.regime_words if names[one.regime] > 1 else one.regime for one in heads]
        return list(zip(said, found.values(), strict=True))

    def of_period(self, period_id: int) -> list[Cell]:
        """Return the cells of one column, in the order of the rows."""
        return [row.cells[period_id] for row in self.rows if period_id in row.cells]

    def lacking(self, person: Reach) -> list[Lacking]:
        """Return the periods of which something is missing, the one whose deadline is nearest, past or ahead, first."""
        found = [(one, tuple(cell for cell in self.of_period(one.id) if cell.is_missing)) for one in self.columns]
        some = [Lacking(one, gaps, sum(gap.may_be_reminded_by(person) for gap in gaps)) for one, gaps in found if gaps]
        now = clock.now()
        return sorted(some, key=lambda one: (abs(now - (one.column.due_at or one.column.opened_at)), one.column.id))


def board(person: Reach, filters: BoardFilters) -> Board:
    """Return the matrix of the periods that end within the span, for the units of which ``person`` may know.

    One statement however many units and periods. A unit stands under the name it had when the newest of its periods
    opened, so that one merged away since is still found.
    """
    by_unit = defaultdict[int, list[Cell]](list)
    for cell in cells(_asked(person, filters)):
        by_unit[cell.unit_id].append(cell)
    rows = [row for some in by_unit.values() if _wanted(row := _row(some), filters)]
    shown = {cell.period for row in rows for cell in row.cells.values()}
    columns = tuple(sorted(shown, key=lambda one: one.order))
    return Board(columns, tuple(sorted(rows, key=lambda row: (sort_key(row.name), row.unit_id))))


def _asked(person: Reach, filters: BoardFilters) -> Select[Any]:
    query = owed_to(person).where(Period.last.between(filters.span.first, filters.span.last))
    if filters.regime_id:
        query = query.where(Period.regime_id == filters.regime_id)
    if filters.scope is Scope.RECEIVED:
        return query.where(reports.received(person))
    if filters.scope is Scope.OWN:
        return query.where(reports.own(person))
    if filters.scope is Scope.BELOW:
        return query.where(inside(person, Report.unit_id), ~reports.own(person))
    return query


def _row(some: Iterable[Cell]) -> Row:
    newest_first = sorted(some, key=lambda cell: (cell.period.opened_at, cell.id), reverse=True)
    return Row(newest_first[0].unit_id, newest_first[0].unit_name, {cell.period.id: cell for cell in newest_first})


def _wanted(row: Row, filters: BoardFilters) -> bool:
    if filters.missing_only and not row.tally.missing:
        return False
    return fold(filters.words) in fold(row.name)


def regimes(person: Reach) -> Sequence[tuple[int, str]]:
    """Return (id, label) of the regimes of which ``person`` may know a report: what the filter offers."""
    some = some_owed_to(person).where(Period.regime_id == Regime.id).with_only_columns(Report.id).correlate(Regime)
    rows = db.session.execute(select(Regime.id, Regime.label, Regime.due_time).where(some.exists())).all()
    names = Counter(row.label for row in rows)
    said = [(row.id, named(row.label, row.due_time) if names[row.label] > 1 else row.label) for row in rows]
    return sorted(said, key=lambda one: (sort_key(one[1]), one[0]))


def scopes(person: Reach) -> list[Scope]:
    """Return the choices that mean something to ``person``."""
    some = [Scope.RECEIVED] if person.desks else []
    return [*some, *([Scope.BELOW] if person.tops else []), Scope.OWN]


def span_of(cadence: Cadence | None, day: date) -> periods.Period:
    """Return the month, quarter or year in which ``day`` lies; a month for any other cadence."""
    return period_of(cadence if cadence in SPANS else Cadence.MONTH, day)
