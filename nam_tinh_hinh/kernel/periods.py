"""Weeks, months, quarters, half years and years of the calendar. Pure: days in, days out. Weeks begin on Monday."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.days import EARLIEST, LATEST
from nam_tinh_hinh.kernel.enums import Labelled

WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


class Cadence(Labelled):
    """How long a period is; the value stands in addresses."""

    WEEK = "tuan", "Tuần"
    MONTH = "thang", "Tháng"
    QUARTER = "quy", "Quý"
    HALF_YEAR = "nua-nam", "6 tháng"
    YEAR = "nam", "Năm"


_MONTHS = {Cadence.MONTH: 1, Cadence.QUARTER: 3, Cadence.HALF_YEAR: 6, Cadence.YEAR: 12}


@dataclass(frozen=True)
class Period:
    """The days from ``first`` to ``last``, both included; the earlier of the two comes first however it is typed."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            first, last = self.last, self.first
            object.__setattr__(self, "first", first)
            object.__setattr__(self, "last", last)

    @property
    def cadence(self) -> Cadence | None:
        """The cadence of which this is one whole period, None for any other span of days."""
        return next((one for one in Cadence if period_of(one, self.first) == self), None)

    @property
    def label(self) -> str:
        """What people call it: "tuần 02/11 - 08/11/2026", "tháng 11 năm 2026", "từ 05/11/2026 đến 10/11/2026"."""
        cadence, year = self.cadence, self.first.year
        if cadence is Cadence.WEEK:
            return f"tuần {self.first:%d/%m} - {day_text(self.last)}"
        if cadence is Cadence.MONTH:
            return f"tháng {self.first.month} năm {year}"
        if cadence is Cadence.QUARTER:
            return f"quý {['I', 'II', 'III', 'IV'][self.first.month // 3]} năm {year}"
        if cadence is Cadence.HALF_YEAR:
            return f"6 tháng {'đầu' if self.first.month == 1 else 'cuối'} năm {year}"
        if cadence is Cadence.YEAR:
            return f"năm {year}"
        if self.first == self.last:
            return f"ngày {day_text(self.first)}"
        return f"từ {day_text(self.first)} đến {day_text(self.last)}"

    @property
    def before(self) -> "Period | None":
        """The period of the same length right before; None where the calendar of the program begins."""
        return self._beside(self.first - _DAY, self.first - (self.last - self.first) - _DAY)

    @property
    def after(self) -> "Period | None":
        """The period of the same length right after; None where the calendar of the program ends."""
        return self._beside(self.last + _DAY, self.last + (self.last - self.first) + _DAY)

    def _beside(self, near: date, far: date) -> "Period | None":
        found = period_of(self.cadence, near) if self.cadence else Period(near, far)
        return found if found.first.year >= EARLIEST and found.last.year <= LATEST else None


def monday(day: date) -> date:
    """Return the first day of the week of ``day``."""
    return day - timedelta(days=day.weekday())


def period_of(cadence: Cadence, day: date) -> Period:
    """Return the week, month, quarter, half of the year or year in which ``day`` lies."""
    if cadence is Cadence.WEEK:
        return Period(monday(day), monday(day) + WEEK - _DAY)
    months = _MONTHS[cadence]
    begins = (day.month - 1) // months * months + 1
    ends = begins + months - 1
    return Period(date(day.year, begins, 1), date(day.year, ends, monthrange(day.year, ends)[1]))


def mondays_to(last: date, weeks: int) -> list[date]:
    """Return the first days of ``weeks`` weeks on end, of which the last is the week of ``last``."""
    return [monday(last) - WEEK * before for before in range(weeks - 1, -1, -1)]


def weeks_in(period: Period) -> int:
    """Return how many weeks a period touches."""
    return (monday(period.last) - monday(period.first)).days // 7 + 1
