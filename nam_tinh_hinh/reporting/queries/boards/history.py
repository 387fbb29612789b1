"""How one unit kept its deadlines: its last periods, month by month, and how many were in time without a break."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from sqlalchemy import select

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.periods import Cadence, mondays_to
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.reporting.queries.boards.cells import Cell, cells, owed_to
from nam_tinh_hinh.reporting.tables import Obligation, Period
from nam_tinh_hinh.reporting.tallies import Outcome, Tally, streak, total
from nam_tinh_hinh.situation.queries.reaching import inside
from nam_tinh_hinh.situation.reach import Reach

WEEKS, MONTHS = 26, 12


@dataclass(frozen=True)
class Month:
    """The reports that fell due in one month."""

    first: date
    tally: Tally

    @property
    def label(self) -> str:
        return f"Tháng {self.first.month}/{self.first.year}"


@dataclass(frozen=True)
class History:
    """One unit's periods, the newest first."""

    unit: Unit
    name: str
    cells: tuple[Cell, ...]

    @cached_property
    def tally(self) -> Tally:
        return total(cell.tally for cell in self.cells)

    @cached_property
    def streak(self) -> int:
        """How many in a row were in time, up to the last that is judged."""
        return streak(cell.outcome for cell in self.cells)

    @property
    def months(self) -> list[Month]:
        """The judged ones by the month they fell due in, oldest first."""
        found = defaultdict[date, list[Tally]](list)
        for cell in self.cells:
            if cell.due_at and cell.outcome not in (Outcome.NONE, Outcome.OPEN):
                found[clock.local(cell.due_at).date().replace(day=1)].append(cell.tally)
        return [Month(first, total(some)) for first, some in sorted(found.items())][-MONTHS:]


def history_of(person: Reach, unit_id: int) -> History | None:
    """Return the last 26 weekly periods and a year of the others of one unit, as far as ``person`` may know of them.

    None for a unit that is none of his: not his own, reporting to no desk of his, and not below him. At most three
    statements.
    """
    found = _newest_first(person, unit_id)
    if not found and not _is_his(person, unit_id):
        return None
    unit = db.session.get(Unit, unit_id)
    return unit and History(unit, found[0].unit_name if found else unit.name, tuple(found))


def _newest_first(person: Reach, unit_id: int) -> Sequence[Cell]:
    today = clock.today()
    week, year = mondays_to(today, WEEKS)[0], today - timedelta(days=366)
    query = owed_to(person).where(Obligation.unit_id == unit_id, Period.last >= year)
    some = [one for one in cells(query) if one.period.cadence is not Cadence.WEEK or one.period.last >= week]
    return sorted(some, key=lambda one: (one.due_at or one.period.opened_at, one.id), reverse=True)


def _is_his(person: Reach, unit_id: int) -> bool:
    if unit_id in person.own | person.speaks:
        return True
    query = select(Unit.id).where(Unit.id == unit_id, inside(person, Unit.id))
    return db.session.scalar(query) is not None
